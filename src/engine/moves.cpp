#include "engine/moves.h"

#include <algorithm>

#include "base/error.h"
#include "base/utf8.h"
#include "engine/numbers.h"

namespace maulstick {
namespace {

[[noreturn]] void refuse(std::string what, const Move& move, std::string expected,
                         std::string got) {
  throw Error(ErrorKind::bad_input, {.what = std::move(what),
                                     .where = "the move of " + printable(move.control, 40) +
                                              " at step " + std::to_string(move.step + 1),
                                     .expected = std::move(expected),
                                     .got = std::move(got)});
}

std::string movable_names() {
  std::string names;
  for (const Control& control : controls()) {
    if (control.live) names += (names.empty() ? "" : ", ") + control.name;
  }
  return names;
}

bool same_slot(const Move& a, const Move& b) {
  return a.step == b.step && a.control == b.control;
}

void check_move(const Move& move, int steps) {
  const Control* control = movable_control(move.control);
  if (control == nullptr) {
    refuse("this control cannot be moved in mid-run", move, "one of " + movable_names(),
           "\"" + move.control + "\"");
  }
  if (move.step < 0 || move.step >= steps) {
    refuse("the run does not have that step", move, "1 to " + std::to_string(steps),
           std::to_string(move.step + 1));
  }
  if (!(move.value >= control->minimum && move.value <= control->maximum)) {
    refuse("the value is out of range", move, control->range(), shortest(move.value));
  }
}

}  // namespace

const Control* movable_control(std::string_view name) {
  const auto found = std::ranges::find(controls(), name, &Control::name);
  return found != controls().end() && found->live ? &*found : nullptr;
}

guidance::GuideSettings settings_at(const Request& request, int step) {
  Request now;
  now.guidance = request.guidance;
  for (const Move& move : request.moves) {
    if (move.step <= step) movable_control(move.control)->assign(now, move.value);
  }
  return now.guidance;
}

std::vector<bool> guided_steps(const Request& request) {
  std::vector<bool> guided;
  for (int step = 0; step < request.steps; ++step) {
    guided.push_back(guidance::guides_at(settings_at(request, step), step, request.steps));
  }
  return guided;
}

bool record_move(Request& request, const Move& move) {
  Request now;
  now.guidance = settings_at(request, move.step);
  if (movable_control(move.control)->value(now) == move.value) return false;
  std::erase_if(request.moves, [&move](const Move& other) { return same_slot(move, other); });
  const auto place = std::ranges::upper_bound(request.moves, move.step, {}, &Move::step);
  request.moves.insert(place, move);
  return true;
}

void check_moves(const Request& request) {
  const Move* last = nullptr;
  for (const Move& move : request.moves) {
    check_move(move, request.steps);
    if (last != nullptr && move.step < last->step) {
      refuse("the moves are not in order", move,
             "a step not before " + std::to_string(last->step + 1), std::to_string(move.step + 1));
    }
    const auto twice = std::ranges::count_if(
        request.moves, [&move](const Move& other) { return same_slot(move, other); });
    if (twice > 1) refuse("the control is moved twice", move, "one move", std::to_string(twice));
    last = &move;
  }
}

}  // namespace maulstick

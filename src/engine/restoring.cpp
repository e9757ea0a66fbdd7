#include "engine/restoring.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "base/utf8.h"
#include "engine/moves.h"
#include "engine/numbers.h"

namespace maulstick {
namespace {

constexpr std::size_t longest_value = 120;  // of a value that is told
constexpr std::size_t most_entries = 100;
constexpr std::size_t most_embeddings = 100;
constexpr std::size_t longest_name = 255;

void tell(std::vector<std::string>& list, std::string entry) {
  if (list.size() < most_entries) list.push_back(std::move(entry));
  if (list.size() == most_entries) list.back() = "…";
}

std::string told(std::string_view name, std::string_view value) {
  const std::string start = printable(name, longest_value);
  return value.empty() ? start : start + ": " + printable(value, longest_value);
}

// The longest beginning of at most `limit` bytes that ends with a character.
std::string_view beginning(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
  return text.substr(0, limit);
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

Restoring::Restoring(Restored::Origin origin, Request base) {
  result_.origin = origin;
  result_.request = std::move(base);
  result_.request.embeddings.clear();
  result_.request.moves.clear();
}

void Restoring::text(std::string Request::*field, std::string_view name, std::string_view value) {
  std::string kept(value);
  std::erase(kept, '\0');
  kept = beginning(kept, longest_prompt);
  if (kept.size() != value.size()) {
    adjusted(name, std::to_string(value.size()) + " bytes", std::to_string(kept.size()) + " bytes");
  }
  request().*field = std::move(kept);
}

void Restoring::number(const Control& control, std::string_view name, double value) {
  if (!std::isfinite(value)) return lost(name, shortest(value));
  double fitting = std::clamp(value, control.minimum, control.maximum);
  if (control.whole) fitting = std::round(fitting);
  if (fitting != value) adjusted(name, shortest(value), shortest(fitting));
  control.assign(request(), fitting);
}

void Restoring::side(int Request::*field, std::string_view name, std::int64_t value) {
  const auto fitting = std::clamp<std::int64_t>(value, 0, largest_side);
  if (fitting != value) adjusted(name, std::to_string(value), std::to_string(fitting));
  request().*field = static_cast<int>(fitting);
}

void Restoring::seed(std::string_view name, std::int64_t value) {
  if (value < -1) return lost(name, std::to_string(value));
  request().seed = value;
}

void Restoring::moves(std::vector<Move> moves) {
  std::ranges::stable_sort(moves, {}, &Move::step);
  for (Move& move : moves) {
    const Control* control = movable_control(move.control);
    const std::string name =
        "move of " + move.control + " at step " + std::to_string(move.step + 1);
    const bool known = control != nullptr && move.step >= 0 && move.step < request().steps;
    if (!known || !std::isfinite(move.value)) {
      lost(name, shortest(move.value));
      continue;
    }
    const double fitting = std::clamp(move.value, control->minimum, control->maximum);
    if (fitting != move.value) adjusted(name, shortest(move.value), shortest(fitting));
    move.value = fitting;
    std::erase_if(request().moves, [&move](const Move& other) {
      return other.step == move.step && other.control == move.control;
    });
    request().moves.push_back(std::move(move));
  }
}

void Restoring::embedding(std::string_view file, std::string_view sha256) {
  const std::string name = std::filesystem::path(file).filename().string();
  const bool sound = !name.empty() && name != "." && name != ".." && is_sha256(sha256);
  if (!sound || result_.embeddings.size() == most_embeddings) return lost("embedding", file);
  result_.embeddings.push_back({printable(name, longest_name), std::string(sha256)});
}

void Restoring::adjusted(std::string_view name, std::string_view from, std::string_view to) {
  tell(result_.adjusted, told(name, std::string(from) + " → " + std::string(to)));
}

void Restoring::lost(std::string_view name, std::string_view value) {
  tell(result_.not_restored, told(name, value));
}

Restored Restoring::done() && {
  check(result_.request);
  return std::move(result_);
}

}  // namespace maulstick

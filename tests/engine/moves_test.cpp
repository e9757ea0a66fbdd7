#include "engine/moves.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <thread>

#include "engine/live.h"
#include "support/throws.h"

namespace maulstick {
namespace {

using testing::expect_error;

double scale(const Request& request, int step, std::size_t loss) {
  return settings_at(request, step).scales[loss];
}

TEST(Moves, count_from_their_step_on) {
  Request request;
  request.moves = {{10, "clip", 300}, {10, "strength", 12}, {20, "clip", 0}};
  EXPECT_NO_THROW(check(request));
  EXPECT_EQ(scale(request, 9, 0), 200);
  EXPECT_EQ(scale(request, 10, 0), 300);
  EXPECT_EQ(scale(request, 19, 0), 300);
  EXPECT_EQ(scale(request, 20, 0), 0);
  EXPECT_EQ(scale(request, 49, 1), 30);
  EXPECT_EQ(settings_at(request, 9).strength, 4);
  EXPECT_EQ(settings_at(request, 10).strength, 12);
  EXPECT_EQ(settings_at(Request(), 30), Request().guidance);
}

TEST(Moves, decide_which_steps_are_guided) {
  Request request;
  request.steps = 20;
  request.guidance.every = 2;
  request.guidance.scales.assign(request.guidance.scales.size(), 0.0);
  EXPECT_EQ(std::ranges::count(guided_steps(request), true), 0);
  request.moves = {{7, "composition", 5}, {11, "composition", 0}, {18, "clip", 100}};
  std::vector<bool> expected(20, false);
  for (const std::size_t step : {8U, 10U, 18U}) expected[step] = true;
  EXPECT_EQ(guided_steps(request), expected);
}

TEST(Moves, are_checked) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const struct {
    std::vector<Move> moves;
    const char* words;
  } cases[] = {{{{5, "cfg", 3}}, "cannot be moved in mid-run"},
               {{{5, "", 3}}, "cannot be moved in mid-run"},
               {{{-1, "clip", 3}}, "does not have that step"},
               {{{50, "clip", 3}}, "does not have that step"},
               {{{5, "clip", 1001}}, "out of range"},
               {{{5, "clip", nan}}, "out of range"},
               {{{5, "clip", 1}, {4, "clip", 2}}, "not in order"},
               {{{5, "clip", 1}, {5, "strength", 2}, {5, "clip", 2}}, "moved twice"}};
  for (const auto& [moves, words] : cases) {
    Request request;
    request.moves = moves;
    expect_error(ErrorKind::bad_input, words, [&request = request] { check(request); });
  }
}

TEST(Moves, are_recorded_in_order_and_only_if_they_change_something) {
  Request request;
  EXPECT_FALSE(record_move(request, {15, "clip", 200}));
  EXPECT_TRUE(record_move(request, {15, "clip", 250}));
  EXPECT_TRUE(record_move(request, {10, "clip", 220}));
  EXPECT_TRUE(record_move(request, {15, "frequency", 0}));
  EXPECT_TRUE(record_move(request, {15, "clip", 260}));
  EXPECT_FALSE(record_move(request, {20, "clip", 260}));
  const std::vector<Move> expected = {{10, "clip", 220}, {15, "frequency", 0}, {15, "clip", 260}};
  EXPECT_EQ(request.moves, expected);
  EXPECT_NO_THROW(check(request));
}

TEST(LiveControls, keep_the_latest_value) {
  LiveControls live;
  EXPECT_TRUE(live.take().empty());
  live.set("clip", 10);
  live.set("strength", 3);
  live.set("clip", 20);
  const std::map<std::string, double> expected = {{"clip", 20}, {"strength", 3}};
  EXPECT_EQ(live.take(), expected);
  EXPECT_TRUE(live.take().empty());
}

TEST(LiveControls, refuse_what_cannot_be_moved) {
  LiveControls live;
  expect_error(ErrorKind::bad_input, "steps", [&] { live.set("steps", 20); });
  expect_error(ErrorKind::bad_input, "0 to 1000", [&] { live.set("clip", -1); });
  expect_error(ErrorKind::bad_input, "0 to 100",
               [&] { live.set("strength", std::numeric_limits<double>::quiet_NaN()); });
  EXPECT_TRUE(live.take().empty());
}

TEST(LiveControls, are_set_on_one_thread_and_taken_on_another) {
  LiveControls live;
  std::jthread hand([&live] {
    for (int value = 1; value <= 1000; ++value) live.set("clip", value);
  });
  double last = 0;
  while (last < 1000) {
    for (const auto& [control, value] : live.take()) {
      EXPECT_GT(value, last);
      last = value;
    }
  }
}

}  // namespace
}  // namespace maulstick

// Runs that share their first steps, one after the other and side by side.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "engine/engine.h"
#include "support/throws.h"

namespace maulstick {
namespace {

using testing::expect_error;

const std::filesystem::path easel = MAULSTICK_SOURCE_DIR "/models/easel";

Engine fresh_engine() {
  return Engine({.model = easel, .device = "cpu"});
}

Request short_request(std::vector<double> scales) {
  Request request;
  request.prompt = "a lighthouse at night";
  request.steps = 12;
  request.guidance.scales = std::move(scales);
  request.guidance.mode = guidance::Mode::relative;
  return request;
}

const std::vector<double> nothing = {0, 0, 0};
const std::vector<double> clip_only = {200, 0, 0};
const std::vector<double> everything = {200, 30, 10};

int reused_steps(const Painting& painting) {
  return static_cast<int>(std::ranges::count_if(painting.steps, &StepReport::reused));
}

Painting alone(Engine& engine, const Request& request) {
  Observer nobody;
  return engine.paint(request, nobody, {}, {.reuse = false});
}

TEST(SharedSteps, are_taken_over_up_to_the_first_guided_one_and_change_no_pixel) {
  Engine engine = fresh_engine();
  Observer nobody;
  const Painting unguided = engine.paint(short_request(nothing), nobody);
  const Painting guided = engine.paint(short_request(everything), nobody);
  EXPECT_EQ(reused_steps(unguided), 0);
  EXPECT_EQ(reused_steps(guided), 6);  // 0 to 5: the noise of step 5 is predicted before the push
  EXPECT_EQ(guided.image, alone(engine, short_request(everything)).image);
  EXPECT_NE(guided.image, unguided.image);
}

TEST(SharedSteps, of_a_guided_run_end_where_guidance_acted) {
  Engine engine = fresh_engine();
  Observer nobody;
  engine.paint(short_request(everything), nobody);
  const Painting unguided = engine.paint(short_request(nothing), nobody);
  EXPECT_EQ(reused_steps(unguided), 6);
  EXPECT_EQ(unguided.image, alone(engine, short_request(nothing)).image);
}

TEST(SharedSteps, are_those_of_the_same_words_seed_and_sampling_only) {
  Engine engine = fresh_engine();
  Observer nobody;
  engine.paint(short_request(nothing), nobody);
  for (const auto change :
       {+[](Request& request) { request.prompt += " "; },
        +[](Request& request) { request.negative = "rain"; },
        +[](Request& request) { request.weights = true; },
        +[](Request& request) { request.seed = 7; }, +[](Request& request) { request.steps = 13; },
        +[](Request& request) { request.cfg = 7; },
        +[](Request& request) { request.width = 64; }}) {
    Request other = short_request(nothing);
    change(other);
    EXPECT_EQ(reused_steps(engine.paint(other, nobody)), 0);
  }
}

TEST(SharedSteps, of_a_stopped_run_are_kept) {
  struct StopAt : Observer {
    std::stop_source source;
    void on_step(const StepReport& report) override {
      if (report.step == 3) source.request_stop();
    }
  };
  Engine engine = fresh_engine();
  StopAt stopping;
  expect_error(ErrorKind::interrupted, "step 5 of 12", [&] {
    engine.paint(short_request(nothing), stopping, stopping.source.get_token());
  });
  Observer nobody;
  EXPECT_EQ(reused_steps(engine.paint(short_request(nothing), nobody)), 4);
}

TEST(SideBySide, paints_what_each_would_be_alone_and_shares_the_first_steps) {
  Engine engine = fresh_engine();
  const std::vector<std::vector<double>> sets = {nothing, clip_only, everything};
  std::vector<Task> tasks;
  Observer nobody;
  for (const auto& scales : sets) tasks.push_back({short_request(scales), &nobody});
  const std::vector<Outcome> outcomes = engine.paint_together(tasks);
  ASSERT_EQ(outcomes.size(), 3U);
  for (std::size_t i = 0; i < sets.size(); ++i) {
    ASSERT_TRUE(outcomes[i].painting);
    EXPECT_FALSE(outcomes[i].error);
    EXPECT_EQ(outcomes[i].painting->image, alone(engine, short_request(sets[i])).image);
    EXPECT_EQ(reused_steps(*outcomes[i].painting), i == 0 ? 0 : 6);
  }
}

TEST(SideBySide, goes_on_with_the_others_when_one_fails) {
  struct Failing : Observer {
    void on_step(const StepReport& report) override {
      if (report.step == 2)
        throw Error(ErrorKind::device, {"out of memory", "here", "more", "less"});
    }
  };
  Engine engine = fresh_engine();
  Failing failing;
  Observer nobody;
  const std::vector<Outcome> outcomes = engine.paint_together(
      {{short_request(nothing), &failing}, {short_request(everything), &nobody}});
  ASSERT_TRUE(outcomes[0].error);
  EXPECT_EQ(outcomes[0].error->kind(), ErrorKind::device);
  EXPECT_FALSE(outcomes[0].painting);
  ASSERT_TRUE(outcomes[1].painting);
  EXPECT_EQ(outcomes[1].painting->image, alone(engine, short_request(everything)).image);
}

TEST(SideBySide, goes_a_step_of_each_in_turn_and_stops_them_all) {
  struct Counting : Observer {
    std::vector<int>* order;
    int number;
    std::stop_source* source;
    void on_step(const StepReport& report) override {
      order->push_back(number);
      if (number == 1 && report.step == 1) source->request_stop();
    }
  };
  Engine engine = fresh_engine();
  std::vector<int> order;
  std::stop_source source;
  Counting first;
  Counting second;
  first.order = second.order = &order;
  first.source = second.source = &source;
  first.number = 0;
  second.number = 1;
  expect_error(ErrorKind::interrupted, "step 3 of 12", [&] {
    engine.paint_together({{short_request(nothing), &first}, {short_request(everything), &second}},
                          source.get_token());
  });
  EXPECT_EQ(order, (std::vector<int>{0, 1, 0, 1}));
}

// A picture that is decoded is asked for its measures: by then it is one.
TEST(SideBySide, keeps_what_is_painted_when_the_last_decodes_are_stopped) {
  struct StopBehind : Observer {
    std::stop_source source;
    int steps = 0;
    void on_step(const StepReport& /*report*/) override { ++steps; }
    [[nodiscard]] bool wants_measures() const override {
      if (steps == 12) std::stop_source(source).request_stop();
      return false;
    }
  };
  Engine engine = fresh_engine();
  StopBehind first;
  Observer nobody;
  const std::vector<Outcome> outcomes = engine.paint_together(
      {{short_request(nothing), &first}, {short_request(everything), &nobody}},
      first.source.get_token());
  ASSERT_TRUE(outcomes[0].painting);
  EXPECT_EQ(outcomes[0].painting->image, alone(engine, short_request(nothing)).image);
  ASSERT_TRUE(outcomes[1].error);
  EXPECT_EQ(outcomes[1].error->kind(), ErrorKind::interrupted);
}

// Of 50 steps 0 to 15 are the same: the noise of step 15 is predicted before the first push.
TEST(SideBySide, five_sets_cost_less_than_four_runs) {
  Engine engine = fresh_engine();
  Observer nobody;
  std::vector<Task> tasks;
  for (const std::vector<double>& scales : std::vector<std::vector<double>>{
           {0, 0, 0}, {200, 0, 0}, {0, 30, 0}, {200, 30, 0}, everything}) {
    tasks.push_back({short_request(scales), &nobody});
    tasks.back().request.steps = 50;
    tasks.back().request.width = tasks.back().request.height = 64;
  }
  int predicted = 0;
  for (const Outcome& outcome : engine.paint_together(tasks)) {
    predicted += 50 - reused_steps(outcome.painting.value());
  }
  EXPECT_EQ(predicted, 50 + 4 * 34);  // 3.72 runs
}

// The largest difference of two pictures of one size, in levels of 255.
int largest_difference(const Image& one, const Image& other) {
  int largest = 0;
  for (std::size_t i = 0; i < one.rgb.size(); ++i) {
    largest = std::max(largest, std::abs(int{one.rgb[i]} - int{other.rgb.at(i)}));
  }
  return largest;
}

TEST(AtOnce, pictures_differ_from_those_painted_alone_by_rounding_and_say_so) {
  Engine engine = fresh_engine();
  Observer nobody;
  std::vector<Task> tasks;
  for (int i = 0; i < 5; ++i) {
    Request request = short_request(i % 2 == 0 ? everything : nothing);
    request.prompt = i < 3 ? "a red car" : "two trees by a lake, watercolor";
    request.seed = i;
    request.cfg = 2 + i;
    tasks.push_back({request, &nobody});
  }
  const std::vector<Outcome> outcomes = engine.paint_together(tasks, {}, 3);
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    ASSERT_TRUE(outcomes[i].painting);
    const Painting& painting = *outcomes[i].painting;
    EXPECT_EQ(painting.fingerprint.together, i < 3 ? 3 : 2);
    const Painting single = alone(engine, tasks[i].request);
    EXPECT_EQ(single.fingerprint.together, 1);
    EXPECT_EQ(painting.request, single.request);
    EXPECT_LE(largest_difference(painting.image, single.image), 1);
  }
}

TEST(AtOnce, pictures_of_different_sizes_do_not_go_into_one_call) {
  Engine engine = fresh_engine();
  Observer nobody;
  std::vector<Task> tasks(2, {short_request(everything), &nobody});
  tasks[1].request.width = 64;
  const std::vector<Outcome> outcomes = engine.paint_together(tasks, {}, 2);
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    ASSERT_TRUE(outcomes[i].painting);
    EXPECT_EQ(outcomes[i].painting->fingerprint.together, 1);
    EXPECT_EQ(outcomes[i].painting->image, alone(engine, tasks[i].request).image);
  }
}

// 12 and 13 steps begin at one timestep and go apart at once.
TEST(AtOnce, runs_of_different_lengths_go_together_where_their_timesteps_are_the_same) {
  Engine engine = fresh_engine();
  Observer nobody;
  std::vector<Task> tasks(2, {short_request(nothing), &nobody});
  tasks[1].request.steps = 13;
  const std::vector<Outcome> outcomes = engine.paint_together(tasks, {}, 2);
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    ASSERT_TRUE(outcomes[i].painting);
    EXPECT_EQ(outcomes[i].painting->steps.size(), 12 + i);
    EXPECT_LE(
        largest_difference(outcomes[i].painting->image, alone(engine, tasks[i].request).image), 1);
  }
}

TEST(AtOnce, runs_that_share_their_first_steps_ask_for_them_once) {
  Engine engine = fresh_engine();
  Observer nobody;
  const std::vector<Outcome> outcomes = engine.paint_together(
      {{short_request(nothing), &nobody}, {short_request(everything), &nobody}}, {}, 2);
  EXPECT_EQ(reused_steps(outcomes[0].painting.value()), 0);
  EXPECT_EQ(reused_steps(outcomes[1].painting.value()), 6);
  EXPECT_EQ(outcomes[1].painting->fingerprint.together, 2);
}

TEST(AtOnce, the_time_of_a_call_is_shared_out) {
  struct Adding : Observer {
    double seconds = 0;
    void on_step(const StepReport& report) override { seconds += report.seconds; }
  };
  Engine engine = fresh_engine();
  Adding first;
  Adding second;
  Request other = short_request(nothing);
  other.seed = 1;
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<Outcome> outcomes =
      engine.paint_together({{short_request(nothing), &first}, {other, &second}}, {}, 2);
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
  const double told = outcomes[0].painting->seconds + outcomes[1].painting->seconds;
  EXPECT_GT(told, 0.5 * spent.count());
  EXPECT_LE(told, spent.count());
  EXPECT_LE(first.seconds, outcomes[0].painting->seconds);
  EXPECT_LE(second.seconds, outcomes[1].painting->seconds);
}

TEST(SideBySide, refuses_a_request_out_of_range_before_anything_is_painted) {
  Engine engine = fresh_engine();
  struct Nothing : Observer {
    void on_start(const RunPlan&) override { ADD_FAILURE() << "a run began"; }
  } nobody;
  Request bad = short_request(nothing);
  bad.cfg = 99;
  expect_error(ErrorKind::bad_input, "--cfg", [&] {
    engine.paint_together({{short_request(nothing), &nobody}, {bad, &nobody}});
  });
}

}  // namespace
}  // namespace maulstick

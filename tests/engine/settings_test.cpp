#include "engine/settings.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "engine/settings_json.h"
#include "engine/time_left.h"
#include "support/fingerprint.h"

namespace maulstick {
namespace {

using nlohmann::json;

Painting painting() {
  Painting painting;
  painting.request.prompt = "A campfire, \"warm\"\nand bright";
  painting.request.width = 128;
  painting.request.height = 64;
  painting.fingerprint = testing::some_fingerprint();
  painting.losses = {0.5, 0.25, std::numeric_limits<double>::quiet_NaN()};
  StepReport plain = {
      .step = 0, .steps = 2, .timestep = 999, .sigma = 14.5, .seconds = 1, .guidance = {}};
  StepReport guided = plain;
  guided.step = 1;
  guided.guidance = GuidanceReport{.losses = {0.5, 0.25, 0.125},
                                   .total = 3,
                                   .gradient_norm = 4,
                                   .push_norm = 5,
                                   .push_percent = 1.5,
                                   .skipped = ""};
  painting.steps = {plain, guided};
  return painting;
}

TEST(Parameters, are_written_in_the_grammar_of_a1111) {
  Painting one = painting();
  one.request.negative = "rain";
  const std::string written = parameters_text(one);
  EXPECT_TRUE(written.starts_with(
      "A campfire, \"warm\"\nand bright\nNegative prompt: rain\n"
      "Steps: 50, Sampler: LMS, CFG scale: 8, Seed: 42, Size: 128x64, Model: Easel, "
      "Model hash: 0123456789, Guidance CLIP: 200, Guidance frequency: 30, Guidance composition: "
      "10, "))
      << written;
  EXPECT_TRUE(written.ends_with(
      "Guidance mode: reference, Guidance every: 5, Guidance start: 0.2, Version: Maulstick 0.1.0"))
      << written;
  one.request.guidance.mode = guidance::Mode::relative;
  one.fingerprint.model = "Easel: small, round";
  const std::string text = parameters_text(one);
  EXPECT_NE(text.find("Model: \"Easel: small, round\","), std::string::npos);
  EXPECT_NE(text.find("Guidance mode: relative, Guidance strength: 4,"), std::string::npos);
}

TEST(TextChunks, hold_the_request_under_the_names_of_options_and_the_curves) {
  const auto chunks = text_chunks(painting());
  ASSERT_EQ(chunks.size(), 2U);
  EXPECT_EQ(chunks[0].keyword, "parameters");
  const json settings = json::parse(chunks[1].text);
  const json& request = settings["request"];
  EXPECT_EQ(request["prompt"], painting().request.prompt);
  EXPECT_EQ(request["steps"], 50);
  EXPECT_EQ(request["clip"], 200.0);
  EXPECT_EQ(request["mode"], "reference");
  ASSERT_EQ(settings["curves"].size(), 1U);
  EXPECT_EQ(settings["curves"][0]["guidance"]["composition"], 0.125);
  EXPECT_EQ(settings["curves"][0]["guidance"]["push_percent"], 1.5);
  EXPECT_TRUE(settings["losses"]["composition"].is_null());  // NaN is no JSON
  EXPECT_EQ(settings["painted_with"]["isa"], "AVX2");
}

TEST(StepJson, has_null_for_plain_steps) {
  EXPECT_TRUE(step_json(painting().steps[0])["guidance"].is_null());
  const json guided = step_json(painting().steps[1])["guidance"];
  EXPECT_EQ(guided["total"], 3);
  EXPECT_FALSE(guided.contains("skipped"));
}

TEST(TimeLeft, waits_until_it_has_seen_both_kinds_of_steps) {
  TimeLeft left({false, false, true, false, true});
  EXPECT_FALSE(left.seconds());
  const auto done = [&left](int step, double seconds, bool guided) {
    StepReport report = {
        .step = step, .steps = 5, .timestep = 0, .sigma = 0, .seconds = seconds, .guidance = {}};
    if (guided) report.guidance = GuidanceReport{};
    left.add(report);
  };
  done(0, 1, false);
  done(1, 3, false);
  EXPECT_FALSE(left.seconds());
  done(2, 10, true);
  EXPECT_DOUBLE_EQ(left.seconds().value(), 12);
  done(3, 2, false);
  done(4, 10, true);
  EXPECT_DOUBLE_EQ(left.seconds().value(), 0);
}

TEST(TimeLeft, does_not_learn_from_steps_that_were_taken_over) {
  TimeLeft left({false, false, false});
  StepReport report = {.step = 0,
                       .steps = 3,
                       .timestep = 0,
                       .sigma = 0,
                       .seconds = 0.001,
                       .guidance = {},
                       .reused = true};
  left.add(report);
  EXPECT_FALSE(left.seconds());
  report = {.step = 1, .steps = 3, .timestep = 0, .sigma = 0, .seconds = 4, .guidance = {}};
  left.add(report);
  EXPECT_DOUBLE_EQ(left.seconds().value(), 4);
}

// In a set the noise of the first guided step is another run's; the push is its own.
TEST(TimeLeft, learns_from_a_guided_step_whose_noise_was_taken_over) {
  TimeLeft left({true, false, true});
  StepReport report = {.step = 0,
                       .steps = 3,
                       .timestep = 0,
                       .sigma = 0,
                       .seconds = 6,
                       .guidance = GuidanceReport{},
                       .reused = true};
  left.add(report);
  report = {.step = 1, .steps = 3, .timestep = 0, .sigma = 0, .seconds = 2, .guidance = {}};
  left.add(report);
  EXPECT_DOUBLE_EQ(left.seconds().value_or(-1), 6);
}

}  // namespace
}  // namespace maulstick

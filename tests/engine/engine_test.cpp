// The engine with Easel, through its public header alone.

#include "engine/engine.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <stop_token>

#include "guidance/catalog.h"
#include "support/folder.h"
#include "support/throws.h"

#if __has_include(<ATen/ATen.h>)
#error "the engine's header must do without torch, and so must this test"
#endif

namespace maulstick {
namespace {

using testing::expect_error;

const std::filesystem::path easel = MAULSTICK_SOURCE_DIR "/models/easel";

// One engine for all: loading it is what takes time.
Engine& engine() {
  static Engine instance({.model = easel, .device = "cpu"});
  return instance;
}

Request small() {
  Request request;
  request.steps = 10;
  return request;
}

Painting paint(const Request& request) {
  Observer nobody;
  return engine().paint(request, nobody);
}

TEST(Engine, paints_a_picture_of_the_models_size) {
  const Painting painting = paint(small());
  EXPECT_EQ(painting.image.width, engine().size_rules().width);
  EXPECT_EQ(painting.image.rgb.size(),
            static_cast<std::size_t>(painting.image.width * painting.image.height * 3));
  EXPECT_EQ(painting.steps.size(), 10U);
  EXPECT_EQ(painting.guided_steps(), 1);
  EXPECT_EQ(painting.skipped_pushes(), 0);
  EXPECT_EQ(painting.losses.size(), guidance::catalog().size());
}

TEST(Engine, gives_the_same_pixels_for_the_same_request) {
  EXPECT_EQ(paint(small()).image, paint(small()).image);
  Request other = small();
  other.seed = 43;
  EXPECT_NE(paint(small()).image, paint(other).image);
}

TEST(Engine, gives_the_same_pixels_with_one_thread_and_two) {
  Observer nobody;
  Request request = small();
  request.guidance.every = 2;
  std::vector<Image> images;
  for (const int threads : {1, 2}) {
    Engine some({.model = easel, .device = "cpu", .threads = threads});
    images.push_back(some.paint(request, nobody).image);
  }
  EXPECT_EQ(images[0], images[1]);
}

TEST(Engine, scales_of_zero_paint_the_unguided_picture) {
  Request unguided = small();
  unguided.guidance.start = 1;
  for (const guidance::Mode mode : {guidance::Mode::reference, guidance::Mode::relative}) {
    Request zero = small();
    zero.guidance.scales.assign(zero.guidance.scales.size(), 0.0);
    zero.guidance.mode = mode;
    EXPECT_EQ(paint(zero).image, paint(unguided).image);
  }
  Request strong = small();
  strong.guidance.mode = guidance::Mode::relative;
  strong.guidance.strength = 20;
  EXPECT_NE(paint(strong).image, paint(unguided).image);
}

TEST(Engine, guidance_lowers_the_loss_it_follows) {
  Request plain = small();
  plain.steps = 20;
  plain.guidance.start = 1;
  Request steered = plain;
  steered.guidance.start = 0.2;
  steered.guidance.every = 2;
  steered.guidance.mode = guidance::Mode::relative;
  steered.guidance.strength = 8;
  steered.guidance.scales.assign(steered.guidance.scales.size(), 0.0);
  steered.guidance.scales[0] = 200;
  EXPECT_LT(paint(steered).losses[0], paint(plain).losses[0] - 0.01);
}

class Counter : public Observer {
 public:
  void on_start(const RunPlan& plan) override {
    for (const bool one : plan.guided) planned += one ? 1 : 0;
  }
  void on_step(const StepReport& report) override {
    EXPECT_EQ(report.step, steps);
    ++steps;
    guided += report.guidance ? 1 : 0;
    if (steps == stop_after) source.request_stop();
  }
  int planned = 0;
  int steps = 0;
  int guided = 0;
  int stop_after = -1;
  std::stop_source source;
};

TEST(Engine, tells_every_step_and_which_are_guided) {
  Counter counter;
  Request request = small();
  request.guidance.every = 2;
  engine().paint(request, counter);
  EXPECT_EQ(counter.steps, 10);
  EXPECT_EQ(counter.guided, 3);
  EXPECT_EQ(counter.planned, 3);
}

TEST(Engine, stops_within_a_step_and_paints_again) {
  Counter counter;
  counter.stop_after = 3;
  expect_error(ErrorKind::interrupted, "step 4 of 10",
               [&] { engine().paint(small(), counter, counter.source.get_token()); });
  EXPECT_EQ(counter.steps, 3);
  EXPECT_NO_THROW(paint(small()));
}

TEST(Engine, tells_what_was_cut) {
  Request request = small();
  for (int i = 0; i < 100; ++i) request.prompt += " lake";
  const Painting painting = paint(request);
  EXPECT_FALSE(painting.cut.empty());
  EXPECT_TRUE(request.prompt.ends_with(painting.cut));
}

TEST(Engine, refuses_requests_before_painting) {
  Counter counter;
  Request odd = small();
  odd.width = 100;
  expect_error(ErrorKind::bad_input, "--width", [&] { engine().paint(odd, counter); });
  Request few = small();
  few.steps = 3;
  expect_error(ErrorKind::bad_input, "--steps", [&] { engine().paint(few, counter); });
  const testing::TemporaryFolder folder;
  expect_error(ErrorKind::output, "cannot write", [&] {
    engine().paint(small(), counter, {}, {.trace = folder / "none/trace.safetensors"});
  });
  EXPECT_EQ(counter.steps, 0);
}

TEST(Engine, refuses_ahead_what_needs_no_model) {
  Request odd = small();
  odd.width = 100;
  expect_error(ErrorKind::bad_input, "--width",
               [&] { Engine::check_ahead({.model = easel}, odd); });
  Request missing = small();
  missing.embeddings = {"/none.safetensors"};
  expect_error(ErrorKind::bad_input, "No such file",
               [&] { Engine::check_ahead({.model = easel}, missing); });
  EXPECT_NO_THROW(Engine::check_ahead({.model = easel}, small()));
}

TEST(Engine, measures_the_picture_it_painted) {
  const Painting painting = paint(small());
  const auto losses = engine().measure(painting.image, small().prompt);
  for (std::size_t j = 0; j < losses.size(); ++j) {
    // Rounding to 8 bits adds a little noise, which the frequency loss hears.
    EXPECT_NEAR(losses[j], painting.losses[j], 5e-3);
  }
}

TEST(Engine, computes_what_the_exporter_recorded) {
  for (const Verification& result : Engine::verify({.model = easel, .device = "cpu"}))
    EXPECT_LE(result.error, result.tolerance) << result.part;
}

TEST(Engine, refuses_devices_it_does_not_have) {
  expect_error(ErrorKind::bad_input, "--device",
               [] { Engine({.model = easel, .device = "abacus"}); });
  expect_error(ErrorKind::bad_input, "--device",
               [] { Engine({.model = easel, .device = "cuda:x"}); });
  expect_error(ErrorKind::device, "--device",
               [] { Engine({.model = easel, .device = "cuda:99"}); });
}

TEST(Engine, paints_other_sizes_and_precisions) {
  Request wide = small();
  wide.width = 2 * engine().size_rules().width;
  EXPECT_EQ(paint(wide).image.width, wide.width);
  Engine half({.model = easel, .device = "cpu", .precision = Precision::bfloat16});
  Observer nobody;
  EXPECT_EQ(half.paint(small(), nobody).guided_steps(), 1);
}

}  // namespace
}  // namespace maulstick

// The engine with Easel, through its public header alone.

#include "engine/engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <stop_token>

#include "engine/live.h"
#include "engine/restore.h"
#include "engine/settings.h"
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

// Each anew, with nothing taken over from the one before.
Painting paint(const Request& request) {
  Observer nobody;
  return engine().paint(request, nobody, {}, {.reuse = false});
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

class Viewer : public Counter {
 public:
  [[nodiscard]] bool wants_previews() const override { return true; }
  [[nodiscard]] bool wants_measures() const override { return true; }
  void on_step(const StepReport& report) override {
    Counter::on_step(report);
    if (report.guidance) reports.push_back(*report.guidance);
  }
  void on_preview(const Preview& preview) override {
    EXPECT_EQ(preview.step, steps - 1);  // after on_step
    previews.push_back(preview);
  }
  std::vector<GuidanceReport> reports;
  std::vector<Preview> previews;
};

TEST(Engine, watching_changes_nothing) {
  Request request = small();
  request.guidance.every = 2;
  Viewer viewer;
  const Painting watched = engine().paint(request, viewer);
  const Painting plain = paint(request);
  EXPECT_EQ(watched.image, plain.image);
  EXPECT_EQ(watched.losses, plain.losses);
  EXPECT_FALSE(plain.measures);
  for (std::size_t i = 0; i < plain.steps.size(); ++i) {
    ASSERT_EQ(watched.steps[i].guidance.has_value(), plain.steps[i].guidance.has_value());
    if (!plain.steps[i].guidance) continue;
    EXPECT_EQ(watched.steps[i].guidance->losses, plain.steps[i].guidance->losses);
    EXPECT_EQ(watched.steps[i].guidance->push_norm, plain.steps[i].guidance->push_norm);
    EXPECT_FALSE(plain.steps[i].guidance->measures);
  }
}

TEST(Engine, shows_every_step_and_measures_what_the_losses_saw) {
  Request request = small();
  request.guidance.mode = guidance::Mode::relative;
  request.guidance.strength = 8;
  Viewer viewer;
  const Painting painting = engine().paint(request, viewer);
  ASSERT_EQ(viewer.previews.size(), 10U);
  for (const Preview& preview : viewer.previews) {
    EXPECT_EQ(preview.decoded, preview.step == 5);
    // From then on the detail of the decoded picture goes on.
    EXPECT_EQ(preview.image.width, painting.image.width / (preview.step >= 5 ? 1 : 8));
  }
  ASSERT_EQ(viewer.reports.size(), 1U);
  EXPECT_NEAR(viewer.reports[0].push_percent, 8, 1e-3);
  ASSERT_TRUE(viewer.reports[0].measures && painting.measures);
  const auto expect_same = [](const guidance::PictureMeasures& seen,
                              const std::vector<double>& losses) {
    EXPECT_NEAR(std::abs(seen.high_share - guidance::target_share), losses[1], 1e-6);
    EXPECT_NEAR(std::pow(seen.centre_x - 0.5, 2) + std::pow(seen.centre_y - 0.5, 2), losses[2],
                1e-6);
  };
  expect_same(*viewer.reports[0].measures, viewer.reports[0].losses);
  expect_same(*painting.measures, painting.losses);
}

// Mean absolute difference of a cheap preview from the picture, each of its pixels one cell of it.
double difference(const Image& preview, const Image& picture) {
  const int factor = picture.width / preview.width;
  double sum = 0;
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      for (int colour = 0; colour < 3; ++colour) {
        const int cell = (y / factor * preview.width + x / factor) * 3 + colour;
        const int pixel = (y * picture.width + x) * 3 + colour;
        sum += std::abs(preview.rgb[static_cast<std::size_t>(cell)] -
                        picture.rgb[static_cast<std::size_t>(pixel)]);
      }
    }
  }
  return sum / static_cast<double>(picture.rgb.size());
}

TEST(Engine, the_last_preview_looks_like_the_picture) {
  Viewer viewer;
  const Image picture = engine().paint(small(), viewer).image;
  const Image& last = viewer.previews.back().image;
  Image grey = last;
  grey.rgb.assign(grey.rgb.size(), 128);
  Image mirrored = last;
  for (std::size_t i = 0; i + 3 <= last.rgb.size(); i += 3) {
    std::copy_n(last.rgb.end() - static_cast<std::ptrdiff_t>(i) - 3, 3,
                mirrored.rgb.begin() + static_cast<std::ptrdiff_t>(i));
  }
  EXPECT_LT(difference(last, picture), 0.8 * difference(grey, picture));
  EXPECT_LT(difference(last, picture), difference(mirrored, picture));
}

Request with_weights(const std::string& prompt) {
  Request request = small();
  request.prompt = prompt;
  request.weights = true;
  return request;
}

TEST(Engine, weights_change_the_picture_and_weights_of_one_do_not) {
  Request literal = small();
  literal.prompt = "a lake at dusk";
  literal.negative = "people";
  for (const char* negative : {"people", "(people:1)"}) {
    Request ones = with_weights("a (lake:1) at dusk");
    ones.negative = negative;
    EXPECT_EQ(paint(ones).image, paint(literal).image);
  }
  EXPECT_NE(paint(with_weights("a (lake:1.5) at dusk")).image,
            paint(with_weights("a lake at dusk")).image);
  Request negative = with_weights("a lake at dusk");
  negative.negative = "(people:1.5)";
  EXPECT_NE(paint(negative).image, paint(literal).image);
}

TEST(Engine, guidance_reads_the_text_without_its_weights) {
  // The guidance CLIP sees the same text, so that the same picture has the same loss.
  const Painting painting = paint(with_weights("a (campfire:1.3) in \\(snow\\)"));
  EXPECT_NEAR(engine().measure(painting.image, "a campfire in (snow)")[0], painting.losses[0],
              5e-3);
  EXPECT_GT(
      std::abs(engine().measure(painting.image, painting.request.prompt)[0] - painting.losses[0]),
      5e-3);
}

// Moves sliders after steps, as a hand would.
class Hand : public Observer {
 public:
  void on_start(const RunPlan& plan) override { planned = plan.guided; }
  void on_move(const RunPlan& plan) override {
    planned = plan.guided;
    ++moves;
  }
  void on_step(const StepReport& report) override {
    guided.push_back(report.guidance.has_value());
    for (const Move& move : script) {
      if (move.step == report.step) live.set(move.control, move.value);
    }
  }
  LiveControls live;
  std::vector<Move> script;  // `step`: after it
  std::vector<bool> planned;
  std::vector<bool> guided;
  int moves = 0;
};

Request relative(double scale) {
  Request request = small();
  request.guidance.mode = guidance::Mode::relative;
  request.guidance.strength = 10;
  request.guidance.every = 2;
  request.guidance.scales.assign(request.guidance.scales.size(), scale);
  return request;
}

TEST(Engine, sliders_act_while_it_paints_and_are_replayed) {
  // Guidance may act at the steps 4, 6 and 8.
  Hand hand;
  hand.script = {
      {0, "clip", 0}, {3, "clip", 500}, {4, "strength", 30}, {5, "strength", 20}, {8, "clip", 0}};
  const Painting live = engine().paint(relative(10), hand, {}, {.live = &hand.live});
  const std::vector<Move> expected = {{4, "clip", 500}, {6, "strength", 20}};
  EXPECT_EQ(live.request.moves, expected);
  EXPECT_EQ(hand.moves, 2);

  const Painting again = paint(live.request);
  EXPECT_EQ(again.image, live.image);
  EXPECT_EQ(again.request, live.request);
  EXPECT_EQ(paint(restore(text_chunks(live)).request).image, live.image);

  EXPECT_NE(paint(relative(10)).image, live.image);
  Request without = live.request;
  without.moves.pop_back();
  EXPECT_NE(paint(without).image, live.image);
}

TEST(Engine, moves_from_and_to_zero_change_which_steps_are_guided) {
  for (const double scale : {0.0, 10.0}) {
    Hand hand;
    hand.script = {
        {4, "clip", scale > 0 ? 0.0 : 300.0}, {4, "frequency", 0}, {4, "composition", 0}};
    const Painting painting = engine().paint(relative(scale), hand, {}, {.live = &hand.live});
    EXPECT_EQ(hand.planned, hand.guided);
    EXPECT_EQ(hand.guided[4], scale > 0);
    EXPECT_EQ(hand.guided[6], scale == 0);
    EXPECT_EQ(painting.guided_steps(), scale > 0 ? 1 : 2);
    Hand replay;
    EXPECT_EQ(engine().paint(painting.request, replay, {}, {.reuse = false}).image, painting.image);
    EXPECT_EQ(replay.planned, hand.guided);
    EXPECT_EQ(replay.guided, hand.guided);
    EXPECT_EQ(replay.moves, 0);
  }
}

TEST(Engine, recorded_moves_and_live_ones_go_together) {
  Request request = relative(10);
  request.moves = {{4, "clip", 100}, {8, "clip", 0}};
  Hand hand;
  hand.script = {{5, "clip", 300}};
  const Painting painting = engine().paint(request, hand, {}, {.live = &hand.live});
  EXPECT_EQ(painting.request.moves,
            (std::vector<Move>{{4, "clip", 100}, {6, "clip", 300}, {8, "clip", 0}}));
  EXPECT_EQ(paint(painting.request).image, painting.image);
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
  for (const Precision precision : {Precision::float32, Precision::bfloat16}) {
    for (const Verification& result :
         Engine::verify({.model = easel, .device = "cpu", .precision = precision})) {
      EXPECT_LE(result.error, result.tolerance) << result.part;
    }
  }
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

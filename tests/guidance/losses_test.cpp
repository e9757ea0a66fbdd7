#include "guidance/losses.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include "guidance/catalog.h"
#include "support/pictures.h"
#include "support/reference.h"

namespace maulstick::guidance {
namespace {

using at::Tensor;
using testing::Canvas;
using testing::picture;
using testing::reference;

// A stand-in for CLIP's vision tower: smooth, and different for every pixel.
Tensor toy_features(const Tensor& images) {
  const Tensor flat = images.flatten(1);
  const Tensor weights = at::arange(flat.size(1) * 5, flat.options()).view({flat.size(1), 5}).sin();
  return flat.matmul(weights).tanh() + flat.mean(-1, true);
}

LossInputs toy_inputs() {
  return {.image_features = &toy_features,
          .text_features = at::tensor({0.3, -0.7, 0.2, 0.9, -0.4}, at::kDouble).unsqueeze(0)};
}

Canvas canvas(const nlohmann::json& expected) {
  return {expected["image"].get<std::string>(), expected["seed"].get<std::uint32_t>(),
          expected["height"].get<std::int64_t>(), expected["width"].get<std::int64_t>()};
}

Tensor gradient(LossFunction loss, const Tensor& image, const LossInputs& inputs) {
  const Tensor leaf = image.detach().requires_grad_();
  return torch::autograd::grad({loss(leaf, inputs)}, {leaf}).front();
}

void compare_with_reference(LossFunction loss, const std::string& name) {
  for (const auto& expected : reference("losses.json")["cases"]) {
    const auto& numbers = expected[name];
    const Tensor image = picture(canvas(expected), at::kDouble);
    EXPECT_NEAR(loss(image, {}).item<double>(), numbers["float64"].get<double>(), 1e-12);
    EXPECT_NEAR(loss(image.to(at::kFloat), {}).item<double>(), numbers["float32"].get<double>(),
                5e-6);
    if (numbers["gradient"].is_null()) continue;
    const Tensor slope = gradient(loss, image, {});
    for (std::size_t i = 0; i < expected["positions"].size(); ++i) {
      const auto at = expected["positions"][i].get<std::vector<std::int64_t>>();
      const auto value = numbers["gradient"][i].get<double>();
      EXPECT_NEAR(slope[0][at[0]][at[1]][at[2]].item<double>(), value,
                  1e-9 * (1 + std::abs(value)));
    }
    const auto norm = numbers["gradient_norm"].get<double>();
    EXPECT_NEAR(l2_norm(slope).item<double>(), norm, 1e-9 * (1 + norm));
  }
}

TEST(FrequencyLoss, equals_the_reference) {
  compare_with_reference(&frequency_loss, "frequency");
}
TEST(CompositionLoss, equals_the_reference) {
  compare_with_reference(&composition_loss, "composition");
}

TEST(CompositionLoss, vanishes_for_a_picture_with_its_weight_in_the_middle) {
  const Tensor dot = at::zeros({1, 3, 33, 33}, at::kDouble);
  dot.slice(2, 15, 18).slice(3, 15, 18).fill_(1);
  EXPECT_LT(composition_loss(dot, {}).item<double>(), 1e-3);
  EXPECT_GT(composition_loss(dot.roll({-14, -14}, {2, 3}), {}).item<double>(), 0.2);
}

TEST(ClipLoss, is_one_minus_the_cosine) {
  const auto with_feature = [](const std::vector<double>& image, const std::vector<double>& text) {
    const LossInputs inputs = {
        .image_features =
            [&](const Tensor&) { return at::tensor(image, at::kDouble).unsqueeze(0); },
        .text_features = at::tensor(text, at::kDouble).unsqueeze(0)};
    return clip_loss(at::zeros({1, 3, 4, 4}, at::kDouble), inputs).item<double>();
  };
  EXPECT_NEAR(with_feature({2, 0}, {5, 0}), 0, 1e-12);
  EXPECT_NEAR(with_feature({1, 0}, {0, 3}), 1, 1e-12);
  EXPECT_NEAR(with_feature({1, 1}, {-2, -2}), 2, 1e-12);
}

// Every row of the catalog, so that a new loss is checked from the day it has a row.
TEST(Catalog, every_gradient_equals_finite_differences) {
  const LossInputs inputs = toy_inputs();
  constexpr double h = 1e-6;
  for (const Loss& loss : catalog()) {
    for (const Canvas& one : {Canvas{"noise", 3, 12, 10}, Canvas{"disc", 4, 9, 15}}) {
      const Tensor image = picture(one, at::kDouble) * 0.9 + 0.05;
      const Tensor analytic = gradient(loss.function, image, inputs);
      const double scale = analytic.abs().max().item<double>();
      for (std::int64_t i = 0; i < image.numel(); i += 7) {
        const Tensor nudge = at::zeros_like(image);
        nudge.view(-1)[i] = h;
        const double numeric = (loss.function(image + nudge, inputs).item<double>() -
                                loss.function(image - nudge, inputs).item<double>()) /
                               (2 * h);
        EXPECT_NEAR(analytic.view(-1)[i].item<double>(), numeric, 1e-5 * scale)
            << loss.name << " at " << i;
      }
    }
  }
}

TEST(Catalog, every_loss_is_the_mean_over_the_batch) {
  const LossInputs inputs = toy_inputs();
  const Tensor a = picture({"noise", 1, 16, 16}, at::kDouble);
  const Tensor b = picture({"slope", 2, 16, 16}, at::kDouble);
  for (const Loss& loss : catalog()) {
    const double mean =
        (loss.function(a, inputs).item<double>() + loss.function(b, inputs).item<double>()) / 2;
    EXPECT_NEAR(loss.function(at::cat({a, b}), inputs).item<double>(), mean, 1e-12) << loss.name;
  }
}

TEST(Catalog, rows_are_sound) {
  for (const Loss& loss : catalog()) {
    EXPECT_FALSE(loss.summary.empty());
    EXPECT_GE(loss.fallback, 0);
    EXPECT_LE(loss.fallback, loss.maximum);
    EXPECT_LT(loss.band_low, loss.band_high);
    EXPECT_LE(loss.band_high, loss.maximum);
    EXPECT_GT(loss.recommended, 0);
  }
}

TEST(L2Norm, is_the_same_bits_with_one_thread_and_two) {
  const Tensor big = picture({"noise", 5, 512, 512}, at::kFloat);
  const int threads = at::get_num_threads();
  at::set_num_threads(1);
  const float one = l2_norm(big).item<float>();
  at::set_num_threads(2);
  const float two = l2_norm(big).item<float>();
  at::set_num_threads(threads);
  EXPECT_EQ(one, two);
  EXPECT_NEAR(static_cast<double>(one), big.to(at::kDouble).norm().item<double>(), 1e-3);
}

}  // namespace
}  // namespace maulstick::guidance

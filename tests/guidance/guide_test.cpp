#include "guidance/guide.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stop_token>

#include "guidance/catalog.h"
#include "support/pictures.h"
#include "support/reference.h"
#include "support/throws.h"

namespace maulstick::guidance {
namespace {

using at::Tensor;
using testing::reference;
using testing::toy_latents;

// Three channels of a quarter of x0, each cell eight by eight pixels.
Tensor toy_decode(const Tensor& x0) {
  const Tensor decoded = x0.narrow(1, 0, 3) * 0.25;
  const Tensor large = decoded.repeat_interleave(8, 2).repeat_interleave(8, 3);
  return (large / 2 + 0.5).clamp(0, 1);
}

Tensor toy_features(const Tensor& images) {
  return at::stack(
      {images.mean({1, 2, 3}), images.square().mean({1, 2, 3}), images.select(1, 0).mean({1, 2})},
      1);
}

Eyes toy_eyes() {
  return {.decode = &toy_decode,
          .losses = {.image_features = &toy_features,
                     .text_features = at::tensor({0.2, -0.5, 0.8}, at::kDouble).unsqueeze(0)}};
}

GuideSettings settings_of(const nlohmann::json& expected) {
  GuideSettings settings;
  for (std::size_t j = 0; j < catalog().size(); ++j) {
    settings.scales[j] = expected["scales"].value(std::string(catalog()[j].name), 0.0);
  }
  settings.mode = expected["mode"] == "relative" ? Mode::relative : Mode::reference;
  settings.strength = expected["strength"].get<double>();
  return settings;
}

TEST(Push, equals_the_reference_in_both_modes) {
  for (const auto& expected : reference("guide.json")["cases"]) {
    const auto height = expected["height"].get<std::int64_t>();
    const auto width = expected["width"].get<std::int64_t>();
    const Tensor z = 2 * toy_latents(height, width, 1);
    const Tensor noise = toy_latents(height, width, 2) / 2;
    const Push result =
        push(settings_of(expected), toy_eyes(), z, noise, expected["sigma"].get<double>());
    ASSERT_EQ(result.skipped, "");
    for (std::size_t j = 0; j < catalog().size(); ++j) {
      const std::string name(catalog()[j].name);
      if (!expected["losses"].contains(name)) continue;
      EXPECT_NEAR(result.losses[j], expected["losses"][name].get<double>(), 1e-12) << name;
    }
    const auto norm = expected["gradient_norm"].get<double>();
    EXPECT_NEAR(result.gradient_norm, norm, 1e-9 * norm);
    EXPECT_NEAR(result.push_norm, expected["push_norm"].get<double>(), 1e-9);
    for (std::size_t i = 0; i < expected["positions"].size(); ++i) {
      const auto at = expected["positions"][i].get<std::vector<std::int64_t>>();
      const auto cell = [&at](const Tensor& t) { return t[0][at[0]][at[1]][at[2]].item<double>(); };
      EXPECT_NEAR(cell(result.gradient), expected["gradient"][i].get<double>(), 1e-9 * norm);
      EXPECT_NEAR(cell(result.latents - z), expected["push"][i].get<double>(), 1e-10);
    }
  }
}

// The weighted sum of losses as a function of the latents, by the definition and without autograd.
double total_loss(const GuideSettings& settings, const Eyes& eyes, const Tensor& z,
                  const Tensor& noise, double sigma) {
  const Tensor picture = eyes.decode(z - sigma * noise);
  double total = 0;
  for (std::size_t j = 0; j < catalog().size(); ++j) {
    total += settings.scales[j] * catalog()[j].function(picture, eyes.losses).item<double>();
  }
  return total;
}

TEST(Push, gradient_of_all_losses_equals_finite_differences) {
  const GuideSettings settings;
  const Eyes eyes = toy_eyes();
  const Tensor z = toy_latents(5, 6, 3);
  const Tensor noise = toy_latents(5, 6, 4) / 4;
  constexpr double sigma = 0.7;
  constexpr double h = 1e-6;
  const Push result = push(settings, eyes, z, noise, sigma);
  const double scale = result.gradient.abs().max().item<double>();
  ASSERT_GT(scale, 0);
  for (std::int64_t i = 0; i < z.numel(); ++i) {
    const Tensor nudge = at::zeros_like(z);
    nudge.view(-1)[i] = h;
    const double numeric = (total_loss(settings, eyes, z + nudge, noise, sigma) -
                            total_loss(settings, eyes, z - nudge, noise, sigma)) /
                           (2 * h);
    EXPECT_NEAR(result.gradient.view(-1)[i].item<double>(), numeric, 1e-5 * scale) << i;
  }
}

struct Norms {
  double push;
  double latents;
};

Norms push_norm(const GuideSettings& settings, double sigma) {
  const Tensor z = toy_latents(6, 6, 5);
  const Push result = push(settings, toy_eyes(), z, toy_latents(6, 6, 6) / 4, sigma);
  EXPECT_NEAR(result.push_norm, (z - result.latents).norm().item<double>(), 1e-9);
  return {result.push_norm, std::sqrt(static_cast<double>(z.numel()))};
}

TEST(Push, has_the_length_that_its_mode_says) {
  constexpr double sigma = 3.0;
  GuideSettings settings;
  EXPECT_NEAR(push_norm(settings, sigma).push, 0.05 * 0.5 * sigma * sigma, 1e-7);
  settings.mode = Mode::relative;
  settings.strength = 20;
  const Norms relative = push_norm(settings, sigma);
  EXPECT_NEAR(relative.push, 0.20 * sigma * relative.latents, 1e-7);
}

TEST(Push, cap_leaves_small_gradients_as_they_are) {
  GuideSettings settings;
  settings.gradient_norm = GradientNorm::cap;
  EXPECT_NEAR(push_norm(settings, 3.0).push, 0.05 * 0.5 * 9, 1e-7);  // a large gradient
  for (double& scale : settings.scales) scale *= 1e-6;
  EXPECT_LT(push_norm(settings, 3.0).push, 1e-3);
}

TEST(Push, descends) {
  for (const Mode mode : {Mode::reference, Mode::relative}) {
    GuideSettings settings;
    settings.mode = mode;
    settings.strength = 0.5;
    const Eyes eyes = toy_eyes();
    const Tensor z = toy_latents(6, 8, 7);
    const Tensor noise = toy_latents(6, 8, 8) / 4;
    const Push result = push(settings, eyes, z, noise, 0.5);
    EXPECT_LT(total_loss(settings, eyes, result.latents, noise, 0.5),
              total_loss(settings, eyes, z, noise, 0.5));
  }
}

TEST(Push, is_skipped_and_told_where_something_is_not_finite) {
  const Tensor z = toy_latents(6, 6, 9);
  const Tensor noise = toy_latents(6, 6, 10);
  Eyes nan_features = toy_eyes();
  nan_features.losses.text_features =
      at::full({1, 3}, std::numeric_limits<double>::quiet_NaN(), at::kDouble);
  const Push bad_loss = push({}, nan_features, z, noise, 1);
  EXPECT_EQ(bad_loss.skipped, "the clip loss");
  EXPECT_TRUE(bad_loss.latents.equal(z));

  // sqrt at zero: the value is finite, its slope is not.
  Eyes steep = toy_eyes();
  steep.decode = [](const Tensor& x0) {
    return toy_decode(x0) + (x0 - x0.detach()).abs().sqrt().sum();
  };
  const Push bad_gradient = push({}, steep, z, noise, 1);
  EXPECT_EQ(bad_gradient.skipped, "the gradient");
  EXPECT_TRUE(bad_gradient.latents.equal(z));

  GuideSettings without_clip;
  without_clip.scales[0] = 0;
  EXPECT_EQ(push(without_clip, nan_features, z, noise, 1).skipped, "");
}

TEST(Push, stops_after_the_decode) {
  std::stop_source stop;
  Eyes eyes = toy_eyes();
  eyes.decode = [&stop](const Tensor& x0) {
    stop.request_stop();
    return toy_decode(x0);
  };
  testing::expect_error(ErrorKind::interrupted, "interrupted", [&] {
    push({}, eyes, toy_latents(6, 6, 1), toy_latents(6, 6, 2), 1, stop.get_token());
  });
}

TEST(GuidesAt, follows_every_start_and_the_scales) {
  const struct {
    int every;
    double start;
    int steps;
    std::vector<int> guided;
  } cases[] = {{5, 0.2, 10, {5}},          {5, 0.2, 50, {15, 20, 25, 30, 35, 40, 45}},
               {1, 0.5, 10, {6, 7, 8, 9}}, {3, 0.0, 10, {3, 6, 9}},
               {5, 1.0, 50, {}},           {100, 0.0, 100, {}}};
  for (const auto& [every, start, steps, guided] : cases) {
    GuideSettings settings;
    settings.every = every;
    settings.start = start;
    std::vector<int> seen;
    for (int i = 0; i < steps; ++i) {
      if (guides_at(settings, i, steps)) seen.push_back(i);
    }
    EXPECT_EQ(seen, guided) << every << " " << start << " " << steps;
    for (double& scale : settings.scales) scale = 0;
    EXPECT_FALSE(guides_at(settings, 15, 50));
  }
}

}  // namespace
}  // namespace maulstick::guidance

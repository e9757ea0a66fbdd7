#include "guidance/measures.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "guidance/losses.h"
#include "support/pictures.h"
#include "support/reference.h"

namespace maulstick::guidance {
namespace {

using at::Tensor;
using testing::Canvas;
using testing::picture;

// [H, W] -> the grey picture [1, 3, H, W]. Its luminance is 0.9999 of it: the weights add up to that.
Tensor grey(const Tensor& levels) {
  return levels.to(at::kFloat).expand({1, 3, levels.size(0), levels.size(1)});
}

// Rows of a · cos(2π · cycles · x) + mean, `side` pixels square.
Tensor wave(double mean, double a, int cycles, std::int64_t side) {
  const Tensor x = at::arange(side, at::kDouble) * (2 * M_PI * cycles / static_cast<double>(side));
  return grey((mean + a * x.cos()).expand({side, side}));
}

TEST(Measures, equal_the_reference) {
  for (const auto& expected : testing::reference("measures.json")["cases"]) {
    const Canvas canvas = {
        expected["image"].get<std::string>(), expected["seed"].get<std::uint32_t>(),
        expected["height"].get<std::int64_t>(), expected["width"].get<std::int64_t>()};
    const PictureMeasures found = picture_measures(picture(canvas, at::kFloat));
    EXPECT_NEAR(found.centre_x, expected["centre"][0].get<double>(), 1e-5);
    EXPECT_NEAR(found.centre_y, expected["centre"][1].get<double>(), 1e-5);
    EXPECT_NEAR(found.high_share, expected["high_share"].get<double>(), 1e-5);
    ASSERT_EQ(found.power.size(), std::size_t{spectrum_rings});
    for (std::size_t ring = 0; ring < found.power.size(); ++ring) {
      const auto power = expected["power"][ring].get<double>();
      EXPECT_NEAR(found.power[ring], power, 1e-4 * power) << canvas.kind << ", ring " << ring;
    }
  }
}

TEST(Measures, are_what_the_losses_are_made_of) {
  for (const char* kind : {"noise", "slope", "disc"}) {
    const Tensor image = picture({kind, 7, 96, 160}, at::kFloat);
    const PictureMeasures found = picture_measures(image);
    EXPECT_NEAR(std::abs(found.high_share - target_share), frequency_loss(image, {}).item<double>(),
                1e-7);
    EXPECT_NEAR(std::pow(found.centre_x - 0.5, 2) + std::pow(found.centre_y - 0.5, 2),
                composition_loss(image, {}).item<double>(), 1e-7);
  }
}

TEST(Measures, the_centre_is_where_the_edges_are) {
  const Tensor levels = at::zeros({41, 81});
  levels.slice(0, 30, 31).slice(1, 20, 21).fill_(1);  // one dot: three differences around it
  const PictureMeasures found = picture_measures(grey(levels));
  EXPECT_NEAR(found.centre_x, 20.0 / 80, 0.01);
  EXPECT_NEAR(found.centre_y, 30.0 / 40, 0.02);
}

// An odd side, whose spectrum has frequency 0 exactly at radius 0.
TEST(Measures, a_wave_is_one_ring_and_its_share_of_the_magnitude) {
  constexpr std::int64_t side = 65;
  const PictureMeasures found = picture_measures(wave(0.5, 0.25, 16, side));
  // |F| is 0.5·N at frequency 0 and 0.25·N/2 at each of the two bins of the wave, at r = 0.25.
  EXPECT_NEAR(found.high_share, 0.25 / (0.25 + 0.5), 1e-4);
  const Tensor radius = spectrum_radius(at::zeros({side, side}, at::kDouble));
  const double bins = radius.ge(0.25).logical_and(radius.lt(0.25 + 1.0 / 128)).sum().item<double>();
  const double pixels = side * side;
  EXPECT_NEAR(found.power[32], 2 * std::pow(0.25 / 2, 2) * pixels / bins, 1e-3 * found.power[32]);
  for (const std::size_t ring : {2U, 16U, 31U, 33U, 63U}) EXPECT_LT(found.power[ring], 1e-6);
}

TEST(Measures, white_noise_has_its_variance_in_every_ring_whatever_the_size) {
  for (const std::int64_t side : {64, 256}) {
    const Tensor noise = picture({"noise", 3, side, side}, at::kFloat).select(1, 0).squeeze(0);
    const double variance = noise.to(at::kDouble).var().item<double>();
    const PictureMeasures found = picture_measures(grey(noise));
    double mean = 0;
    for (std::size_t ring = 8; ring < found.power.size(); ++ring) mean += found.power[ring] / 56;
    EXPECT_NEAR(mean, variance, 0.1 * variance);
  }
}

TEST(Measures, a_flat_picture_has_no_share_and_no_ring_without_a_number) {
  const PictureMeasures found = picture_measures(grey(at::full({5, 7}, 0.5)));
  EXPECT_NEAR(found.high_share, 0, 1e-5);
  for (const double power : found.power) EXPECT_TRUE(std::isfinite(power));
}

}  // namespace
}  // namespace maulstick::guidance

#include "engine/watch.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <vector>

#include "base/error.h"
#include "engine/images.h"
#include "engine/measures.h"
#include "engine/preview_map.h"

namespace maulstick {
namespace {

using at::Tensor;

model::Latents rules(double scale, std::optional<model::PreviewMap> preview) {
  return {.channels = 4,
          .scale = scale,
          .factor = 8,
          .multiple = 8,
          .width = 64,
          .height = 64,
          .preview = preview};
}

// One channel for each colour, a fourth that darkens, and a bias.
constexpr model::PreviewMap plain = {
    {{0.5, 0, 0}, {0, 0.5, 0}, {0, 0, 0.5}, {-0.25, -0.25, -0.25}, {0.1, 0.2, 0.3}}};

// One pixel of what a cell with these four values is shown as.
std::vector<float> colour(const std::vector<float>& cell, const model::Latents& rules) {
  const Tensor latents = at::tensor(cell).view({1, 4, 1, 1}).expand({1, 4, 2, 3});
  const Tensor shown = cheap_picture(latents, preview_map(rules));
  EXPECT_EQ(shown.sizes(), (at::IntArrayRef{1, 3, 2, 3}));
  const Tensor pixel = shown.select(3, 2).select(2, 1).flatten().contiguous();
  return {pixel.const_data_ptr<float>(), pixel.const_data_ptr<float>() + 3};
}

void expect_colour(const std::vector<float>& found, const std::vector<float>& expected) {
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(found[i], expected[i], 1e-6);
}

TEST(CheapPicture, maps_each_cell_by_the_bundles_map) {
  const model::Latents latents = rules(0.5, plain);
  expect_colour(colour({0, 0, 0, 0}, latents), {0.1F, 0.2F, 0.3F});
  expect_colour(colour({1, 0.5, 0.25, 0}, latents), {0.6F, 0.45F, 0.425F});
  expect_colour(colour({1, 0.5, 0.25, 0.4F}, latents), {0.5F, 0.35F, 0.325F});
  expect_colour(colour({9, -9, 0, 0}, latents), {1, 0, 0.3F});
}

TEST(CheapPicture, falls_back_on_stable_diffusion) {
  expect_colour(colour({1, 0, 0, 0}, rules(0.18215, std::nullopt)), {0.6756F, 0.61485F, 0.66135F});
  // The same VAE's latents, twice as large: half the factors, and the same bias.
  expect_colour(colour({2, 0, 0, 0}, rules(2 * 0.18215, std::nullopt)),
                {0.6756F, 0.61485F, 0.66135F});
}

// A decoder that is linear, but by another map than the bundle's: the fit goes most of the way.
TEST(FittedMap, learns_the_colours_of_a_picture) {
  const Tensor map = preview_map(rules(0.5, plain));
  const Tensor truth = map.clone();
  truth.narrow(0, 0, 4).mul_(-0.2);
  truth[4].fill_(0.5);
  const Tensor latents = at::randn({1, 4, 16, 16}, at::make_generator<at::CPUGeneratorImpl>(7));
  const Tensor colours = cheap_picture(latents, truth);
  const Tensor picture = colours.repeat_interleave(8, 2).repeat_interleave(8, 3);
  const auto distance = [&](const Tensor& some) {
    return (cheap_picture(latents, some) - colours).abs().mean().item<double>();
  };
  EXPECT_LT(distance(fitted_map(map, latents, picture)), 0.3 * distance(map));
  const Tensor same = fitted_map(truth, latents, picture);
  EXPECT_LT((same - truth).abs().max().item<double>(), 1e-3);
}

class Viewer : public Observer {
 public:
  [[nodiscard]] bool wants_previews() const override { return previews; }
  [[nodiscard]] bool wants_measures() const override { return measures; }
  void on_preview(const Preview& preview) override { seen.push_back(preview); }
  bool previews = true;
  bool measures = true;
  std::vector<Preview> seen;
};

TEST(Watch, shows_the_cheap_picture_and_the_decoded_one_where_there_is_one) {
  const model::Latents latents = rules(0.5, plain);
  Viewer viewer;
  Watch watch(viewer, latents);
  const Tensor z = at::rand({1, 4, 2, 3});
  const Tensor noise = at::rand({1, 4, 2, 3});
  const Tensor picture = at::rand({1, 3, 16, 24});
  watch.saw_noise(z, noise, 2);
  watch.show(0);
  watch.saw_noise(z, noise, 2);
  watch.saw_picture(picture);
  watch.show(1);
  watch.show(2);  // nothing new
  watch.saw_noise(z, noise, 2);
  watch.show(3);
  ASSERT_EQ(viewer.seen.size(), 3U);
  EXPECT_FALSE(viewer.seen[0].decoded);
  EXPECT_EQ(viewer.seen[0].image, to_image(cheap_picture(z - 2 * noise, preview_map(latents))));
  EXPECT_TRUE(viewer.seen[1].decoded);
  EXPECT_EQ(viewer.seen[1].step, 1);
  EXPECT_EQ(viewer.seen[1].image, to_image(picture));
  EXPECT_FALSE(viewer.seen[2].decoded);
  // The same latents are the same picture, with all its detail: no jump to a sketch in between.
  EXPECT_EQ(viewer.seen[2].image, viewer.seen[1].image);
}

TEST(Watch, carries_the_decoded_picture_on_by_what_the_cheap_one_changes) {
  const model::Latents latents = rules(0.5, plain);
  Viewer viewer;
  Watch watch(viewer, latents);
  const Tensor z = at::rand({1, 4, 4, 4}, at::make_generator<at::CPUGeneratorImpl>(3));
  const Tensor none = at::zeros_like(z);
  const Tensor fine = 0.1 * at::rand({1, 3, 32, 32}, at::make_generator<at::CPUGeneratorImpl>(4));
  const Tensor broad = cheap_picture(z, preview_map(latents));
  const Tensor picture = 0.3 + 0.2 * enlarged(broad, fine) + fine;
  watch.saw_noise(z, none, 0);
  watch.saw_picture(picture);
  watch.show(0);
  const Tensor later = z + 0.2 * at::ones_like(z);
  watch.saw_noise(later, none, 0);
  watch.show(1);
  const Tensor map = fitted_map(preview_map(latents), z, picture);
  const Tensor change = cheap_picture(later, map) - cheap_picture(z, map);
  EXPECT_EQ(viewer.seen[1].image, to_image((picture + enlarged(change, picture)).clamp(0, 1)));
  EXPECT_NE(viewer.seen[1].image, viewer.seen[0].image);
}

TEST(Watch, does_not_carry_on_what_is_not_finite) {
  const model::Latents latents = rules(0.5, plain);
  Viewer viewer;
  Watch watch(viewer, latents);
  const Tensor z = at::rand({1, 4, 2, 2});
  watch.saw_noise(z, z, 0);
  watch.saw_picture(at::full({1, 3, 16, 16}, std::numeric_limits<float>::quiet_NaN()));
  watch.show(0);
  watch.saw_noise(z, z, 0);
  watch.show(1);
  EXPECT_EQ(viewer.seen[1].image, to_image(cheap_picture(z, preview_map(latents))));
}

TEST(Watch, does_nothing_for_an_observer_that_wants_nothing) {
  const model::Latents latents = rules(0.5, plain);
  Viewer viewer;
  viewer.previews = false;
  viewer.measures = false;
  Watch watch(viewer, latents);
  // Undefined tensors: whatever would be computed of them throws.
  EXPECT_NO_THROW(watch.saw_noise({}, {}, 1));
  EXPECT_NO_THROW(watch.saw_picture({}));
  EXPECT_NO_THROW(watch.show(0));
  EXPECT_FALSE(watch.measures({}));
  EXPECT_TRUE(viewer.seen.empty());
}

TEST(Measures, of_a_picture_in_bytes_are_those_of_its_pixels) {
  const Tensor picture = at::rand({1, 3, 24, 16}, at::make_generator<at::CPUGeneratorImpl>(3));
  const Image image = to_image(picture);
  const guidance::PictureMeasures given = measures_of(image);
  const guidance::PictureMeasures wanted = guidance::picture_measures(to_picture(image));
  EXPECT_EQ(given.centre_x, wanted.centre_x);
  EXPECT_EQ(given.high_share, wanted.high_share);
  EXPECT_NEAR(given.high_share, guidance::picture_measures(picture).high_share, 0.01);
  EXPECT_THROW(measures_of(Image()), Error);
}

TEST(Watch, shows_what_is_not_finite_as_something) {
  const model::Latents latents = rules(0.5, plain);
  Viewer viewer;
  Watch watch(viewer, latents);
  const Tensor broken = at::full({1, 4, 2, 2}, std::numeric_limits<float>::quiet_NaN());
  watch.saw_noise(broken, broken, 1);
  watch.show(0);
  EXPECT_EQ(viewer.seen.front().image.rgb, std::vector<std::uint8_t>(12, 0));
}

}  // namespace
}  // namespace maulstick

#include "engine/watch.h"

#include <ATen/ATen.h>

#include "engine/images.h"

namespace maulstick {
namespace {

using at::Tensor;

// Of Stable Diffusion v1, for latents that its own scale has made unit variance.
constexpr double stable_diffusion_scale = 0.18215;
constexpr model::PreviewMap stable_diffusion = {{{0.17560, 0.11485, 0.16135},
                                                 {0.16250, 0.24870, 0.11750},
                                                 {-0.14145, 0.08810, 0.13605},
                                                 {-0.10600, -0.13080, -0.35885},
                                                 {0.5, 0.5, 0.5}}};

// The same VAE's map for latents of another scale.
model::PreviewMap fallback(double scale) {
  model::PreviewMap map = stable_diffusion;
  for (std::size_t channel = 0; channel < 4; ++channel) {
    for (double& factor : map[channel]) factor *= stable_diffusion_scale / scale;
  }
  return map;
}

// NaN has no colour.
Image safe_image(const Tensor& picture) {
  return to_image(picture.nan_to_num(0.0));
}

}  // namespace

Tensor cheap_picture(const Tensor& latents, const model::Latents& rules) {
  const model::PreviewMap rows = rules.preview.value_or(fallback(rules.scale));
  const Tensor map = at::empty({5, 3}, at::kFloat);
  auto cell = map.accessor<float, 2>();
  for (std::int64_t row = 0; row < 5; ++row) {
    for (std::int64_t colour = 0; colour < 3; ++colour) {
      cell[row][colour] =
          static_cast<float>(rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(colour)]);
    }
  }
  const Tensor colours = latents[0].to(at::kCPU).permute({1, 2, 0}).matmul(map.narrow(0, 0, 4));
  return (colours + map[4]).permute({2, 0, 1}).unsqueeze(0).clamp(0, 1);
}

void Watch::saw_noise(const Tensor& latents, const Tensor& noise, double sigma) {
  if (observer_.wants_previews()) x0_ = latents - sigma * noise;
}

void Watch::saw_picture(const Tensor& picture) {
  if (observer_.wants_previews()) picture_ = picture;
}

void Watch::show(int step) {
  const bool decoded = picture_.defined();
  if (decoded) {
    observer_.on_preview({.step = step, .image = safe_image(picture_), .decoded = true});
  } else if (x0_.defined()) {
    observer_.on_preview(
        {.step = step, .image = safe_image(cheap_picture(x0_, rules_)), .decoded = false});
  }
  x0_.reset();
  picture_.reset();
}

std::optional<guidance::PictureMeasures> Watch::measures(const Tensor& picture) const {
  if (!observer_.wants_measures()) return std::nullopt;
  return guidance::picture_measures(picture);
}

}  // namespace maulstick

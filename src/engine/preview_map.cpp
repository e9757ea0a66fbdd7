#include "engine/preview_map.h"

#include <ATen/ATen.h>

#include <cstddef>
#include <cstdint>
#include <vector>

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

// A picture's cells are few and alike, so that a fit to them alone would not hold for its next step.
constexpr double ridge = 0.05;

// The same VAE's map for latents of another scale.
model::PreviewMap fallback(double scale) {
  model::PreviewMap map = stable_diffusion;
  for (std::size_t channel = 0; channel < 4; ++channel) {
    for (double& factor : map[channel]) factor *= stable_diffusion_scale / scale;
  }
  return map;
}

// [1, C, h, w] -> [h · w, C] on the CPU.
Tensor cells_of(const Tensor& maps) {
  return maps[0].to(at::kCPU).flatten(1).t();
}

}  // namespace

Tensor preview_map(const model::Latents& rules) {
  const model::PreviewMap rows = rules.preview.value_or(fallback(rules.scale));
  std::vector<double> numbers;
  for (const auto& row : rows) numbers.insert(numbers.end(), row.begin(), row.end());
  return at::tensor(numbers, at::kDouble).view({5, 3}).to(at::kFloat);
}

Tensor fitted_map(const Tensor& map, const Tensor& latents, const Tensor& picture) {
  const std::int64_t factor = picture.size(-1) / latents.size(-1);
  const Tensor cells = cells_of(latents).to(at::kDouble);
  const Tensor colours = cells_of(at::avg_pool2d(picture, factor)).to(at::kDouble);
  const Tensor inputs = at::cat({cells, at::ones({cells.size(0), 1}, at::kDouble)}, 1);
  const Tensor start = map.to(at::kDouble);
  const auto count = static_cast<double>(cells.size(0));
  const Tensor squares = inputs.t().matmul(inputs) + ridge * count * at::eye(5, at::kDouble);
  const Tensor rest = inputs.t().matmul(colours - inputs.matmul(start));
  return (start + at::linalg_solve(squares, rest)).to(at::kFloat);
}

Tensor cheap_picture(const Tensor& latents, const Tensor& map) {
  const Tensor colours = cells_of(latents).matmul(map.narrow(0, 0, 4)) + map[4];
  return colours.t().reshape({1, 3, latents.size(2), latents.size(3)}).clamp(0, 1);
}

Tensor enlarged(const Tensor& cells, const Tensor& picture) {
  return at::upsample_bilinear2d(cells, {picture.size(2), picture.size(3)}, false);
}

}  // namespace maulstick

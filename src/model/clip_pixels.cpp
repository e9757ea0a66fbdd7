// Bilinear resizing is linear along each axis: two matrix products. torch's own operator rounds
// differently with one thread and with many; matrix products do not.

#include "model/clip_pixels.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace maulstick::model {
namespace {

// What makes `to` samples of `from`: [from, to], two weights a column that sum to 1. The centre of
// sample j lies at (j + 1/2) from/to - 1/2; beyond the outermost centres the edge is repeated.
at::Tensor bilinear_matrix(std::int64_t from, std::int64_t to) {
  const at::Tensor matrix = at::zeros({from, to}, at::kFloat);
  auto weight = matrix.accessor<float, 2>();
  for (std::int64_t j = 0; j < to; ++j) {
    const double scale = static_cast<double>(from) / static_cast<double>(to);
    const double centre = std::max(0.0, (static_cast<double>(j) + 0.5) * scale - 0.5);
    const std::int64_t below = std::min(static_cast<std::int64_t>(std::floor(centre)), from - 1);
    const std::int64_t above = std::min(below + 1, from - 1);
    const auto fraction = static_cast<float>(centre - static_cast<double>(below));
    weight[below][j] += 1 - fraction;
    weight[above][j] += fraction;
  }
  return matrix;
}

// [B, 3, H, W] -> [B, 3, size, H]: the last axis resized, then the last two swapped.
at::Tensor resized_and_swapped(const at::Tensor& pictures, std::int64_t size) {
  const at::Tensor matrix = bilinear_matrix(pictures.size(-1), size).to(pictures.options());
  return pictures.matmul(matrix).transpose(-1, -2).contiguous();
}

}  // namespace

at::Tensor clip_pixels(const at::Tensor& pictures, std::int64_t size, const at::Tensor& mean,
                       const at::Tensor& std) {
  const at::Tensor resized = resized_and_swapped(resized_and_swapped(pictures, size), size);
  return (resized - mean) / std;
}

}  // namespace maulstick::model

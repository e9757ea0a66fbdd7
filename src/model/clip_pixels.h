#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace maulstick::model {

// CLIP's preprocessing: bilinear with half-pixel centres and without antialiasing, then
// (x - mean) / std per channel. [B, 3, H, W] in [0, 1] -> [B, 3, size, size]; `mean` and `std` are
// [1, 3, 1, 1]. Gradients flow through it.
at::Tensor clip_pixels(const at::Tensor& pictures, std::int64_t size, const at::Tensor& mean,
                       const at::Tensor& std);

}  // namespace maulstick::model

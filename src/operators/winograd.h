#pragma once
// 3×3 convolutions of stride 1 and padding 1 by Winograd's F(4×4, 3×3) (winograd_points.h): a quarter of
// the multiplications. In float32 on the CPU, with weights of winograd_weights.h.

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "operators/kernels.h"

namespace maulstick::operators {

// The picture that a convolution reads. Every pixel may be normalised on its way.
struct ConvolutionInput {
  at::Tensor pixels;  // [B, H, W, C], contiguous
  at::Tensor scale;   // [B, C], or undefined: pixels as they are
  at::Tensor shift;   // [B, C]
  bool silu = false;  // after scale and shift
};

// -> [B, H, W, channels]. `weights` are of [O, C, 3, 3], in either form. Direction::forward takes C
// channels to O; Direction::gradient takes dL/dy, O channels, to dL/dx, C channels. `bias` [channels] or
// [B, channels], or undefined. `added` is a picture like the result, or undefined.
struct Convolution {
  ConvolutionInput input;
  at::Tensor weights;
  Direction direction = Direction::forward;
  std::int64_t channels;
  at::Tensor bias;
  at::Tensor added;
};
at::Tensor convolve(const Convolution& convolution);

}  // namespace maulstick::operators

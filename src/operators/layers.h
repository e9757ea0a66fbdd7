#pragma once
// The operators around convolutions as layers of a network, differentiable to their pictures, under the
// names that TorchScript knows them by: "maulstick::…". Pictures are [B, C, H, W], in channels-last memory;
// others are copied into it. Weights are frozen constants. float32 on the CPU. What does not fit throws
// c10::Error. First derivatives only.

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "operators/matrix_layers.h"

namespace maulstick::operators {

// A 3×3 convolution of stride 1 and padding 1; `channels` are its C and O. `weights` is pack_taps() or
// transform_weights() of its filters (winograd_weights.h); bias [O] or absent. `added`, if there is one, is
// added to the result: on its way out if it is float32, of four dimensions and can be spread over it, and
// after it, as torch does, otherwise. Nothing is kept for the gradient.
at::Tensor convolution(const at::Tensor& x, const at::Tensor& weights, at::IntArrayRef channels,
                       const MaybeTensor& bias, const MaybeTensor& added);

// Group normalisation (group_norm.h) of [B, C, H, W] or [B, C, N], with SiLU after it if `silu`. The
// gradient keeps x and the groups' statistics. Other types and numbers of dimensions are torch's.
at::Tensor group_norm(const at::Tensor& x, std::int64_t groups, const MaybeTensor& weight,
                      const MaybeTensor& bias, double epsilon, bool silu);

// convolution(group_norm(x, silu)) without a picture in between. The gradient keeps x and the groups'
// statistics, and nothing else.
at::Tensor norm_convolution(const at::Tensor& x, std::int64_t groups, const MaybeTensor& weight,
                            const MaybeTensor& norm_bias, double epsilon, const at::Tensor& weights,
                            at::IntArrayRef channels, const MaybeTensor& bias,
                            const MaybeTensor& added);

// Makes these and those of matrix_layers.h known to TorchScript, once.
void register_layers();

}  // namespace maulstick::operators

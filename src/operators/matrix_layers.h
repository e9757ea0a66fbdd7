#pragma once
// The layers that are products of matrices, differentiable to their inputs, under the names that TorchScript
// knows them by: "maulstick::…". Weights are frozen constants in panels (panels.h). float32 on the CPU. What
// does not fit throws c10::Error.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>

namespace maulstick::operators {

using MaybeTensor = std::optional<at::Tensor>;

// x [..., C] -> x W + bias, [..., features]. `panels` is pack_panels() of W [C, features], the transpose of
// the weights that aten::linear takes. Nothing is kept for the gradient.
at::Tensor linear(const at::Tensor& x, const at::Tensor& panels, std::int64_t features,
                  const MaybeTensor& bias);

// A 1×1 convolution of stride 1 of [B, C, H, W]: the same for every pixel.
at::Tensor pointwise_convolution(const at::Tensor& x, const at::Tensor& panels,
                                 std::int64_t channels, const MaybeTensor& bias);

// softmax(scale Q Kᵀ) V, as attention.h has it; the scale is 1/√d if none is given. The gradient keeps the inputs, the result and one number for
// every query.
at::Tensor attention(const at::Tensor& queries, const at::Tensor& keys, const at::Tensor& values,
                     std::optional<double> scale);

}  // namespace maulstick::operators

#pragma once
// The layers that are products of matrices, differentiable to their inputs, under the names that TorchScript
// knows them by: "maulstick::…". Weights are frozen constants in panels (panels.h). float32 on the CPU. What
// does not fit throws c10::Error. First derivatives only.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>

namespace maulstick::operators {

using MaybeTensor = std::optional<at::Tensor>;

// x [..., C] -> x W + bias, [..., O]; `features` are C and O. `panels` is pack_panels() of W [C, O], the
// transpose of the weights that aten::linear takes; bias [O] or absent. Nothing is kept for the gradient.
at::Tensor linear(const at::Tensor& x, const at::Tensor& panels, at::IntArrayRef features,
                  const MaybeTensor& bias);

// A 1×1 convolution of stride 1 of [B, C, H, W]: the same for every pixel.
at::Tensor pointwise_convolution(const at::Tensor& x, const at::Tensor& panels,
                                 at::IntArrayRef channels, const MaybeTensor& bias);

// The same by torch, in bfloat16: weights [O, C] come in it, x, bias and result, in float32, are rounded to it.
at::Tensor linear_bfloat16(const at::Tensor& x, const at::Tensor& weights, const MaybeTensor& bias);
at::Tensor pointwise_convolution_bfloat16(const at::Tensor& x, const at::Tensor& weights,
                                          const MaybeTensor& bias);

// softmax(scale Q Kᵀ) V, as attention.h has it; the scale is 1/√d if none is given. The gradient keeps the
// inputs, the result and one number for every query. Shapes that are not attention.h's, and scales that are
// not positive, are left to torch.
at::Tensor attention(const at::Tensor& queries, const at::Tensor& keys, const at::Tensor& values,
                     std::optional<double> scale);

}  // namespace maulstick::operators

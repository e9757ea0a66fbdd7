#pragma once
// Operators of our own, "maulstick::…", that stand in for torch's in loaded graphs (graph_pass.h), where
// torch's give other bits with one thread than with two.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>

namespace maulstick::model {

// A 1×1 convolution, stride 1: x [B, C, H, W], weight [O, C, 1, 1], bias [O] -> [B, O, H, W], contiguous.
// A matrix product for each picture; oneDNN's own sums in an order that depends on the threads.
at::Tensor pointwise_convolution(const at::Tensor& x, const at::Tensor& weight,
                                 const std::optional<at::Tensor>& bias);

// Group normalisation (Wu and He 2018, arXiv:1803.08494): x [B, C, H, W], weight and bias [C] or absent.
// Forward is torch's. Backward, in float32 on the CPU, is ours: for the input only, since weights are
// frozen. torch's compiles its serial and its parallel loop to different roundings.
at::Tensor steady_group_norm(const at::Tensor& x, std::int64_t groups,
                             const std::optional<at::Tensor>& weight,
                             const std::optional<at::Tensor>& bias, double epsilon);

// Makes both known to TorchScript, once.
void register_operators();

}  // namespace maulstick::model

#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace maulstick::model {

struct GroupStatistics {
  at::Tensor mean;               // [B, G]
  at::Tensor inverse_deviation;  // [B, G], 1/sqrt(variance + epsilon)
};

// dL/dx of group normalisation for dL/dy, both [B, C, H, W], contiguous, float32, on the CPU. `weight` is
// [C], float32, contiguous.
at::Tensor group_norm_backward(const at::Tensor& slope, const at::Tensor& x,
                               const at::Tensor& weight, const GroupStatistics& statistics);

}  // namespace maulstick::model

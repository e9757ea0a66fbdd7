#pragma once
// A group normalisation as a layer takes it, and what such a layer keeps for its gradient beside its input: the
// groups' statistics, and the frozen weights, which are in memory anyway.

#include <torch/csrc/autograd/custom_function.h>

#include "operators/group_norm.h"

namespace maulstick::operators {

// With γ = 1 and β = 0 where they are undefined. Throws c10::Error unless x is float32 on the CPU, [B, C, …],
// and groups and weights fit it.
GroupNorm norm_for(const at::Tensor& x, GroupNorm norm);

void keep(torch::autograd::AutogradContext* context, const GroupNorm& norm,
          const GroupStatistics& statistics);
GroupNorm kept_norm(torch::autograd::AutogradContext* context);
GroupStatistics kept_statistics(torch::autograd::AutogradContext* context);

}  // namespace maulstick::operators

#pragma once
// The weights of winograd.h's convolutions, in two forms, float32 in panels (panels.h). Transformed ones save
// work and take four times the room.

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace maulstick::operators {

// Of filters g [O, C, 3, 3], as they are: [9, C, O].
at::Tensor pack_taps(const at::Tensor& filters);

// G g Gᵀ, computed in float64: [36, C, O].
at::Tensor transform_weights(const at::Tensor& filters);

// Whether they are one or the other, of C = `inputs` and O = `outputs`.
bool are_winograd_weights(const at::Tensor& weights, std::int64_t inputs, std::int64_t outputs);

}  // namespace maulstick::operators

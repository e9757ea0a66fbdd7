#pragma once
// Products of many rows with one matrix in panels: linear layers and 1×1 convolutions (matrix_layers.cpp).

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace maulstick::operators {

// x W + bias for every row of x [R, C], float32, contiguous: [R, columns]. W [C, columns] is in panels
// (panels.h); bias [columns], or undefined.
at::Tensor multiply_rows(const at::Tensor& x, const at::Tensor& panels, std::int64_t columns,
                         const at::Tensor& bias);

}  // namespace maulstick::operators

#pragma once
// Between files' bytes and tensors.

#include <ATen/core/Tensor.h>

#include <string>

#include "formats/safetensors.h"

namespace maulstick::model {

// A copy of the bytes as a tensor on the CPU, in the type they have.
at::Tensor to_tensor(const formats::TensorView& view);

// A view of a contiguous CPU tensor of one of the four types.
formats::TensorView to_view(const at::Tensor& tensor);

// Throws Error{model} unless `tensor` has this shape; -1 stands for any size.
void require_shape(const at::Tensor& tensor, at::IntArrayRef shape, const std::string& what);

}  // namespace maulstick::model

#pragma once
// The pieces of text that a run needs, as tensors.

#include <ATen/core/Tensor.h>

#include <string>

namespace maulstick {

struct Texts {
  at::Tensor contexts;       // [2, 77, D]: unconditional, conditional
  at::Tensor clip_features;  // [1, P]
  std::string cut;           // the end of the prompt that did not fit the text encoder
  std::string cut_negative;
};

}  // namespace maulstick

#pragma once

#include <memory>

namespace torch::jit {
struct Graph;
}

namespace maulstick::model {

// Puts the operators of operators.h in the place of torch's, in a frozen graph: group_norm, and 1×1
// convolutions whose weight is a constant. Everything else stays as it is.
void use_own_operators(const std::shared_ptr<torch::jit::Graph>& graph);

}  // namespace maulstick::model

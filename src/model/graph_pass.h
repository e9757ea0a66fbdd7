#pragma once

#include <memory>

namespace torch::jit {
struct Graph;
}

namespace maulstick::model {

// Puts the layers of operators/layers.h in the place of torch's, in a frozen graph that computes in float32
// on the CPU: 3×3 and 1×1 convolutions of stride 1 whose weights are constants, group normalisations, and
// GroupNorm + SiLU + 3×3 convolution + sum as one. Everything else stays as it is.
void use_own_layers(const std::shared_ptr<torch::jit::Graph>& graph);

}  // namespace maulstick::model

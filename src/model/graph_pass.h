#pragma once

#include <memory>

namespace torch::jit {
struct Graph;
}

namespace maulstick::model {

// Of linear layers and 1×1 convolutions.
enum class Products { float32, bfloat16 };

// Puts the layers of operators/layers.h and matrix_layers.h in the place of torch's, in a frozen graph that
// computes in float32 on the CPU: 3×3 and 1×1 convolutions of stride 1, linear layers, attention without a
// mask, group normalisations, and GroupNorm + SiLU + 3×3 convolution + sum as one. Dropouts for training and
// divisions by one are dropped. A graph that writes into its tensors stays as it is.
void use_own_layers(const std::shared_ptr<torch::jit::Graph>& graph,
                    Products products = Products::float32);

}  // namespace maulstick::model

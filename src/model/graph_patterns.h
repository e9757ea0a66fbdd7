#pragma once
// What graph_pass.cpp looks for in a frozen graph. Weights and biases count only if they are constants:
// layers of our own take theirs for frozen.

#include <torch/csrc/jit/ir/ir.h>

#include <cstdint>

namespace maulstick::model {

bool is(const torch::jit::Node* node, const char* name);

// Whether the graph, after what can be proved harmless, still writes into tensors it has: then no layer may
// read its input later than it did, and none may take another's memory for its own.
bool writes_in_place(const torch::jit::Graph& graph);

// aten::_convolution with side × side taps, stride 1, as many outputs as inputs.
bool is_plain_convolution(const torch::jit::Node* node, std::int64_t side);

// aten::linear.
bool is_plain_linear(const torch::jit::Node* node);

// aten::group_norm.
bool is_plain_norm(const torch::jit::Node* node);

// aten::scaled_dot_product_attention without mask and dropout.
bool is_plain_attention(const torch::jit::Node* node);

// aten::add(a, b, alpha 1) of two tensors.
bool is_sum(const torch::jit::Node* node);

// aten::view(x, sizes), which asks for memory in one order.
bool is_view(const torch::jit::Node* node);

// A dropout that is for training, or the division by one of what a layer makes, or of a sum with that.
bool changes_nothing(const torch::jit::Node* node);

// Of a plain convolution or linear layer.
at::Tensor weights_of(const torch::jit::Node* layer);

// The node that makes `value`, if it is of that kind and nothing else uses it; or nullptr.
torch::jit::Node* only_source(torch::jit::Value* value, const char* name);

}  // namespace maulstick::model

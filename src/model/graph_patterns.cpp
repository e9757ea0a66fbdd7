#include "model/graph_patterns.h"

#include <ATen/ATen.h>
#include <torch/csrc/jit/ir/constants.h>

#include <algorithm>
#include <optional>

namespace maulstick::model {
namespace {

using torch::jit::Block;
using torch::jit::Node;
using torch::jit::Value;

bool all_are(const std::optional<c10::IValue>& list, std::int64_t value) {
  if (!list || !list->isIntList()) return false;
  return std::ranges::all_of(list->toIntVector(),
                             [value](std::int64_t item) { return item == value; });
}

// As a number, or as a tensor of no dimensions, which is what a trace makes of one.
bool is_number(const Value* value, double wanted) {
  const auto constant = torch::jit::toIValue(value);
  if (!constant) return false;
  if (constant->isTensor()) {
    const at::Tensor tensor = constant->toTensor();
    return tensor.defined() && tensor.dim() == 0 && tensor.item().toDouble() == wanted;
  }
  return constant->isScalar() && constant->toScalar().toDouble() == wanted;
}

bool is_false(const Value* value) {
  const auto constant = torch::jit::toIValue(value);
  return constant && constant->isBool() && !constant->toBool();
}

bool is_tensor(const Value* value) {
  return value->type()->isSubtypeOf(*c10::TensorType::get());
}

// A constant of float32, or nothing.
std::optional<at::Tensor> floats_of(const Value* value) {
  const auto constant = torch::jit::toIValue(value);
  if (!constant || !constant->isTensor()) return std::nullopt;
  const at::Tensor& tensor = constant->toTensor();
  return tensor.defined() && tensor.scalar_type() == at::kFloat ? std::optional(tensor)
                                                                : std::nullopt;
}

bool is_none(const Value* value) {
  const auto constant = torch::jit::toIValue(value);
  return constant && constant->isNone();
}

// One number for each of `channels`, or None.
bool is_bias(const Value* value, std::int64_t channels) {
  const auto floats = floats_of(value);
  return is_none(value) || (floats && floats->dim() == 1 && floats->size(0) == channels);
}

// Whether a convolution or a linear layer makes it, so that it is of floats.
bool is_of_a_layer(const Value* value) {
  const Node* node = value->node();
  while (is(node, "aten::view") || is(node, "aten::reshape") || is(node, "aten::transpose") ||
         is(node, "aten::dropout")) {
    node = node->input(0)->node();
  }
  return is(node, "aten::_convolution") || is(node, "aten::linear");
}

bool writes_in_place(const Block* block) {
  return std::ranges::any_of(block->nodes(), [](const Node* node) {
    const torch::jit::FunctionSchema* schema = node->maybeSchema();
    return (schema != nullptr && schema->is_mutable()) ||
           std::ranges::any_of(node->blocks(),
                               [](const Block* inner) { return writes_in_place(inner); });
  });
}

}  // namespace

bool is(const Node* node, const char* name) {
  return node->kind() == c10::Symbol::fromQualString(name);
}

bool writes_in_place(const torch::jit::Graph& graph) {
  return writes_in_place(graph.block());
}

// Inputs: input, weight, bias, stride, padding, dilation, transposed, output_padding, groups, …
bool is_plain_convolution(const Node* node, std::int64_t side) {
  if (!is(node, "aten::_convolution")) return false;
  const auto constant = [node](std::size_t i) { return torch::jit::toIValue(node->input(i)); };
  const auto weight = floats_of(node->input(1));
  if (!weight || weight->dim() != 4) return false;
  const auto transposed = constant(6);
  const auto groups = constant(8);
  return weight->size(2) == side && weight->size(3) == side &&
         is_bias(node->input(2), weight->size(0)) && all_are(constant(3), 1) &&
         all_are(constant(4), side / 2) && all_are(constant(5), 1) && transposed &&
         !transposed->toBool() && groups && groups->toInt() == 1;
}

// Inputs: input, weight [O, C], bias.
bool is_plain_linear(const Node* node) {
  if (!is(node, "aten::linear")) return false;
  const auto weight = floats_of(node->input(1));
  return weight && weight->dim() == 2 && weight->numel() > 0 &&
         is_bias(node->input(2), weight->size(0));
}

// Inputs: input, groups, weight, bias, epsilon, …
bool is_plain_norm(const Node* node) {
  const auto is_frozen = [](const Value* value) { return is_none(value) || floats_of(value); };
  return is(node, "aten::group_norm") && is_frozen(node->input(2)) && is_frozen(node->input(3));
}

// Inputs: query, key, value, mask, dropout, causal, scale, grouped.
bool is_plain_attention(const Node* node) {
  if (!is(node, "aten::scaled_dot_product_attention") || node->inputs().size() != 8) return false;
  return is_none(node->input(3)) && is_number(node->input(4), 0) && is_false(node->input(5)) &&
         is_false(node->input(7));
}

bool is_sum(const Node* node) {
  return is(node, "aten::add") && node->inputs().size() == 3 && is_number(node->input(2), 1) &&
         is_tensor(node->input(0)) && is_tensor(node->input(1));
}

bool is_view(const Node* node) {
  return is(node, "aten::view") && node->inputs().size() == 2 &&
         node->input(1)->type()->isSubtypeOf(*c10::ListType::ofInts());
}

bool changes_nothing(const Node* node) {
  if (is(node, "aten::dropout")) return is_false(node->input(2));
  if (!is(node, "aten::div") || node->inputs().size() != 2 || !is_number(node->input(1), 1)) {
    return false;
  }
  // Of integers a division makes floats.
  const Value* divided = node->input(0);
  const Node* sum = divided->node();
  return is_of_a_layer(divided) ||
         (is_sum(sum) && (is_of_a_layer(sum->input(0)) || is_of_a_layer(sum->input(1))));
}

at::Tensor weights_of(const Node* layer) {
  return torch::jit::toIValue(layer->input(1))->toTensor();
}

Node* only_source(Value* value, const char* name) {
  Node* node = value->node();
  return is(node, name) && value->uses().size() == 1 ? node : nullptr;
}

}  // namespace maulstick::model

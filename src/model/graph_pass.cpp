#include "model/graph_pass.h"

#include <ATen/ATen.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/passes/dead_code_elimination.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "operators/layers.h"
#include "operators/panels.h"
#include "operators/winograd_weights.h"

namespace maulstick::model {
namespace {

using torch::jit::Graph;
using torch::jit::Node;
using torch::jit::Value;

// Transformed weights take four times their room: those of up to this many pairs of channels are worth it,
// which in Stable Diffusion is all of the decoder, and the UNet's from and to 640 channels. Others are
// transformed on the way.
constexpr std::int64_t most_channel_pairs = 500000;

bool is(const Node* node, const char* name) {
  return node->kind() == c10::Symbol::fromQualString(name);
}

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

// aten::_convolution(input, weight, bias, stride, padding, dilation, transposed, output_padding, groups, …)
// with side × side taps, stride 1, as many outputs as inputs, and constant weights.
bool is_plain_convolution(const Node* node, std::int64_t side) {
  if (!is(node, "aten::_convolution")) return false;
  const auto constant = [node](std::size_t i) { return torch::jit::toIValue(node->input(i)); };
  const auto weight = constant(1);
  if (!weight || !weight->isTensor()) return false;
  const at::Tensor& tensor = weight->toTensor();
  const auto transposed = constant(6);
  const auto groups = constant(8);
  return tensor.dim() == 4 && tensor.size(2) == side && tensor.size(3) == side &&
         all_are(constant(3), 1) && all_are(constant(4), side / 2) && all_are(constant(5), 1) &&
         transposed && !transposed->toBool() && groups && groups->toInt() == 1;
}

at::Tensor weights_of(const Node* convolution) {
  return torch::jit::toIValue(convolution->input(1))->toTensor();
}

at::Tensor winograd_weights(const at::Tensor& filters) {
  return filters.size(0) * filters.size(1) <= most_channel_pairs
             ? operators::transform_weights(filters)
             : operators::pack_taps(filters);
}

// The node that makes `value`, if it is of that kind and nothing else uses it.
Node* only_source(Value* value, const char* name) {
  Node* node = value->node();
  return is(node, name) && value->uses().size() == 1 ? node : nullptr;
}

// Places new nodes before old ones, and lets them take over.
class Surgeon {
 public:
  explicit Surgeon(Graph& graph) : graph_(graph) {
    none_ = constant(c10::IValue());
    no_weights_ = constant(at::empty({0}));
  }

  Value* constant(const c10::IValue& value) {
    const torch::jit::WithInsertPoint start(graph_.block()->nodes().front());
    return graph_.insertConstant(value);
  }

  [[nodiscard]] Value* none() const { return none_; }

  void replace(Node* old, const char* name, const std::vector<Value*>& inputs) {
    Node* own = graph_.create(c10::Symbol::fromQualString(name), inputs, 1);
    own->insertBefore(old);
    own->output()->setType(old->output()->type());
    old->output()->replaceAllUsesWith(own->output());
  }

  // Of a convolution or linear layer that was replaced: frees its weights at once, so that a large network
  // is never in memory twice.
  void forget_weights(Node* old) {
    Value* weights = old->input(1);
    old->replaceInput(1, no_weights_);
    if (!weights->hasUses()) weights->node()->destroy();
  }

 private:
  Graph& graph_;
  Value* none_;
  Value* no_weights_;
};

// A sum of two pictures: aten::add(a, b, alpha 1).
bool is_sum(const Node* node) {
  return is(node, "aten::add") && node->inputs().size() == 3 && is_number(node->input(2), 1) &&
         node->input(0)->type()->isSubtypeOf(*c10::TensorType::get()) &&
         node->input(1)->type()->isSubtypeOf(*c10::TensorType::get());
}

// A convolution, with what is next to it that can be done in the same pass.
struct ConvolutionParts {
  Node* convolution;
  Node* norm = nullptr;  // with SiLU after it, just before
  Node* sum = nullptr;   // just after
  Value* added = nullptr;

  [[nodiscard]] Node* last() const { return sum != nullptr ? sum : convolution; }
};

ConvolutionParts parts_of(Node* convolution) {
  ConvolutionParts parts = {.convolution = convolution};
  if (Node* silu = only_source(convolution->input(0), "aten::silu")) {
    parts.norm = only_source(silu->input(0), "aten::group_norm");
  }
  const auto& uses = convolution->output()->uses();
  if (uses.size() == 1 && is_sum(uses.front().user)) {
    parts.sum = uses.front().user;
    parts.added = parts.sum->input(uses.front().offset == 0 ? 1 : 0);
  }
  return parts;
}

void replace_convolution(Surgeon& surgeon, const ConvolutionParts& parts) {
  Node* convolution = parts.convolution;
  const at::Tensor filters = weights_of(convolution);
  Value* weights = surgeon.constant(winograd_weights(filters));
  Value* channels = surgeon.constant(filters.size(0));
  Value* bias = convolution->input(2);
  Value* added = parts.added != nullptr ? parts.added : surgeon.none();
  if (parts.norm == nullptr) {
    surgeon.replace(parts.last(), "maulstick::convolution",
                    {convolution->input(0), weights, channels, bias, added});
    surgeon.forget_weights(convolution);
    return;
  }
  const auto norm = parts.norm->inputs();  // x, groups, weight, bias, epsilon, …
  surgeon.replace(parts.last(), "maulstick::norm_convolution",
                  {norm[0], norm[1], norm[2], norm[3], norm[4], weights, channels, bias, added});
  surgeon.forget_weights(convolution);
}

void replace_norm(Surgeon& surgeon, Node* norm) {
  const auto& uses = norm->output()->uses();
  const bool silu = uses.size() == 1 && is(uses.front().user, "aten::silu");
  const auto in = norm->inputs();
  surgeon.replace(silu ? uses.front().user : norm, "maulstick::group_norm",
                  {in[0], in[1], in[2], in[3], in[4], surgeon.constant(silu)});
}

// aten::linear(input, weight [O, C], bias) with constant weights.
bool is_plain_linear(const Node* node) {
  if (!is(node, "aten::linear")) return false;
  const auto weight = torch::jit::toIValue(node->input(1));
  return weight && weight->isTensor() && weight->toTensor().dim() == 2;
}

// A layer of matrix_layers.h for one whose weights are [O, C] or [O, C, 1, 1].
void replace_product(Surgeon& surgeon, Node* node, const char* name) {
  const at::Tensor matrix = weights_of(node).flatten(1);
  surgeon.replace(node, name,
                  {node->input(0), surgeon.constant(operators::pack_panels(matrix.t())),
                   surgeon.constant(matrix.size(0)), node->input(2)});
  surgeon.forget_weights(node);
}

// aten::scaled_dot_product_attention(query, key, value, mask, dropout, causal, scale, grouped) without mask
// and dropout.
bool is_plain_attention(const Node* node) {
  if (!is(node, "aten::scaled_dot_product_attention") || node->inputs().size() != 8) return false;
  const auto mask = torch::jit::toIValue(node->input(3));
  return mask && mask->isNone() && is_number(node->input(4), 0) && is_false(node->input(5)) &&
         is_false(node->input(7));
}

void replace_attention(Surgeon& surgeon, Node* node) {
  surgeon.replace(node, "maulstick::attention",
                  {node->input(0), node->input(1), node->input(2), node->input(6)});
}

// Residual blocks divide their sum by a factor that is one, and have a dropout that is for training.
bool changes_nothing(const Node* node) {
  if (is(node, "aten::div")) return node->inputs().size() == 2 && is_number(node->input(1), 1);
  return is(node, "aten::dropout") && is_false(node->input(2));
}

// What stands between a normalisation and its convolution would keep them apart.
void drop_what_changes_nothing(Graph& graph) {
  for (Node* node : graph.nodes()) {
    if (changes_nothing(node)) node->output()->replaceAllUsesWith(node->input(0));
  }
  torch::jit::EliminateDeadCode(graph.block());
}

std::vector<Node*> nodes_of(Graph& graph) {
  return {graph.nodes().begin(), graph.nodes().end()};
}

}  // namespace

void use_own_layers(const std::shared_ptr<Graph>& graph) {
  operators::register_layers();
  drop_what_changes_nothing(*graph);
  Surgeon surgeon(*graph);
  for (Node* node : nodes_of(*graph)) {
    if (is_plain_convolution(node, 3)) replace_convolution(surgeon, parts_of(node));
    if (is_plain_convolution(node, 1)) {
      replace_product(surgeon, node, "maulstick::pointwise_convolution");
    }
    if (is_plain_linear(node)) replace_product(surgeon, node, "maulstick::linear");
    if (is_plain_attention(node)) replace_attention(surgeon, node);
  }
  torch::jit::EliminateDeadCode(graph);
  for (Node* node : nodes_of(*graph)) {
    if (is(node, "aten::group_norm")) replace_norm(surgeon, node);
  }
  torch::jit::EliminateDeadCode(graph);
}

}  // namespace maulstick::model

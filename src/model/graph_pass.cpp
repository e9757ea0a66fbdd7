#include "model/graph_pass.h"

#include <ATen/ATen.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/passes/dead_code_elimination.h>
#include <torch/csrc/jit/passes/remove_mutation.h>

#include <algorithm>
#include <vector>

#include "model/graph_patterns.h"
#include "operators/layers.h"
#include "operators/panels.h"
#include "operators/winograd_points.h"
#include "operators/winograd_weights.h"

namespace maulstick::model {
namespace {

using torch::jit::Graph;
using torch::jit::Node;
using torch::jit::Value;

// Transformed weights take four times the room of taps, which are transformed on the way. They are worth it for
// filters of up to this many pairs of channels, which in Stable Diffusion is all of the decoder, and the UNet's
// from and to 640 channels; and as long as a network's fit the budget, the smallest first.
constexpr std::int64_t most_channel_pairs = 500000;
constexpr std::int64_t transformed_budget = std::int64_t{1} << 30;  // bytes a network

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

std::vector<Node*> nodes_of(Graph& graph) {
  return {graph.nodes().begin(), graph.nodes().end()};
}

std::int64_t channel_pairs(const at::Tensor& filters) {
  return filters.size(0) * filters.size(1);
}

// Filters of up to this many pairs of channels are transformed.
std::int64_t most_pairs_to_transform(Graph& graph) {
  std::vector<std::int64_t> pairs;
  for (const Node* node : nodes_of(graph)) {
    if (is_plain_convolution(node, 3)) pairs.push_back(channel_pairs(weights_of(node)));
  }
  std::ranges::sort(pairs);
  constexpr auto bytes = static_cast<std::int64_t>(operators::tile_positions * sizeof(float));
  std::int64_t left = transformed_budget / bytes;
  for (const std::int64_t count : pairs) {
    left -= count;
    if (count > most_channel_pairs || left < 0) return count - 1;
  }
  return most_channel_pairs;
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
    Node* norm = only_source(silu->input(0), "aten::group_norm");
    if (norm != nullptr && is_plain_norm(norm)) parts.norm = norm;
  }
  const auto& uses = convolution->output()->uses();
  if (uses.size() == 1 && is_sum(uses.front().user)) {
    parts.sum = uses.front().user;
    parts.added = parts.sum->input(uses.front().offset == 0 ? 1 : 0);
  }
  return parts;
}

// As the layers take them: inputs and outputs.
Value* channels_of(Surgeon& surgeon, const at::Tensor& weights) {
  return surgeon.constant(c10::IValue(std::vector<std::int64_t>{weights.size(1), weights.size(0)}));
}

void replace_convolution(Surgeon& surgeon, const ConvolutionParts& parts, bool transformed) {
  Node* convolution = parts.convolution;
  const at::Tensor filters = weights_of(convolution);
  Value* weights = surgeon.constant(transformed ? operators::transform_weights(filters)
                                                : operators::pack_taps(filters));
  Value* channels = channels_of(surgeon, filters);
  Value* bias = convolution->input(2);
  Value* added = parts.added != nullptr ? parts.added : surgeon.none();
  if (parts.norm == nullptr) {
    surgeon.replace(parts.last(), "maulstick::convolution",
                    {convolution->input(0), weights, channels, bias, added});
  } else {
    const auto norm = parts.norm->inputs();  // x, groups, weight, bias, epsilon, …
    surgeon.replace(parts.last(), "maulstick::norm_convolution",
                    {norm[0], norm[1], norm[2], norm[3], norm[4], weights, channels, bias, added});
  }
  surgeon.forget_weights(convolution);
}

void replace_norm(Surgeon& surgeon, Node* norm) {
  const auto& uses = norm->output()->uses();
  const bool silu = uses.size() == 1 && is(uses.front().user, "aten::silu");
  const auto in = norm->inputs();
  surgeon.replace(silu ? uses.front().user : norm, "maulstick::group_norm",
                  {in[0], in[1], in[2], in[3], in[4], surgeon.constant(silu)});
}

// A layer of matrix_layers.h for one whose weights are [O, C] or [O, C, 1, 1].
void replace_matrix_layer(Surgeon& surgeon, Node* node, Products products) {
  const at::Tensor matrix = weights_of(node).flatten(1);
  const bool linear = is_plain_linear(node);
  if (products == Products::bfloat16) {
    surgeon.replace(
        node, linear ? "maulstick::linear_bfloat16" : "maulstick::pointwise_convolution_bfloat16",
        {node->input(0), surgeon.constant(matrix.to(at::kBFloat16).contiguous()), node->input(2)});
  } else {
    surgeon.replace(node, linear ? "maulstick::linear" : "maulstick::pointwise_convolution",
                    {node->input(0), surgeon.constant(operators::pack_panels(matrix.t())),
                     channels_of(surgeon, matrix), node->input(2)});
  }
  surgeon.forget_weights(node);
}

void replace_attention(Surgeon& surgeon, Node* node) {
  surgeon.replace(node, "maulstick::attention",
                  {node->input(0), node->input(1), node->input(2), node->input(6)});
}

// Layers of our own answer in channels-last memory, of which not every view can be had.
void allow_any_memory(Surgeon& surgeon, Node* view) {
  surgeon.replace(view, "aten::reshape", {view->input(0), view->input(1)});
}

// What stands between a normalisation and its convolution would keep them apart.
void drop_what_changes_nothing(Graph& graph) {
  for (Node* node : graph.nodes()) {
    if (changes_nothing(node)) node->output()->replaceAllUsesWith(node->input(0));
  }
  torch::jit::EliminateDeadCode(graph.block());
}

}  // namespace

void use_own_layers(const std::shared_ptr<Graph>& graph, Products products) {
  operators::register_layers();
  torch::jit::RemoveTensorMutation(graph);
  if (writes_in_place(*graph)) return;
  drop_what_changes_nothing(*graph);
  const std::int64_t most_pairs = most_pairs_to_transform(*graph);
  Surgeon surgeon(*graph);
  for (Node* node : nodes_of(*graph)) {
    if (is_plain_convolution(node, 3)) {
      replace_convolution(surgeon, parts_of(node), channel_pairs(weights_of(node)) <= most_pairs);
    } else if (is_plain_convolution(node, 1) || is_plain_linear(node)) {
      replace_matrix_layer(surgeon, node, products);
    } else if (is_plain_attention(node)) {
      replace_attention(surgeon, node);
    } else if (is_view(node)) {
      allow_any_memory(surgeon, node);
    }
  }
  torch::jit::EliminateDeadCode(graph);
  for (Node* node : nodes_of(*graph)) {
    if (is_plain_norm(node)) replace_norm(surgeon, node);
  }
  torch::jit::EliminateDeadCode(graph);
}

}  // namespace maulstick::model

#include "model/graph_pass.h"

#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/passes/dead_code_elimination.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "model/operators.h"

namespace maulstick::model {
namespace {

using torch::jit::Node;
using torch::jit::Value;

bool all_are(const std::optional<c10::IValue>& list, std::int64_t value) {
  if (!list || !list->isIntList()) return false;
  return std::ranges::all_of(list->toIntVector(),
                             [value](std::int64_t item) { return item == value; });
}

// aten::_convolution(input, weight, bias, stride, padding, dilation, transposed, output_padding, groups, …)
bool is_pointwise_convolution(const Node* node) {
  if (node->kind() != c10::Symbol::fromQualString("aten::_convolution")) return false;
  const auto constant = [node](std::size_t i) { return torch::jit::toIValue(node->input(i)); };
  const auto weight = constant(1);
  if (!weight || !weight->isTensor()) return false;
  const at::Tensor& tensor = weight->toTensor();
  const auto transposed = constant(6);
  const auto groups = constant(8);
  return tensor.dim() == 4 && tensor.size(2) == 1 && tensor.size(3) == 1 &&
         all_are(constant(3), 1) && all_are(constant(4), 0) && transposed &&
         !transposed->toBool() && groups && groups->toInt() == 1;
}

bool is_group_norm(const Node* node) {
  return node->kind() == c10::Symbol::fromQualString("aten::group_norm");
}

// Puts `name` with the first `inputs` inputs of `node` in its place.
void replace(Node* node, const char* name, std::size_t inputs) {
  torch::jit::Graph* graph = node->owningGraph();
  Node* own = graph->create(c10::Symbol::fromQualString(name), node->inputs().slice(0, inputs), 1);
  own->insertBefore(node);
  own->output()->setType(node->output()->type());
  node->output()->replaceAllUsesWith(own->output());
}

}  // namespace

void use_own_operators(const std::shared_ptr<torch::jit::Graph>& graph) {
  register_operators();
  std::vector<Node*> nodes(graph->nodes().begin(), graph->nodes().end());
  for (Node* node : nodes) {
    if (is_pointwise_convolution(node)) replace(node, "maulstick::pointwise_convolution", 3);
    if (is_group_norm(node)) replace(node, "maulstick::group_norm", 5);
  }
  torch::jit::EliminateDeadCode(graph);
}

}  // namespace maulstick::model

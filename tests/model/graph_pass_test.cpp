#include "model/graph_pass.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/passes/freeze_module.h>

#include <algorithm>
#include <string>

namespace maulstick::model {
namespace {

// A residual block as diffusers' are traced: `one` is what its sum is divided by, `training` whether its dropout
// drops anything.
torch::jit::Module residual_block(double one, bool training) {
  at::manual_seed(5);
  torch::jit::Module module("block");
  module.register_parameter("weight", at::randn({16, 16, 3, 3}), false);
  module.register_parameter("bias", at::randn({16}), false);
  module.register_buffer("one", at::scalar_tensor(one));
  const std::string dropout =
      training ? "torch.dropout(h, 0.5, True)" : "torch.dropout(h, 0., False)";
  module.define(
      "def forward(self, x):\n"
      "  h = torch.silu(torch.group_norm(x, 4, None, None, 1e-5, True))\n"
      "  h = " +
      dropout +
      "\n"
      "  h = torch._convolution(h, self.weight, self.bias, [1, 1], [1, 1], [1, 1], False, [0, 0],\n"
      "                         1, False, False, True, True)\n"
      "  return (x + h) / self.one\n");
  module.eval();
  return torch::jit::freeze_module(module);
}

std::int64_t count(const torch::jit::Module& module, const std::string& name) {
  const auto graph = module.get_method("forward").graph();
  const auto nodes = graph->nodes();
  return std::count_if(nodes.begin(), nodes.end(), [&name](const torch::jit::Node* node) {
    return node->kind() == c10::Symbol::fromQualString(name);
  });
}

// The block with layers of our own; expects its result to stay.
torch::jit::Module with_own_layers(torch::jit::Module module) {
  const at::Tensor x = at::randn({1, 16, 8, 8});
  const at::Tensor before = module.forward({x}).toTensor();
  use_own_layers(module.get_method("forward").graph());
  const at::Tensor after = module.forward({x}).toTensor();
  EXPECT_LT((after - before).abs().max().item<double>(), 1e-4 * before.abs().max().item<double>());
  return module;
}

TEST(GraphPass, makes_one_layer_of_half_a_residual_block) {
  const torch::jit::Module block = with_own_layers(residual_block(1, false));
  EXPECT_EQ(count(block, "maulstick::norm_convolution"), 1);
  for (const std::string gone : {"group_norm", "silu", "dropout", "_convolution", "add", "div"}) {
    EXPECT_EQ(count(block, "aten::" + gone), 0) << gone;
  }
}

TEST(GraphPass, leaves_a_division_that_divides) {
  const torch::jit::Module block = with_own_layers(residual_block(2, false));
  EXPECT_EQ(count(block, "aten::div"), 1);
}

TEST(GraphPass, leaves_a_dropout_that_drops) {
  torch::jit::Module block = residual_block(1, true);
  use_own_layers(block.get_method("forward").graph());
  EXPECT_EQ(count(block, "aten::dropout"), 1);
  EXPECT_EQ(count(block, "maulstick::norm_convolution"), 0);
  EXPECT_EQ(count(block, "maulstick::convolution"), 1);
}

}  // namespace
}  // namespace maulstick::model

#include "model/graph_pass.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/passes/freeze_module.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace maulstick::model {
namespace {

// Lines of TorchScript in the middle of a frozen forward(x), x [1, 16, 8, 8]. `conv(…)` below writes out what a
// traced convolution looks like.
torch::jit::Module module_of(const std::string& lines) {
  at::manual_seed(5);
  torch::jit::Module module("network");
  module.register_parameter("weight", at::randn({16, 16, 3, 3}), false);
  module.register_parameter("point", at::randn({16, 16, 1, 1}), false);
  module.register_parameter("matrix", at::randn({24, 16}), false);
  module.register_parameter("bias", at::randn({16}), false);
  module.register_buffer("one", at::scalar_tensor(1.0));
  module.register_buffer("two", at::scalar_tensor(2.0));
  module.define("def forward(self, x):\n" + lines);
  module.eval();
  return torch::jit::freeze_module(module);
}

std::string conv(const std::string& input, const std::string& weight = "self.weight",
                 const std::string& bias = "self.bias", int padding = 1, int stride = 1) {
  std::ostringstream call;
  call << "torch._convolution(" << input << ", " << weight << ", " << bias << ", [" << stride
       << ", " << stride << "], [" << padding << ", " << padding
       << "], [1, 1], False, [0, 0], 1, False, False, True, True)";
  return call.str();
}

std::int64_t count(const torch::jit::Module& module, const std::string& name) {
  const auto graph = module.get_method("forward").graph();
  const auto nodes = graph->nodes();
  return std::count_if(nodes.begin(), nodes.end(), [&name](const torch::jit::Node* node) {
    return node->kind() == c10::Symbol::fromQualString(name);
  });
}

void expect_close(const at::Tensor& got, const at::Tensor& wanted, double tolerance) {
  ASSERT_EQ(got.sizes(), wanted.sizes());
  EXPECT_EQ(got.scalar_type(), wanted.scalar_type());
  EXPECT_LT((got - wanted).abs().max().item<double>(),
            tolerance * wanted.abs().max().item<double>());
}

// The network with layers of our own. Expects it to compute what a second one, left as it was, computes, with
// the gradient.
torch::jit::Module with_own_layers(const std::string& lines, double tolerance = 1e-4,
                                   Products products = Products::float32) {
  torch::jit::Module usual = module_of(lines);
  torch::jit::Module own = module_of(lines);
  use_own_layers(own.get_method("forward").graph(), products);
  at::manual_seed(6);
  const at::Tensor x = at::randn({1, 16, 8, 8});
  const auto run = [&x](torch::jit::Module& module) {
    const at::Tensor leaf = x.clone().requires_grad_();
    const at::Tensor y = module.forward({leaf}).toTensor();
    at::manual_seed(7);
    const at::Tensor slope = at::randn(y.sizes()).to(y.scalar_type());
    return std::vector<at::Tensor>{y.detach(), torch::autograd::grad({y}, {leaf}, {slope}).front()};
  };
  const std::vector<at::Tensor> wanted = run(usual);
  const std::vector<at::Tensor> got = run(own);
  for (std::size_t i = 0; i < wanted.size(); ++i) expect_close(got[i], wanted[i], tolerance);
  return own;
}

// As diffusers' are traced: a dropout for training, and a division of the sum.
std::string residual_block(const std::string& divisor, const std::string& dropout) {
  return "  h = torch.silu(torch.group_norm(x, 4, None, None, 1e-5, True))\n"
         "  h = torch.dropout(h, " +
         dropout + ")\n  h = " + conv("h") + "\n  return (x + h) / " + divisor + "\n";
}

TEST(GraphPass, makes_one_layer_of_half_a_residual_block) {
  const torch::jit::Module block = with_own_layers(residual_block("self.one", "0., False"));
  EXPECT_EQ(count(block, "maulstick::norm_convolution"), 1);
  for (const std::string gone : {"group_norm", "silu", "dropout", "_convolution", "add", "div"}) {
    EXPECT_EQ(count(block, "aten::" + gone), 0) << gone;
  }
}

TEST(GraphPass, drops_a_division_of_a_layer_by_one) {
  const torch::jit::Module network =
      with_own_layers("  return torch.dropout(" + conv("x") + ", 0., False) / self.one\n");
  EXPECT_EQ(count(network, "aten::div"), 0);
}

TEST(GraphPass, leaves_a_division_that_divides) {
  const torch::jit::Module block = with_own_layers(residual_block("self.two", "0., False"));
  EXPECT_EQ(count(block, "aten::div"), 1);
}

TEST(GraphPass, leaves_a_division_that_makes_floats_of_integers) {
  const torch::jit::Module network = with_own_layers(
      "  n = (x > 0).long() / self.one\n"
      "  return x * n\n");
  EXPECT_EQ(count(network, "aten::div"), 1);
}

TEST(GraphPass, leaves_a_dropout_that_drops) {
  const torch::jit::Module block = module_of(residual_block("self.one", "0.5, True"));
  use_own_layers(block.get_method("forward").graph());
  EXPECT_EQ(count(block, "aten::dropout"), 1);
  EXPECT_EQ(count(block, "maulstick::norm_convolution"), 0);
  EXPECT_EQ(count(block, "maulstick::convolution"), 1);
}

const std::string matrix_layers = "  h = " + conv("x", "self.point", "self.bias", 0) +
                                  "\n"
                                  "  return torch.linear(h.flatten(2).transpose(1, 2), "
                                  "self.matrix)\n";

TEST(GraphPass, replaces_products_of_matrices) {
  const torch::jit::Module network = with_own_layers(matrix_layers);
  EXPECT_EQ(count(network, "maulstick::pointwise_convolution"), 1);
  EXPECT_EQ(count(network, "maulstick::linear"), 1);
}

TEST(GraphPass, rounds_products_where_it_is_asked_to) {
  const torch::jit::Module network = with_own_layers(matrix_layers, 3e-2, Products::bfloat16);
  EXPECT_EQ(count(network, "maulstick::pointwise_convolution_bfloat16"), 1);
  EXPECT_EQ(count(network, "maulstick::linear_bfloat16"), 1);
}

TEST(GraphPass, replaces_attention_without_a_mask) {
  const auto attention = [](const std::string& more) {
    return "  h = x.flatten(2).view(1, 2, 8, 64)\n"
           "  return torch.scaled_dot_product_attention(h, h, h, None, 0., " +
           more + ")\n";
  };
  EXPECT_EQ(count(with_own_layers(attention("False")), "maulstick::attention"), 1);
  EXPECT_EQ(count(with_own_layers(attention("True")), "maulstick::attention"), 0);
}

TEST(GraphPass, replaces_a_normalisation_alone) {
  const std::string norm = "torch.group_norm(x, 4, self.bias, self.bias, 1e-5, True)";
  EXPECT_EQ(count(with_own_layers("  return " + norm + "\n"), "maulstick::group_norm"), 1);
  // What else reads a normalisation or a SiLU keeps it.
  const torch::jit::Module shared = with_own_layers("  n = " + norm +
                                                    "\n"
                                                    "  s = torch.silu(n)\n"
                                                    "  return n + s * " +
                                                    conv("s") + "\n");
  EXPECT_EQ(count(shared, "aten::silu"), 1);
  EXPECT_EQ(count(shared, "maulstick::convolution"), 1);
}

TEST(GraphPass, leaves_convolutions_that_are_not_its_own) {
  for (const std::string& line :
       {conv("x", "self.weight", "self.bias", 1, 2), conv("x", "self.weight", "self.bias", 0),
        conv("x", "self.weight * x.mean()"), conv("x", "self.weight", "x[0, :, 0, 0]")}) {
    const torch::jit::Module network = with_own_layers("  return " + line + "\n");
    EXPECT_EQ(count(network, "aten::_convolution"), 1) << line;
  }
}

TEST(GraphPass, adds_what_torch_adds) {
  for (const std::string more : {"h + x", "x + h", "h + h", "h + 1", "torch.add(h, x, alpha=2)",
                                 "h + self.two", "h + x[0, :, :1, :1]", "h + x.expand(3, 16, 8, 8)",
                                 "h + x.double()", "h + x.mean([2, 3], True)"}) {
    SCOPED_TRACE(more);
    with_own_layers("  h = " + conv("x") + "\n  return " + more + "\n");
  }
}

// A layer answers in channels-last memory, of which this view cannot be had.
TEST(GraphPass, allows_views_of_what_layers_make) {
  const torch::jit::Module network =
      with_own_layers("  return " + conv("x") + ".view(1, 16 * 64)\n");
  EXPECT_EQ(count(network, "maulstick::convolution"), 1);
}

// A convolution that stands where its sum stood would read what was written in between.
TEST(GraphPass, leaves_a_network_that_writes_in_place) {
  const std::string lines =
      "  y = x * 2\n"
      "  z = y[:, :8]\n"
      "  h = " +
      conv("y") +
      "\n"
      "  z.add_(1)\n"
      "  return h + y\n";
  torch::jit::Module usual = module_of(lines);
  torch::jit::Module own = module_of(lines);
  use_own_layers(own.get_method("forward").graph());
  EXPECT_EQ(count(own, "maulstick::convolution"), 0);
  // This one can be shown to be harmless.
  EXPECT_EQ(
      count(with_own_layers("  return " + conv("x * 2") + ".relu_()\n"), "maulstick::convolution"),
      1);
  const at::AutoGradMode no_gradients(false);
  const at::Tensor x = at::randn({1, 16, 8, 8});
  expect_close(own.forward({x}).toTensor(), usual.forward({x}).toTensor(), 1e-4);
}

}  // namespace
}  // namespace maulstick::model

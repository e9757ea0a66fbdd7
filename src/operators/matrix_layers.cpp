#include "operators/matrix_layers.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <cmath>
#include <vector>

#include "operators/attention.h"
#include "operators/panels.h"
#include "operators/rows.h"

namespace maulstick::operators {
namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

struct Weights {
  Tensor panels;
  std::int64_t features;
  Tensor bias;  // or undefined
};

// [..., C] -> [..., features].
Tensor product(const Tensor& x, const Weights& weights) {
  std::vector<std::int64_t> sizes = x.sizes().vec();
  const Tensor rows = x.contiguous().view({-1, sizes.back()});
  sizes.back() = weights.features;
  return multiply_rows(rows, weights.panels, weights.features, weights.bias).view(sizes);
}

class LinearLayer : public torch::autograd::Function<LinearLayer> {
 public:
  static Variable forward(AutogradContext* context, const Variable& x, const Weights& weights) {
    context->saved_data["panels"] = weights.panels;
    context->saved_data["inputs"] = x.size(-1);
    return product(x, weights);
  }

  static variable_list backward(AutogradContext* context, const variable_list& slopes) {
    const Tensor dx =
        product(slopes[0], {.panels = transpose_panels(context->saved_data["panels"].toTensor()),
                            .features = context->saved_data["inputs"].toInt(),
                            .bias = {}});
    return {dx, Variable()};
  }
};

// Any strides will do as long as a position's numbers lie together.
Tensor with_dense_positions(const Tensor& x) {
  return x.stride(-1) == 1 ? x : x.contiguous();
}

AttentionInput attention_input(const Tensor& queries, const Tensor& keys, const Tensor& values,
                               double scale) {
  return {.queries = with_dense_positions(queries),
          .keys = with_dense_positions(keys),
          .values = with_dense_positions(values),
          .scale = scale};
}

class AttentionLayer : public torch::autograd::Function<AttentionLayer> {
 public:
  static Variable forward(AutogradContext* context, const Variable& queries, const Variable& keys,
                          const Variable& values, double scale) {
    const Attention attention = attend(attention_input(queries, keys, values, scale));
    context->save_for_backward({queries, keys, values, attention.result, attention.log_sums});
    context->saved_data["scale"] = scale;
    return attention.result;
  }

  static variable_list backward(AutogradContext* context, const variable_list& slopes) {
    const variable_list kept = context->get_saved_variables();
    const AttentionSlopes inputs = attend_gradient(
        attention_input(kept[0], kept[1], kept[2], context->saved_data["scale"].toDouble()),
        {.result = kept[3], .log_sums = kept[4]}, with_dense_positions(slopes[0]));
    return {inputs.queries, inputs.keys, inputs.values, Variable()};
  }
};

}  // namespace

Tensor linear(const Tensor& x, const Tensor& panels, std::int64_t features,
              const MaybeTensor& bias) {
  TORCH_CHECK(x.dim() > 0 && fits(x, -1, panels), "linear: expected float32 [..., ", panels.size(1),
              "], got ", x.scalar_type(), " ", x.sizes());
  const Weights weights = {.panels = panels, .features = features, .bias = bias ? *bias : Tensor()};
  return at::GradMode::is_enabled() ? LinearLayer::apply(x, weights) : product(x, weights);
}

Tensor pointwise_convolution(const Tensor& x, const Tensor& panels, std::int64_t channels,
                             const MaybeTensor& bias) {
  TORCH_CHECK(x.dim() == 4, "pointwise_convolution: expected [B, C, H, W], got ", x.sizes());
  return linear(x.permute({0, 2, 3, 1}), panels, channels, bias).permute({0, 3, 1, 2});
}

Tensor attention(const Tensor& queries, const Tensor& keys, const Tensor& values,
                 std::optional<double> scale) {
  TORCH_CHECK(queries.dim() == 4 && keys.dim() == 4 && queries.numel() > 0 && keys.numel() > 0 &&
                  keys.sizes() == values.sizes() && queries.size(0) == keys.size(0) &&
                  queries.size(1) == keys.size(1) && queries.size(3) == keys.size(3),
              "attention: expected queries, keys and values [B, heads, N, d], got ",
              queries.sizes(), ", ", keys.sizes(), ", ", values.sizes());
  for (const Tensor& x : {queries, keys, values}) {
    TORCH_CHECK(x.scalar_type() == at::kFloat && x.device().is_cpu(),
                "attention: expected float32 on the CPU, got ", x.scalar_type());
  }
  const double factor = scale.value_or(1 / std::sqrt(static_cast<double>(queries.size(-1))));
  if (!at::GradMode::is_enabled()) {
    return attend(attention_input(queries, keys, values, factor)).result;
  }
  return AttentionLayer::apply(queries, keys, values, factor);
}

}  // namespace maulstick::operators

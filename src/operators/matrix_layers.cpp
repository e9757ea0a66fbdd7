#include "operators/matrix_layers.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <cmath>
#include <vector>

#include "operators/attention.h"
#include "operators/first_derivative.h"
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
  std::int64_t outputs;
  Tensor bias;  // [outputs], contiguous, or undefined
};

// [..., C] -> [..., outputs].
Tensor product(const Tensor& x, const Weights& weights) {
  std::vector<std::int64_t> sizes = x.sizes().vec();
  const std::int64_t inputs = sizes.back();
  sizes.back() = weights.outputs;
  const Tensor rows = x.contiguous().view({x.numel() / inputs, inputs});
  return multiply_rows(rows, weights.panels, weights.outputs, weights.bias).view(sizes);
}

// For x, or c10::Error.
Weights weights_for(const Tensor& x, const Tensor& panels, at::IntArrayRef features,
                    const MaybeTensor& bias) {
  TORCH_CHECK(
      features.size() == 2 && features[0] > 0 && are_panels(panels, 1, features[0], features[1]),
      "linear: expected weights packed for features ", features, ", got ", panels.sizes());
  TORCH_CHECK(x.dim() > 0 && x.size(-1) == features[0] && x.scalar_type() == at::kFloat &&
                  x.device().is_cpu(),
              "linear: expected float32 on the CPU, [..., ", features[0], "], got ",
              x.scalar_type(), " on ", x.device(), ", ", x.sizes());
  TORCH_CHECK(!bias || (bias->sizes() == features.slice(1) && bias->scalar_type() == at::kFloat),
              "linear: expected a float32 bias of ", features[1], " features, got ",
              bias->scalar_type(), ", ", bias->sizes());
  return {.panels = panels, .outputs = features[1], .bias = bias ? bias->contiguous() : Tensor()};
}

class LinearLayer : public torch::autograd::Function<LinearLayer> {
 public:
  static Variable forward(AutogradContext* context, const Variable& x, const Weights& weights) {
    context->saved_data["panels"] = weights.panels;
    context->saved_data["inputs"] = x.size(-1);
    return product(x, weights);
  }

  static variable_list backward(AutogradContext* context, const variable_list& slopes) {
    require_first_derivative();
    const Tensor dx =
        product(slopes[0], {.panels = transpose_panels(context->saved_data["panels"].toTensor()),
                            .outputs = context->saved_data["inputs"].toInt(),
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
    require_first_derivative();
    const variable_list kept = context->get_saved_variables();
    const AttentionSlopes inputs = attend_gradient(
        attention_input(kept[0], kept[1], kept[2], context->saved_data["scale"].toDouble()),
        {.result = kept[3], .log_sums = kept[4]}, with_dense_positions(slopes[0]));
    return {inputs.queries, inputs.keys, inputs.values, Variable()};
  }
};

bool are_attention_inputs(const Tensor& queries, const Tensor& keys, const Tensor& values) {
  for (const Tensor& x : {queries, keys, values}) {
    if (x.dim() != 4 || x.numel() == 0 || x.scalar_type() != at::kFloat || !x.device().is_cpu() ||
        x.size(0) != queries.size(0) || x.size(1) != queries.size(1)) {
      return false;
    }
  }
  return keys.size(2) == values.size(2) && keys.size(3) == queries.size(3);
}

}  // namespace

Tensor linear(const Tensor& x, const Tensor& panels, at::IntArrayRef features,
              const MaybeTensor& bias) {
  const Weights weights = weights_for(x, panels, features, bias);
  return at::GradMode::is_enabled() ? LinearLayer::apply(x, weights) : product(x, weights);
}

Tensor pointwise_convolution(const Tensor& x, const Tensor& panels, at::IntArrayRef channels,
                             const MaybeTensor& bias) {
  TORCH_CHECK(x.dim() == 4, "pointwise_convolution: expected [B, C, H, W], got ", x.sizes());
  return linear(x.permute({0, 2, 3, 1}), panels, channels, bias).permute({0, 3, 1, 2});
}

Tensor linear_bfloat16(const Tensor& x, const Tensor& weights, const MaybeTensor& bias) {
  TORCH_CHECK(weights.dim() == 2 && x.dim() > 0 && x.size(-1) == weights.size(1) &&
                  x.scalar_type() == at::kFloat,
              "linear: expected float32 [..., ", weights.size(-1), "], got ", x.scalar_type(), ", ",
              x.sizes());
  const MaybeTensor rounded = bias ? MaybeTensor(bias->to(at::kBFloat16)) : std::nullopt;
  // As rows: of more dimensions torch does not make one product.
  const Tensor rows = x.to(at::kBFloat16).reshape({-1, weights.size(1)});
  std::vector<std::int64_t> sizes = x.sizes().vec();
  sizes.back() = weights.size(0);
  return at::linear(rows, weights, rounded).to(at::kFloat).view(sizes);
}

Tensor pointwise_convolution_bfloat16(const Tensor& x, const Tensor& weights,
                                      const MaybeTensor& bias) {
  TORCH_CHECK(x.dim() == 4, "pointwise_convolution: expected [B, C, H, W], got ", x.sizes());
  return linear_bfloat16(x.permute({0, 2, 3, 1}), weights, bias).permute({0, 3, 1, 2});
}

Tensor attention(const Tensor& queries, const Tensor& keys, const Tensor& values,
                 std::optional<double> scale) {
  // Torch's reads past the end of the shorter one.
  TORCH_CHECK(keys.dim() > 1 && values.dim() > 1 && keys.size(-2) == values.size(-2),
              "attention: expected as many values as keys, got ", values.sizes(), " and ",
              keys.sizes());
  const double factor = scale.value_or(1 / std::sqrt(static_cast<double>(queries.size(-1))));
  if (!are_attention_inputs(queries, keys, values) || factor <= 0) {
    return at::scaled_dot_product_attention(queries, keys, values, {}, 0, false, scale);
  }
  if (!at::GradMode::is_enabled()) {
    return attend(attention_input(queries, keys, values, factor)).result;
  }
  return AttentionLayer::apply(queries, keys, values, factor);
}

}  // namespace maulstick::operators

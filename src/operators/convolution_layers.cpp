// The two layers with a 3×3 convolution. Both compute the same with and without a gradient; without, no autograd
// node is set up, which takes as long as a small network's sums.

#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <vector>

#include "operators/first_derivative.h"
#include "operators/kept_norm.h"
#include "operators/layers.h"
#include "operators/pixels.h"
#include "operators/winograd.h"
#include "operators/winograd_weights.h"

namespace maulstick::operators {
namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

struct Filters {
  Tensor weights;
  std::int64_t inputs;
  std::int64_t outputs;
  Tensor bias;  // [outputs], or undefined
};

// For x, or c10::Error.
Filters filters_for(const Tensor& x, const Tensor& weights, at::IntArrayRef channels,
                    const MaybeTensor& bias) {
  TORCH_CHECK(channels.size() == 2 && are_winograd_weights(weights, channels[0], channels[1]),
              "convolution: expected weights packed for channels ", channels, ", got ",
              weights.sizes());
  TORCH_CHECK(x.dim() == 4 && x.size(1) == channels[0] && x.scalar_type() == at::kFloat &&
                  x.device().is_cpu(),
              "convolution: expected float32 on the CPU, [B, ", channels[0], ", H, W], got ",
              x.scalar_type(), " on ", x.device(), ", ", x.sizes());
  TORCH_CHECK(!bias || bias->sizes() == channels.slice(1), "convolution: expected a bias of ",
              channels[1], " channels, got ", bias->sizes());
  return {.weights = weights,
          .inputs = channels[0],
          .outputs = channels[1],
          .bias = bias.value_or(Tensor())};
}

bool is_one_pixel(const Tensor& picture) {
  return picture.size(2) == 1 && picture.size(3) == 1;
}

// Whether the sum is one that a convolution has room for: its result keeps size and type.
bool can_be_added(const MaybeTensor& added, const Tensor& x, const Filters& filters) {
  return !added ||
         (added->dim() == 4 && added->scalar_type() == at::kFloat &&
          at::is_expandable_to(added->sizes(), {x.size(0), filters.outputs, x.size(2), x.size(3)}));
}

// [B, O, H, W]. What is added to every pixel counts as a bias of each picture.
Tensor convolved(const ConvolutionInput& input, const Filters& filters, const Tensor& added) {
  Convolution convolution = {.input = input,
                             .weights = filters.weights,
                             .channels = filters.outputs,
                             .bias = filters.bias,
                             .added = {}};
  const Tensor& pixels = input.pixels;
  if (added.defined() && is_one_pixel(added) && pixels.size(1) * pixels.size(2) > 1) {
    const Tensor each = added.flatten(1).expand({pixels.size(0), filters.outputs});
    convolution.bias = filters.bias.defined() ? each + filters.bias : each;
  } else if (added.defined()) {
    convolution.added =
        pixels_of(added.expand({pixels.size(0), filters.outputs, pixels.size(1), pixels.size(2)}));
  }
  return picture_of(convolve(convolution));
}

Tensor plainly_convolved(const Tensor& x, const Filters& filters, const Tensor& added) {
  return convolved({.pixels = pixels_of(x), .scale = {}, .shift = {}}, filters, added);
}

Tensor norm_convolved(const Tensor& pixels, const GroupStatistics& statistics,
                      const GroupNorm& norm, const Filters& filters, const Tensor& added) {
  const ChannelFactors factors = channel_factors(statistics, norm);
  return convolved(
      {.pixels = pixels, .scale = factors.scale, .shift = factors.shift, .silu = norm.silu},
      filters, added);
}

// dL/dx as pixels.
Tensor input_slope(const Tensor& slope, const Tensor& weights, std::int64_t inputs) {
  return convolve({.input = {.pixels = pixels_of(slope), .scale = {}, .shift = {}},
                   .weights = weights,
                   .direction = Direction::gradient,
                   .channels = inputs,
                   .bias = {},
                   .added = {}});
}

std::vector<std::int64_t> sizes_of(const Tensor& tensor) {
  return tensor.defined() ? tensor.sizes().vec() : std::vector<std::int64_t>();
}

// dL/d(added): dL/dy, summed over pixels and pictures where it was spread over them.
Variable slope_of_added(const Variable& slope, const std::vector<std::int64_t>& sizes) {
  return sizes.empty() ? Variable() : at::sum_to(slope, sizes);
}

class ConvolutionLayer : public torch::autograd::Function<ConvolutionLayer> {
 public:
  static Variable forward(AutogradContext* context, const Variable& x, const MaybeTensor& given,
                          const Filters& filters) {
    const Tensor added = given.value_or(Tensor());
    context->saved_data["weights"] = filters.weights;
    context->saved_data["inputs"] = filters.inputs;
    context->saved_data["added"] = sizes_of(added);
    return plainly_convolved(x, filters, added);
  }

  static variable_list backward(AutogradContext* context, const variable_list& slopes) {
    require_first_derivative();
    auto& data = context->saved_data;
    const Tensor dx = input_slope(slopes[0], data["weights"].toTensor(), data["inputs"].toInt());
    return {picture_of(dx), slope_of_added(slopes[0], data["added"].toIntVector()), Variable()};
  }
};

class NormConvolutionLayer : public torch::autograd::Function<NormConvolutionLayer> {
 public:
  static Variable forward(AutogradContext* context, const Variable& x, const MaybeTensor& given,
                          const GroupNorm& norm, const Filters& filters) {
    const Tensor added = given.value_or(Tensor());
    const Tensor pixels = pixels_of(x);
    const GroupStatistics statistics = group_statistics(pixels, norm);
    context->save_for_backward({x});
    context->saved_data["weights"] = filters.weights;
    context->saved_data["added"] = sizes_of(added);
    keep(context, norm, statistics);
    return norm_convolved(pixels, statistics, norm, filters, added);
  }

  static variable_list backward(AutogradContext* context, const variable_list& slopes) {
    require_first_derivative();
    auto& data = context->saved_data;
    const Tensor pixels = pixels_of(context->get_saved_variables()[0]);
    const Tensor dx = input_slope(slopes[0], data["weights"].toTensor(), pixels.size(3));
    group_norm_gradient(dx, pixels, kept_statistics(context), kept_norm(context));
    return {picture_of(dx), slope_of_added(slopes[0], data["added"].toIntVector()), Variable(),
            Variable()};
  }
};

}  // namespace

Tensor convolution(const Tensor& x, const Tensor& weights, at::IntArrayRef channels,
                   const MaybeTensor& bias, const MaybeTensor& added) {
  const Filters filters = filters_for(x, weights, channels, bias);
  if (!can_be_added(added, x, filters)) return convolution(x, weights, channels, bias, {}) + *added;
  if (at::GradMode::is_enabled()) return ConvolutionLayer::apply(x, added, filters);
  return plainly_convolved(x, filters, added.value_or(Tensor()));
}

Tensor norm_convolution(const Tensor& x, std::int64_t groups, const MaybeTensor& weight,
                        const MaybeTensor& norm_bias, double epsilon, const Tensor& weights,
                        at::IntArrayRef channels, const MaybeTensor& bias,
                        const MaybeTensor& added) {
  const Filters filters = filters_for(x, weights, channels, bias);
  const GroupNorm norm = norm_for(x, {.groups = groups,
                                      .weight = weight.value_or(Tensor()),
                                      .bias = norm_bias.value_or(Tensor()),
                                      .epsilon = epsilon,
                                      .silu = true});
  if (!can_be_added(added, x, filters)) {
    return *added +
           norm_convolution(x, groups, weight, norm_bias, epsilon, weights, channels, bias, {});
  }
  if (at::GradMode::is_enabled()) return NormConvolutionLayer::apply(x, added, norm, filters);
  const Tensor pixels = pixels_of(x);
  return norm_convolved(pixels, group_statistics(pixels, norm), norm, filters,
                        added.value_or(Tensor()));
}

}  // namespace maulstick::operators

#include "operators/layers.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <vector>

#include "operators/group_norm.h"
#include "operators/panels.h"
#include "operators/winograd.h"

namespace maulstick::operators {
namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

// [B, C, H, W] -> [B, H, W, C], contiguous: a view of channels-last memory.
Tensor pixels_of(const Tensor& picture) {
  return picture.permute({0, 2, 3, 1}).contiguous();
}

Tensor picture_of(const Tensor& pixels) {
  return pixels.permute({0, 3, 1, 2});
}

Tensor defined_or_none(const MaybeTensor& tensor) {
  return tensor ? *tensor : Tensor();
}

Tensor or_filled(const MaybeTensor& given, std::int64_t channels, double value) {
  return given && given->defined() ? given->contiguous() : at::full({channels}, value, at::kFloat);
}

bool is_one_pixel(const Tensor& picture) {
  return picture.size(2) == 1 && picture.size(3) == 1;
}

// What a convolution is made of, in both layers that have one.
struct Filters {
  Tensor weights;
  std::int64_t channels;
  Tensor bias;
};

// [B, O, H, W]. What is added to every pixel counts as a bias of each picture.
Tensor convolved(const ConvolutionInput& input, const Filters& filters, const Tensor& added) {
  Convolution convolution = {.input = input,
                             .weights = filters.weights,
                             .channels = filters.channels,
                             .bias = filters.bias,
                             .added = {}};
  const Tensor& pixels = input.pixels;
  if (added.defined() && is_one_pixel(added) && pixels.size(1) * pixels.size(2) > 1) {
    const Tensor each = added.flatten(1).expand({pixels.size(0), filters.channels});
    convolution.bias = filters.bias.defined() ? each + filters.bias : each;
  } else if (added.defined()) {
    convolution.added =
        pixels_of(added.expand({pixels.size(0), filters.channels, pixels.size(1), pixels.size(2)}));
  }
  return picture_of(convolve(convolution));
}

// dL/d(added): dL/dy, summed over pixels and pictures where it was spread over them.
Variable slope_of_added(const Variable& slope, const std::vector<std::int64_t>& sizes) {
  return sizes.empty() ? Variable() : at::sum_to(slope, sizes);
}

std::vector<std::int64_t> sizes_of(const Tensor& tensor) {
  return tensor.defined() ? tensor.sizes().vec() : std::vector<std::int64_t>();
}

Tensor input_slope(const Tensor& slope, const Tensor& weights, std::int64_t channels) {
  return convolve({.input = {.pixels = pixels_of(slope), .scale = {}, .shift = {}},
                   .weights = weights,
                   .direction = Direction::gradient,
                   .channels = channels,
                   .bias = {},
                   .added = {}});
}

Tensor plainly_convolved(const Tensor& x, const Filters& filters, const Tensor& added) {
  return convolved({.pixels = pixels_of(x), .scale = {}, .shift = {}}, filters, added);
}

// What a layer computes, and what its gradient needs beside its input.
struct Normed {
  Tensor y;
  GroupStatistics statistics;
};

Normed normalised(const Tensor& x, const GroupNorm& norm) {
  const Tensor pixels = pixels_of(x);
  const GroupStatistics statistics = group_statistics(pixels, norm);
  return {.y = picture_of(normalise(pixels, statistics, norm)), .statistics = statistics};
}

Normed normalised_and_convolved(const Tensor& x, const GroupNorm& norm, const Filters& filters,
                                const Tensor& added) {
  const Tensor pixels = pixels_of(x);
  const GroupStatistics statistics = group_statistics(pixels, norm);
  const ChannelFactors factors = channel_factors(statistics, norm);
  const ConvolutionInput input = {
      .pixels = pixels, .scale = factors.scale, .shift = factors.shift, .silu = norm.silu};
  return {.y = convolved(input, filters, added), .statistics = statistics};
}

class ConvolutionLayer : public torch::autograd::Function<ConvolutionLayer> {
 public:
  static Variable forward(AutogradContext* context, const Variable& x, const MaybeTensor& given,
                          const Filters& filters) {
    const Tensor added = defined_or_none(given);
    context->saved_data["weights"] = filters.weights;
    context->saved_data["channels"] = x.size(1);
    context->saved_data["added"] = sizes_of(added);
    return plainly_convolved(x, filters, added);
  }

  static variable_list backward(AutogradContext* context, const variable_list& slopes) {
    const Tensor weights = context->saved_data["weights"].toTensor();
    const Tensor dx = input_slope(slopes[0], weights, context->saved_data["channels"].toInt());
    return {picture_of(dx), slope_of_added(slopes[0], context->saved_data["added"].toIntVector()),
            Variable()};
  }
};

class GroupNormLayer : public torch::autograd::Function<GroupNormLayer> {
 public:
  static Variable forward(AutogradContext* context, const Variable& x, const GroupNorm& norm) {
    const Normed normed = normalised(x, norm);
    context->save_for_backward({x});
    keep(context, norm, normed.statistics);
    return normed.y;
  }

  static variable_list backward(AutogradContext* context, const variable_list& slopes) {
    // A copy even where the memory fits: the slopes belong to others.
    const Tensor dx = slopes[0].permute({0, 2, 3, 1}).clone(at::MemoryFormat::Contiguous);
    group_norm_gradient(dx, pixels_of(context->get_saved_variables()[0]), kept_statistics(context),
                        kept_norm(context));
    return {picture_of(dx), Variable()};
  }

  static void keep(AutogradContext* context, const GroupNorm& norm,
                   const GroupStatistics& statistics) {
    auto& data = context->saved_data;
    data["groups"] = norm.groups;
    data["weight"] = norm.weight;
    data["bias"] = norm.bias;
    data["epsilon"] = norm.epsilon;
    data["silu"] = norm.silu;
    data["mean"] = statistics.mean;
    data["inverse_deviation"] = statistics.inverse_deviation;
  }

  static GroupNorm kept_norm(AutogradContext* context) {
    auto& data = context->saved_data;
    return {.groups = data["groups"].toInt(),
            .weight = data["weight"].toTensor(),
            .bias = data["bias"].toTensor(),
            .epsilon = data["epsilon"].toDouble(),
            .silu = data["silu"].toBool()};
  }

  static GroupStatistics kept_statistics(AutogradContext* context) {
    return {.mean = context->saved_data["mean"].toTensor(),
            .inverse_deviation = context->saved_data["inverse_deviation"].toTensor()};
  }
};

class NormConvolutionLayer : public torch::autograd::Function<NormConvolutionLayer> {
 public:
  static Variable forward(AutogradContext* context, const Variable& x, const MaybeTensor& given,
                          const GroupNorm& norm, const Filters& filters) {
    const Tensor added = defined_or_none(given);
    const Normed normed = normalised_and_convolved(x, norm, filters, added);
    context->save_for_backward({x});
    context->saved_data["weights"] = filters.weights;
    context->saved_data["added"] = sizes_of(added);
    GroupNormLayer::keep(context, norm, normed.statistics);
    return normed.y;
  }

  static variable_list backward(AutogradContext* context, const variable_list& slopes) {
    const Tensor pixels = pixels_of(context->get_saved_variables()[0]);
    const Tensor dx =
        input_slope(slopes[0], context->saved_data["weights"].toTensor(), pixels.size(3));
    group_norm_gradient(dx, pixels, GroupNormLayer::kept_statistics(context),
                        GroupNormLayer::kept_norm(context));
    return {picture_of(dx), slope_of_added(slopes[0], context->saved_data["added"].toIntVector()),
            Variable(), Variable()};
  }
};

GroupNorm norm_of(const Tensor& x, std::int64_t groups, const MaybeTensor& weight,
                  const MaybeTensor& bias, double epsilon, bool silu) {
  return {.groups = groups,
          .weight = or_filled(weight, x.size(1), 1),
          .bias = or_filled(bias, x.size(1), 0),
          .epsilon = epsilon,
          .silu = silu};
}

void require_picture(const Tensor& x, const Tensor& weights) {
  TORCH_CHECK(x.dim() == 4 && fits(x, 1, weights), "convolution: expected float32 [B, ",
              weights.size(1), ", H, W], got ", x.scalar_type(), " ", x.sizes());
}

void require_groups(const Tensor& x, const GroupNorm& norm) {
  TORCH_CHECK((x.dim() == 3 || x.dim() == 4) && x.scalar_type() == at::kFloat &&
                  x.device().is_cpu() && norm.groups > 0 && x.size(1) % norm.groups == 0 &&
                  norm.weight.numel() == x.size(1) && norm.bias.numel() == x.size(1),
              "group_norm: expected float32 [B, ", norm.weight.numel(), ", …] in ", norm.groups,
              " groups, got ", x.scalar_type(), " ", x.sizes());
}

}  // namespace

// Without a gradient there is no layer to set up, which takes as long as a small network's sums.

Tensor convolution(const Tensor& x, const Tensor& weights, std::int64_t channels,
                   const MaybeTensor& bias, const MaybeTensor& added) {
  require_picture(x, weights);
  const Filters filters = {.weights = weights, .channels = channels, .bias = defined_or_none(bias)};
  if (!at::GradMode::is_enabled()) return plainly_convolved(x, filters, defined_or_none(added));
  return ConvolutionLayer::apply(x, added, filters);
}

Tensor group_norm(const Tensor& x, std::int64_t groups, const MaybeTensor& weight,
                  const MaybeTensor& bias, double epsilon, bool silu) {
  const GroupNorm norm = norm_of(x, groups, weight, bias, epsilon, silu);
  require_groups(x, norm);
  const Tensor picture = x.dim() == 4 ? x : x.unsqueeze(2);
  const Tensor y = at::GradMode::is_enabled() ? GroupNormLayer::apply(picture, norm)
                                              : normalised(picture, norm).y;
  return x.dim() == 4 ? y : y.squeeze(2);
}

Tensor norm_convolution(const Tensor& x, std::int64_t groups, const MaybeTensor& weight,
                        const MaybeTensor& norm_bias, double epsilon, const Tensor& weights,
                        std::int64_t channels, const MaybeTensor& bias, const MaybeTensor& added) {
  require_picture(x, weights);
  const GroupNorm norm = norm_of(x, groups, weight, norm_bias, epsilon, true);
  require_groups(x, norm);
  const Filters filters = {.weights = weights, .channels = channels, .bias = defined_or_none(bias)};
  if (!at::GradMode::is_enabled()) {
    return normalised_and_convolved(x, norm, filters, defined_or_none(added)).y;
  }
  return NormConvolutionLayer::apply(x, added, norm, filters);
}

void register_layers() {
  static const torch::Library library = [] {
    torch::Library own(torch::Library::DEF, "maulstick", std::nullopt, __FILE__, __LINE__);
    own.def(
        "convolution(Tensor x, Tensor weights, int channels, Tensor? bias, Tensor? added) -> "
        "Tensor",
        &convolution);
    own.def(
        "group_norm(Tensor x, int groups, Tensor? weight, Tensor? bias, float epsilon, bool silu) "
        "-> Tensor",
        &group_norm);
    own.def(
        "norm_convolution(Tensor x, int groups, Tensor? weight, Tensor? norm_bias, float epsilon, "
        "Tensor weights, int channels, Tensor? bias, Tensor? added) -> Tensor",
        &norm_convolution);
    own.def("linear(Tensor x, Tensor panels, int features, Tensor? bias) -> Tensor", &linear);
    own.def("pointwise_convolution(Tensor x, Tensor panels, int channels, Tensor? bias) -> Tensor",
            &pointwise_convolution);
    own.def("attention(Tensor queries, Tensor keys, Tensor values, float? scale) -> Tensor",
            &attention);
    return own;
  }();
}

}  // namespace maulstick::operators

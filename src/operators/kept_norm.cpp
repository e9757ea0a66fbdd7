#include "operators/kept_norm.h"

#include <ATen/ATen.h>

namespace maulstick::operators {
namespace {

at::Tensor or_filled(const at::Tensor& given, std::int64_t channels, double value) {
  return given.defined() ? given.contiguous() : at::full({channels}, value, at::kFloat);
}

}  // namespace

GroupNorm norm_for(const at::Tensor& x, GroupNorm norm) {
  TORCH_CHECK(x.dim() >= 2 && x.scalar_type() == at::kFloat && x.device().is_cpu(),
              "group_norm: expected float32 on the CPU, [B, C, …], got ", x.scalar_type(), " on ",
              x.device(), ", ", x.sizes());
  const std::int64_t channels = x.size(1);
  norm.weight = or_filled(norm.weight, channels, 1);
  norm.bias = or_filled(norm.bias, channels, 0);
  TORCH_CHECK(norm.groups > 0 && channels > 0 && channels % norm.groups == 0,
              "group_norm: expected groups of ", channels, " channels, got ", norm.groups);
  for (const at::Tensor& weights : {norm.weight, norm.bias}) {
    TORCH_CHECK(weights.scalar_type() == at::kFloat && weights.numel() == channels,
                "group_norm: expected float32 weights of ", channels, " channels, got ",
                weights.scalar_type(), ", ", weights.sizes());
  }
  return norm;
}

void keep(torch::autograd::AutogradContext* context, const GroupNorm& norm,
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

GroupNorm kept_norm(torch::autograd::AutogradContext* context) {
  auto& data = context->saved_data;
  return {.groups = data["groups"].toInt(),
          .weight = data["weight"].toTensor(),
          .bias = data["bias"].toTensor(),
          .epsilon = data["epsilon"].toDouble(),
          .silu = data["silu"].toBool()};
}

GroupStatistics kept_statistics(torch::autograd::AutogradContext* context) {
  return {.mean = context->saved_data["mean"].toTensor(),
          .inverse_deviation = context->saved_data["inverse_deviation"].toTensor()};
}

}  // namespace maulstick::operators

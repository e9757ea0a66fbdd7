#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>

#include "operators/first_derivative.h"
#include "operators/kept_norm.h"
#include "operators/layers.h"
#include "operators/pixels.h"

namespace maulstick::operators {
namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

class GroupNormLayer : public torch::autograd::Function<GroupNormLayer> {
 public:
  static Variable forward(AutogradContext* context, const Variable& x, const GroupNorm& norm) {
    const Tensor pixels = pixels_of(x);
    const GroupStatistics statistics = group_statistics(pixels, norm);
    context->save_for_backward({x});
    keep(context, norm, statistics);
    return picture_of(normalise(pixels, statistics, norm));
  }

  static variable_list backward(AutogradContext* context, const variable_list& slopes) {
    require_first_derivative();
    // A copy even where the memory fits: the slopes belong to others.
    const Tensor dx = slopes[0].permute({0, 2, 3, 1}).clone(at::MemoryFormat::Contiguous);
    group_norm_gradient(dx, pixels_of(context->get_saved_variables()[0]), kept_statistics(context),
                        kept_norm(context));
    return {picture_of(dx), Variable()};
  }
};

// Of [B, C, H, W].
Tensor normalised(const Tensor& x, const GroupNorm& norm) {
  if (at::GradMode::is_enabled()) return GroupNormLayer::apply(x, norm);
  const Tensor pixels = pixels_of(x);
  return picture_of(normalise(pixels, group_statistics(pixels, norm), norm));
}

}  // namespace

Tensor group_norm(const Tensor& x, std::int64_t groups, const MaybeTensor& weight,
                  const MaybeTensor& bias, double epsilon, bool silu) {
  if ((x.dim() != 3 && x.dim() != 4) || x.numel() == 0 || x.scalar_type() != at::kFloat) {
    const Tensor y = at::group_norm(x, groups, weight, bias, epsilon);
    return silu ? at::silu(y) : y;
  }
  const GroupNorm norm = norm_for(x, {.groups = groups,
                                      .weight = weight.value_or(Tensor()),
                                      .bias = bias.value_or(Tensor()),
                                      .epsilon = epsilon,
                                      .silu = silu});
  return x.dim() == 4 ? normalised(x, norm) : normalised(x.unsqueeze(2), norm).squeeze(2);
}

}  // namespace maulstick::operators

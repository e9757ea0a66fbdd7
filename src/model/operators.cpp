#include "model/operators.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <tuple>
#include <vector>

#include "model/group_norm_backward.h"

namespace maulstick::model {
namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

class GroupNorm : public torch::autograd::Function<GroupNorm> {
 public:
  static Variable forward(AutogradContext* context, const Variable& x, std::int64_t groups,
                          const Tensor& weight, const Tensor& bias, double epsilon) {
    const auto [y, mean, inverse_deviation] = at::native_group_norm(
        x, weight, bias, x.size(0), x.size(1), x.size(2) * x.size(3), groups, epsilon);
    context->save_for_backward({x, weight, mean, inverse_deviation});
    return y;
  }

  static variable_list backward(AutogradContext* context, const variable_list& slopes) {
    const variable_list saved = context->get_saved_variables();
    const Tensor dx = group_norm_backward(slopes[0].contiguous(), saved[0], saved[1],
                                          {.mean = saved[2], .inverse_deviation = saved[3]});
    return {dx, Variable(), Variable(), Variable(), Variable()};
  }
};

Tensor or_filled(const std::optional<Tensor>& given, const Tensor& x, double value) {
  return given && given->defined() ? *given : at::full({x.size(1)}, value, x.options());
}

}  // namespace

Tensor pointwise_convolution(const Tensor& x, const Tensor& weight,
                             const std::optional<Tensor>& bias) {
  const Tensor matrix = weight.flatten(1);  // [O, C]
  std::vector<Tensor> pictures;
  for (const Tensor& picture : x.unbind(0)) {
    const Tensor columns = picture.flatten(1);  // [C, H · W]
    pictures.push_back(bias && bias->defined() ? at::addmm(bias->unsqueeze(1), matrix, columns)
                                               : at::mm(matrix, columns));
  }
  return at::stack(pictures).view({x.size(0), weight.size(0), x.size(2), x.size(3)});
}

Tensor steady_group_norm(const Tensor& x, std::int64_t groups, const std::optional<Tensor>& weight,
                         const std::optional<Tensor>& bias, double epsilon) {
  if (x.device() != at::kCPU || x.scalar_type() != at::kFloat || x.dim() != 4) {
    return at::group_norm(x, groups, weight, bias, epsilon);
  }
  return GroupNorm::apply(x.contiguous(), groups, or_filled(weight, x, 1).contiguous(),
                          or_filled(bias, x, 0).contiguous(), epsilon);
}

void register_operators() {
  static const torch::Library library = [] {
    torch::Library own(torch::Library::DEF, "maulstick", std::nullopt, __FILE__, __LINE__);
    own.def("pointwise_convolution(Tensor x, Tensor weight, Tensor? bias) -> Tensor",
            &pointwise_convolution);
    own.def(
        "group_norm(Tensor x, int groups, Tensor? weight, Tensor? bias, float epsilon) -> Tensor",
        &steady_group_norm);
    return own;
  }();
}

}  // namespace maulstick::model

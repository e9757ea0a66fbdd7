#include <torch/library.h>

#include "operators/layers.h"

namespace maulstick::operators {

void register_layers() {
  static const torch::Library library = [] {
    torch::Library own(torch::Library::DEF, "maulstick", std::nullopt, __FILE__, __LINE__);
    own.def(
        "convolution(Tensor x, Tensor weights, int[] channels, Tensor? bias, Tensor? added) -> "
        "Tensor",
        &convolution);
    own.def(
        "group_norm(Tensor x, int groups, Tensor? weight, Tensor? bias, float epsilon, bool silu) "
        "-> Tensor",
        &group_norm);
    own.def(
        "norm_convolution(Tensor x, int groups, Tensor? weight, Tensor? norm_bias, float epsilon, "
        "Tensor weights, int[] channels, Tensor? bias, Tensor? added) -> Tensor",
        &norm_convolution);
    own.def("linear(Tensor x, Tensor panels, int[] features, Tensor? bias) -> Tensor", &linear);
    own.def(
        "pointwise_convolution(Tensor x, Tensor panels, int[] channels, Tensor? bias) -> Tensor",
        &pointwise_convolution);
    own.def("linear_bfloat16(Tensor x, Tensor weights, Tensor? bias) -> Tensor", &linear_bfloat16);
    own.def("pointwise_convolution_bfloat16(Tensor x, Tensor weights, Tensor? bias) -> Tensor",
            &pointwise_convolution_bfloat16);
    own.def("attention(Tensor queries, Tensor keys, Tensor values, float? scale) -> Tensor",
            &attention);
    return own;
  }();
}

}  // namespace maulstick::operators

#pragma once
// The kernels as this instruction set has them. Included by the kernels_*.cpp only.

#include "operators/attention_kernels.h"
#include "operators/matrix_kernels.h"
#include "operators/norm_kernels.h"
#include "operators/winograd_kernels.h"

namespace maulstick::operators {
namespace {

constexpr Kernels kernel_table(const char* name) {
  return {.name = name,
          .multiply = multiply,
          .soften = soften,
          .soften_slopes = soften_slopes,
          .fill_strip_row = fill_strip_row,
          .transform_filters = transform_filters,
          .transform_input = transform_input,
          .transform_output = transform_output,
          .normalise = normalise,
          .sum_moments = sum_moments,
          .sum_slopes = sum_slopes,
          .combine_slopes = combine_slopes};
}

}  // namespace
}  // namespace maulstick::operators

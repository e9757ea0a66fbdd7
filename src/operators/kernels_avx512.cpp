#include "operators/norm_kernels.h"
#include "operators/winograd_kernels.h"

namespace maulstick::operators {

extern const Kernels avx512_kernels;
const Kernels avx512_kernels = {.name = "avx512",
                                .fill_strip_row = fill_strip_row,
                                .transform_input = transform_input,
                                .transform_output = transform_output,
                                .normalise = normalise,
                                .sum_moments = sum_moments,
                                .sum_slopes = sum_slopes,
                                .combine_slopes = combine_slopes};

}  // namespace maulstick::operators

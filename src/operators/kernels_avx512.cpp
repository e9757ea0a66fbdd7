#include "operators/kernel_table.h"

namespace maulstick::operators {

extern const Kernels avx512_kernels;
constinit const Kernels avx512_kernels = kernel_table("avx512");

}  // namespace maulstick::operators

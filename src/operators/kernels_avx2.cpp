#include "operators/kernel_table.h"

namespace maulstick::operators {

extern const Kernels avx2_kernels;
constinit const Kernels avx2_kernels = kernel_table("avx2");

}  // namespace maulstick::operators

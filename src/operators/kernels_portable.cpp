#include "operators/kernel_table.h"

namespace maulstick::operators {

extern const Kernels portable_kernels;
constinit const Kernels portable_kernels = kernel_table("portable");

}  // namespace maulstick::operators

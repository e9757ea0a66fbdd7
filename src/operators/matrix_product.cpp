// oneDNN's micro-kernels do the work: they take matrices as they lie, cost nothing to call, and use AVX-512
// on every processor that has it, where MKL (behind at::mm) keeps to AVX2 on those of other makers.

#include "operators/matrix_product.h"

#include <ATen/ATen.h>
#include <ATen/native/CPUBlas.h>

#include <algorithm>
#include <array>

namespace maulstick::operators {
namespace {

constexpr std::int64_t panel = 64;  // columns at a time, so that b's rows stay in the first cache

void multiply_by_torch(const MatrixSizes& sizes, const float* a, const float* b, float* c) {
  const auto matrix = [](const float* data, std::int64_t rows, std::int64_t columns) {
    return at::from_blob(const_cast<float*>(data), {rows, columns}, at::kFloat);
  };
  at::Tensor product = matrix(c, sizes.rows, sizes.columns);
  at::mm_out(product, matrix(a, sizes.rows, sizes.inner), matrix(b, sizes.inner, sizes.columns));
}

#ifdef CPUBLAS_BRGEMM_F32F32F32

void multiply_by_panels(const MatrixSizes& sizes, const float* a, const float* b, float* c) {
  for (std::int64_t column = 0; column < sizes.columns; column += panel) {
    at::native::cpublas::brgemm(sizes.rows, std::min(panel, sizes.columns - column), sizes.inner,
                                sizes.inner, sizes.columns, sizes.columns, false, a, b + column,
                                c + column, false);
  }
}

// Not on every processor, and torch has no question for it.
bool has_micro_kernels() {
  try {
    const std::array<float, 256> ones = {};
    std::array<float, 256> product = {};
    multiply_by_panels({.rows = 16, .inner = 16, .columns = 16}, ones.data(), ones.data(),
                       product.data());
    return true;
  } catch (const c10::Error&) {
    return false;
  }
}

#else

bool has_micro_kernels() {
  return false;
}

constexpr auto multiply_by_panels = multiply_by_torch;

#endif

}  // namespace

void multiply_matrices(const MatrixSizes& sizes, const float* a, const float* b, float* c) {
  static const bool micro_kernels = has_micro_kernels();
  if (micro_kernels) {
    multiply_by_panels(sizes, a, b, c);
  } else {
    multiply_by_torch(sizes, a, b, c);
  }
}

}  // namespace maulstick::operators

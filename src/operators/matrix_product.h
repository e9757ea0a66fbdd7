#pragma once

#include <cstdint>

namespace maulstick::operators {

struct MatrixSizes {
  std::int64_t rows;
  std::int64_t inner;
  std::int64_t columns;
};

// c = a b for matrices [rows, inner] and [inner, columns], row by row without gaps, float32, by the calling
// thread alone. For matrices that fit the caches.
void multiply_matrices(const MatrixSizes& sizes, const float* a, const float* b, float* c);

}  // namespace maulstick::operators

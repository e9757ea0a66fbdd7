#pragma once
// One head of attention's inputs, and the right sides of products that are made of it; for attention.cpp and
// attention_gradient.cpp.

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace maulstick::operators {

// Scores are computed a block at a time: 128 KiB.
constexpr std::int64_t row_block = 64;
constexpr std::int64_t column_block = 512;

// Of one picture: [N, d].
struct Head {
  const float* floats;
  std::int64_t rows;
  std::int64_t stride;
  std::int64_t width;
};

// Of [B, heads, N, d]; heads are counted through all pictures.
Head head_of(const at::Tensor& tensor, std::int64_t head);

// X transposed, [d, N] in panels: d · padded(N) floats.
void pack_transposed(const Head& head, float* to);

// X, each column_block of rows in panels of its own, [rows of the block, d]: N · padded(d) floats.
void pack_by_blocks(const Head& head, float* to);

// c = a bᵀ, some rows of `a` and some columns; b by pack_transposed(). c: [rows, column_block].
void multiply_scores(const Head& a, std::int64_t row, std::int64_t rows, const float* b,
                     std::int64_t column, std::int64_t columns, float* c);

// sum += a b, of a block of columns of `a`, [rows, column_block]; b by pack_by_blocks(), of that width. The
// first block begins the sum, [rows, padded width].
void add_products(const float* a, std::int64_t rows, const float* b, std::int64_t column,
                  std::int64_t columns, std::int64_t width, float* sum);

}  // namespace maulstick::operators

#pragma once
// The matrix product that convolutions, linear layers and attention end in. Included by the kernels_*.cpp
// only.
//
// A block of a few rows and one panel's columns is summed up in registers, with one row of the panel loaded
// for all rows of the block: 16 products for 2 loads and 8 broadcasts with AVX-512, which keeps the
// multipliers busy (K. Goto and R. van de Geijn, Anatomy of High-Performance Matrix Multiplication, 2008).
// Weights are too many for any cache and each is needed for a few dozen rows only, so while one part of a panel
// is at work, the blocks of rows bring the next one closer, each its share.

#include "operators/kernels.h"
#include "operators/lanes.h"

namespace maulstick::operators {
namespace {

constexpr std::int64_t block_columns = block_vectors * lane_count;

// Of the sums at a time, so that a panel's part, of 32 KiB, stays close.
constexpr std::int64_t inner_at_once = 256;
// And of those. Sums of short sums have less rounding error than one long sum (P. Blanchard, N. J. Higham and
// T. Mary, A Class of Fast and Accurate Summation Algorithms, 2020); adding them up takes two per cent.
constexpr std::int64_t inner_in_registers = 16;

struct Block {
  const float* a;
  const float* b;  // in its panel
  std::int64_t panel_width;
  float* c;
  const float* start;  // nullptr: zeros
  std::int64_t inner;
  const float* ahead;  // what will be read after this part of the panel; may lie behind the end
  std::int64_t share;  // floats of it, for each of `inner`
};

template <int rows, int vectors>
[[gnu::always_inline]] inline void multiply_block(const Product& p, const Block& block) {
  Lanes sums[rows][vectors] = {};
  for (std::int64_t k = 0; k < block.inner;) {
    const std::int64_t left = block.inner - k;
    const std::int64_t end = k + (left < inner_in_registers ? left : inner_in_registers);
    Lanes part[rows][vectors] = {};
    for (; k < end; ++k) {
      Lanes row[vectors];
      for (int j = 0; j < vectors; ++j) {
        row[j] = load(block.b + k * block.panel_width + j * lane_count);
      }
      bring_closer(block.ahead + k * block.share);
#pragma GCC unroll 8
      for (int i = 0; i < rows; ++i) {
        const Lanes factor = all(block.a[i * p.a_stride + k]);
#pragma GCC unroll 4
        for (int j = 0; j < vectors; ++j) part[i][j] += factor * row[j];
      }
    }
    for (int i = 0; i < rows; ++i) {
      for (int j = 0; j < vectors; ++j) sums[i][j] += part[i][j];
    }
  }
  if (block.start != nullptr) {
    for (int i = 0; i < rows; ++i) {
      for (int j = 0; j < vectors; ++j) {
        sums[i][j] += load(block.start + i * p.start_stride + j * lane_count);
      }
    }
  }
  for (int i = 0; i < rows; ++i) {
    for (int j = 0; j < vectors; ++j) store(block.c + i * p.c_stride + j * lane_count, sums[i][j]);
  }
}

// All rows of one block of columns.
template <int vectors>
void multiply_column(const Product& p, Block block) {
  const auto next = [&](std::int64_t rows) {
    block.a += rows * p.a_stride;
    block.c += rows * p.c_stride;
    block.ahead += block.inner * block.share;
    if (block.start != nullptr) block.start += rows * p.start_stride;
  };
  std::int64_t row = 0;
  for (; row + block_rows <= p.rows; row += block_rows, next(block_rows)) {
    multiply_block<block_rows, vectors>(p, block);
  }
  if constexpr (block_rows > 4) {
    for (; row + 4 <= p.rows; row += 4, next(4)) multiply_block<4, vectors>(p, block);
  }
  for (; row < p.rows; ++row, next(1)) multiply_block<1, vectors>(p, block);
}

void multiply(const Product& p) {
  if (p.rows == 0) return;
  const std::int64_t blocks = (p.rows + block_rows - 1) / block_rows;
  for (std::int64_t first = 0; first < p.inner; first += inner_at_once) {
    const std::int64_t inner = p.inner - first < inner_at_once ? p.inner - first : inner_at_once;
    for (std::int64_t column = 0; column < p.columns; column += block_columns) {
      const std::int64_t panel = column / panel_columns * panel_columns;
      const std::int64_t left = p.columns - panel;
      const std::int64_t width = left < panel_columns ? left : panel_columns;
      const float* const start = first > 0 ? p.c : p.start;
      const float* const b = p.b + panel * p.b_rows + first * width;
      const float* const next_part = first + inner < p.inner ? p.b + (first + inner) * panel_columns
                                                             : p.b + p.b_rows * p.columns;
      Product part = p;
      if (first > 0) part.start_stride = p.c_stride;
      const Block block = {.a = p.a + first,
                           .b = b + (column - panel),
                           .panel_width = width,
                           .c = p.c + column,
                           .start = start != nullptr ? start + column : nullptr,
                           .inner = inner,
                           .ahead = left > width ? b + p.b_rows * width : next_part,
                           .share = (width + blocks - 1) / blocks};
      if (p.columns - column >= block_columns) {
        multiply_column<block_vectors>(part, block);
      } else {
        multiply_column<channel_block / lane_count>(part, block);
      }
    }
  }
}

}  // namespace
}  // namespace maulstick::operators

#pragma once
// Matrices as the right side of a product wants them: cut into panels of panel_columns columns beside each
// other (the last may be narrower), each panel row by row, so that a product reads them from the first
// float to the last. Rows and columns are padded with zeros to whole channel_blocks.

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "operators/kernels.h"

namespace maulstick::operators {

// To whole channel_blocks.
constexpr std::int64_t padded(std::int64_t channels) {
  return (channels + channel_block - 1) / channel_block * channel_block;
}

// Where row 0 of the panel that begins at `column` is; `rows` are the padded rows of the matrix.
constexpr std::int64_t panel_start(std::int64_t rows, std::int64_t column) {
  return rows * column;
}

// Columns of the panel that begins at `column`, of as many padded columns.
constexpr std::int64_t panel_width(std::int64_t columns, std::int64_t column) {
  return columns - column < panel_columns ? columns - column : panel_columns;
}

// Whether they are float32 on the CPU, without gaps: `count` matrices [rows, columns], padded, in panels.
bool are_panels(const at::Tensor& panels, std::int64_t count, std::int64_t rows,
                std::int64_t columns);

// Of float32 [rows, columns] with any strides: float32 [1, padded rows, padded columns] in panels.
at::Tensor pack_panels(const at::Tensor& matrix);

// Of matrices in panels, [N, rows, columns]: theirs transposed, [N, columns, rows] in panels.
at::Tensor transpose_panels(const at::Tensor& panels);

}  // namespace maulstick::operators

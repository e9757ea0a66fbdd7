#include "operators/panels.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>

#include "operators/lanes.h"

namespace maulstick::operators {

bool are_panels(const at::Tensor& panels, std::int64_t count, std::int64_t rows,
                std::int64_t columns) {
  return panels.scalar_type() == at::kFloat && panels.device().is_cpu() && panels.is_contiguous() &&
         panels.sizes() == at::IntArrayRef({count, padded(rows), padded(columns)});
}

at::Tensor pack_panels(const at::Tensor& matrix) {
  const std::int64_t rows = padded(matrix.size(0));
  const std::int64_t columns = padded(matrix.size(1));
  at::Tensor result = at::zeros({1, rows, columns}, at::kFloat);
  const at::Tensor floats = result.view({-1});
  for (std::int64_t column = 0; column < matrix.size(1); column += panel_columns) {
    const std::int64_t width = panel_width(columns, column);
    const std::int64_t used = std::min(width, matrix.size(1) - column);
    floats.narrow(0, panel_start(rows, column), rows * width)
        .view({rows, width})
        .narrow(0, 0, matrix.size(0))
        .narrow(1, 0, used)
        .copy_(matrix.narrow(1, column, used));
  }
  return result;
}

// By squares of one panel's rows and another's, which fit the first cache.
at::Tensor transpose_panels(const at::Tensor& panels) {
  const std::int64_t rows = panels.size(1);
  const std::int64_t columns = panels.size(2);
  at::Tensor result = at::empty({panels.size(0), columns, rows}, at::kFloat);
  const auto* const from = panels.const_data_ptr<float>();
  auto* const to = result.mutable_data_ptr<float>();
  const std::int64_t across = (rows + panel_columns - 1) / panel_columns;
  at::parallel_for(0, panels.size(0) * across, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      const std::int64_t first = i / across * rows * columns;
      const std::int64_t row = i % across * panel_columns;
      const std::int64_t new_width = panel_width(rows, row);
      float* const panel = to + first + panel_start(columns, row);
      for (std::int64_t column = 0; column < columns; column += panel_columns) {
        const std::int64_t width = panel_width(columns, column);
        const float* const square = from + first + panel_start(rows, column) + row * width;
        for (std::int64_t c = 0; c < width; c += 4) {
          for (std::int64_t r = 0; r < new_width; r += 4) {
            transpose_four(square + r * width + c, width, panel + (column + c) * new_width + r,
                           new_width);
          }
        }
      }
    }
  });
  return result;
}

}  // namespace maulstick::operators

#include "operators/attention_heads.h"

#include <algorithm>

#include "operators/kernels.h"
#include "operators/panels.h"

namespace maulstick::operators {

Head head_of(const at::Tensor& tensor, std::int64_t head) {
  const std::int64_t heads = tensor.size(1);
  return {.floats = tensor.const_data_ptr<float>() + head / heads * tensor.stride(0) +
                    head % heads * tensor.stride(1),
          .rows = tensor.size(2),
          .stride = tensor.stride(2),
          .width = tensor.size(3)};
}

void pack_transposed(const Head& head, float* to) {
  const std::int64_t columns = padded(head.rows);
  for (std::int64_t first = 0; first < columns; first += panel_columns) {
    const std::int64_t width = panel_width(columns, first);
    float* const panel = to + panel_start(head.width, first);
    for (std::int64_t row = 0; row < width; ++row) {
      const bool there = first + row < head.rows;
      const float* const from = head.floats + (first + row) * head.stride;
      for (std::int64_t i = 0; i < head.width; ++i) panel[i * width + row] = there ? from[i] : 0;
    }
  }
}

void pack_by_blocks(const Head& head, float* to) {
  const std::int64_t columns = padded(head.width);
  for (std::int64_t block = 0; block < head.rows; block += column_block) {
    const std::int64_t rows = std::min(column_block, head.rows - block);
    for (std::int64_t first = 0; first < columns; first += panel_columns) {
      const std::int64_t width = panel_width(columns, first);
      float* const panel = to + block * columns + panel_start(rows, first);
      for (std::int64_t row = 0; row < rows; ++row) {
        const float* const from = head.floats + (block + row) * head.stride + first;
        const std::int64_t used = std::min(width, head.width - first);
        std::copy_n(from, used, panel + row * width);
        std::fill_n(panel + row * width + used, width - used, 0.0F);
      }
    }
  }
}

void multiply_scores(const Head& a, std::int64_t row, std::int64_t rows, const float* b,
                     std::int64_t column, std::int64_t columns, float* c) {
  kernels().multiply({.rows = rows,
                      .inner = a.width,
                      .columns = padded(columns),
                      .a = a.floats + row * a.stride,
                      .a_stride = a.stride,
                      .b = b + panel_start(a.width, column),
                      .b_rows = a.width,
                      .c = c,
                      .c_stride = column_block});
}

void add_products(const float* a, std::int64_t rows, const float* b, std::int64_t column,
                  std::int64_t columns, std::int64_t width, float* sum) {
  const std::int64_t wide = padded(width);
  kernels().multiply({.rows = rows,
                      .inner = columns,
                      .columns = wide,
                      .a = a,
                      .a_stride = column_block,
                      .b = b + column * wide,
                      .b_rows = columns,
                      .c = sum,
                      .c_stride = wide,
                      .start = column > 0 ? sum : nullptr,
                      .start_stride = wide});
}

}  // namespace maulstick::operators

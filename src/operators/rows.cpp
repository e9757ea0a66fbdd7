// A task is some rows and some columns: rows that stay in the second cache, and few enough of both that all
// threads get some.

#include "operators/rows.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>

#include "operators/kernels.h"
#include "operators/panels.h"

namespace maulstick::operators {
namespace {

constexpr std::int64_t task_rows = 96;
constexpr std::int64_t task_columns = 10 * panel_columns;

// The products with all of the panels' columns.
at::Tensor multiply_padded(const at::Tensor& x, const at::Tensor& panels, const at::Tensor& bias) {
  const std::int64_t rows = x.size(0);
  const std::int64_t inner = x.size(1);
  const std::int64_t columns = panels.size(2);
  at::Tensor result = at::empty({rows, columns}, at::kFloat);
  const auto* const a = x.const_data_ptr<float>();
  const auto* const b = panels.const_data_ptr<float>();
  const float* const start = bias.defined() ? bias.const_data_ptr<float>() : nullptr;
  auto* const c = result.mutable_data_ptr<float>();
  const std::int64_t across = (columns + task_columns - 1) / task_columns;
  const std::int64_t tasks = (rows + task_rows - 1) / task_rows * across;
  at::parallel_for(0, tasks, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t task = begin; task < end; ++task) {
      const std::int64_t row = task / across * task_rows;
      const std::int64_t column = task % across * task_columns;
      kernels().multiply({.rows = std::min(task_rows, rows - row),
                          .inner = inner,
                          .columns = std::min(task_columns, columns - column),
                          .a = a + row * inner,
                          .a_stride = inner,
                          .b = b + panel_start(panels.size(1), column),
                          .b_rows = panels.size(1),
                          .c = c + row * columns + column,
                          .c_stride = columns,
                          .start = start != nullptr ? start + column : nullptr});
    }
  });
  return result;
}

}  // namespace

at::Tensor multiply_rows(const at::Tensor& x, const at::Tensor& panels, std::int64_t columns,
                         const at::Tensor& bias) {
  const std::int64_t padding = panels.size(2) - columns;
  if (padding == 0) return multiply_padded(x, panels, bias);
  const at::Tensor wide = bias.defined() ? at::constant_pad_nd(bias, {0, padding}) : bias;
  return multiply_padded(x, panels, wide).narrow(1, 0, columns).contiguous();
}

}  // namespace maulstick::operators

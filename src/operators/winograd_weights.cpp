#include "operators/winograd_weights.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "operators/panels.h"
#include "operators/winograd_points.h"

namespace maulstick::operators {
namespace {

constexpr std::size_t square_taps = filter_taps * filter_taps;

// One channel of a panel's filters.
using PanelRow = std::array<double, panel_columns>;
using FilterRows = std::array<PanelRow, square_taps>;

// [count, C, O] in panels, of which `fill` makes the `count` rows of each channel and panel.
template <std::size_t count, typename Fill>
at::Tensor make_panels(const at::Tensor& filters, const Fill& fill) {
  const at::Tensor given = filters.to(at::kFloat).contiguous();
  const auto* const taps = given.const_data_ptr<float>();
  const std::int64_t outs = filters.size(0);
  const std::int64_t ins = filters.size(1);
  const std::int64_t rows = padded(ins);
  const std::int64_t columns = padded(outs);
  at::Tensor result = at::empty({count, rows, columns}, at::kFloat);
  auto* const floats = result.mutable_data_ptr<float>();
  const std::int64_t panels = (columns + panel_columns - 1) / panel_columns;
  at::parallel_for(0, panels * rows, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      const std::int64_t column = i / rows * panel_columns;
      const std::int64_t row = i % rows;
      FilterRows lines = {};
      for (std::int64_t o = column; row < ins && o < std::min(column + panel_columns, outs); ++o) {
        for (std::size_t tap = 0; tap < square_taps; ++tap) {
          lines[tap][static_cast<std::size_t>(o - column)] = static_cast<double>(
              taps[(o * ins + row) * std::int64_t{square_taps} + static_cast<std::int64_t>(tap)]);
        }
      }
      const std::int64_t width = panel_width(columns, column);
      float* to = floats + panel_start(rows, column) + row * width;
      for (const PanelRow& line : fill(lines)) {
        std::transform(line.begin(), line.begin() + width, to,
                       [](double value) { return static_cast<float>(value); });
        to += rows * columns;
      }
    }
  });
  return result;
}

}  // namespace

at::Tensor pack_taps(const at::Tensor& filters) {
  return make_panels<square_taps>(filters, [](const FilterRows& taps) { return taps; });
}

at::Tensor transform_weights(const at::Tensor& filters) {
  return make_panels<tile_positions>(filters, [](const FilterRows& taps) {
    constexpr FilterTransform g = filter_transform();
    std::array<PanelRow, tile_positions> result = {};
    for (std::size_t position = 0; position < tile_positions; ++position) {
      for (std::size_t tap = 0; tap < square_taps; ++tap) {
        const double factor = g.rows[position / tile_inputs][tap / filter_taps] *
                              g.rows[position % tile_inputs][tap % filter_taps];
        for (std::size_t o = 0; o < panel_columns; ++o) {
          result[position][o] += factor * taps[tap][o];
        }
      }
    }
    return result;
  });
}

bool are_winograd_weights(const at::Tensor& weights, std::int64_t inputs, std::int64_t outputs) {
  return are_panels(weights, square_taps, inputs, outputs) ||
         are_panels(weights, tile_positions, inputs, outputs);
}

}  // namespace maulstick::operators

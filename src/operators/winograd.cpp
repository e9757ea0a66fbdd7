// A picture is cut into tiles of 4×4 outputs, each of which reads 6×6 inputs. A run of tiles beside each
// other is a segment; a batch of segments is what is done at a time:
//
//   1. each segment's inputs are copied into a strip, padded and normalised, and transformed: V [36, T, C]
//   2. each of the 36 positions is a matrix product with the weights: M = V U, [36, T, O]
//   3. each segment's outputs are transformed back, and cut at the edge of the picture
//
// What one stage writes the next one reads, so batches are small enough for the caches; a small picture is one
// batch. No sum is split between threads or batches: the bits depend neither on the number of threads nor on
// the batches' size.

#include "operators/winograd.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <vector>

#include "operators/panels.h"
#include "operators/winograd_points.h"

namespace maulstick::operators {
namespace {

constexpr std::int64_t segment_tiles = 16;
constexpr std::int64_t few_tiles = 32;
// Rows of all 36 positions would else fall into the same few lines of a cache.
constexpr std::int64_t position_gap = channel_block * 5;

std::int64_t tiles_over(std::int64_t pixels) {
  return (pixels + tile_outputs - 1) / tile_outputs;
}

std::int64_t count_tiles(const at::Tensor& pixels) {
  return pixels.size(0) * tiles_over(pixels.size(1)) * tiles_over(pixels.size(2));
}

struct Segment {
  std::int64_t picture;
  std::int64_t row;     // of pixels, the first output
  std::int64_t column;  // likewise
  std::int64_t tiles;
  std::int64_t place;  // of its first tile, in its batch
};

struct Batch {
  std::vector<Segment> segments;
  std::int64_t tiles = 0;
};

// More tiles read the weights less often, fewer keep V and M close.
std::int64_t tiles_a_batch(const at::Tensor& pixels, std::int64_t in, std::int64_t out) {
  const std::int64_t threads = at::get_num_threads();
  return std::min<std::int64_t>((count_tiles(pixels) + threads - 1) / threads,
                                in + out <= 512 ? 32 : 64);
}

std::vector<Batch> batches(const at::Tensor& pixels, std::int64_t most_tiles) {
  std::vector<Batch> result(1);
  const std::int64_t across = tiles_over(pixels.size(2));
  const std::int64_t most_in_segment = std::min(segment_tiles, most_tiles);
  for (std::int64_t picture = 0; picture < pixels.size(0); ++picture) {
    for (std::int64_t row = 0; row < pixels.size(1); row += tile_outputs) {
      for (std::int64_t tile = 0; tile < across; tile += most_in_segment) {
        const std::int64_t tiles = std::min(most_in_segment, across - tile);
        if (result.back().tiles + tiles > most_tiles) result.emplace_back();
        Batch& batch = result.back();
        batch.segments.push_back({.picture = picture,
                                  .row = row,
                                  .column = tile * tile_outputs,
                                  .tiles = tiles,
                                  .place = batch.tiles});
        batch.tiles += tiles;
      }
    }
  }
  return result;
}

// V or M: [36, tiles, padded channels], with a gap between positions.
struct Transformed {
  at::Tensor floats;
  std::int64_t padded_channels;
  std::int64_t position_stride;

  Transformed(std::int64_t tiles, std::int64_t channels, const at::TensorOptions& options)
      : padded_channels(channels), position_stride(tiles * channels + position_gap) {
    floats = at::empty({tile_positions * position_stride}, options);
  }

  [[nodiscard]] float* at_place(std::int64_t tile) const {
    return floats.mutable_data_ptr<float>() + tile * padded_channels;
  }

  [[nodiscard]] float* at_position(std::int64_t position) const {
    return floats.mutable_data_ptr<float>() + position * position_stride;
  }
};

const float* row_of(const at::Tensor& table, std::int64_t row) {
  return table.defined() ? table.const_data_ptr<float>() + row * table.size(1) : nullptr;
}

void transform_segment(const ConvolutionInput& input, const Segment& segment, float* strip,
                       const Transformed& v, Direction direction) {
  const at::Tensor& pixels = input.pixels;
  const std::int64_t height = pixels.size(1);
  const std::int64_t width = pixels.size(2);
  const std::int64_t channels = pixels.size(3);
  const std::int64_t count = segment.tiles * tile_outputs + 2;
  const std::int64_t stride = count * v.padded_channels;
  const float* const picture =
      pixels.const_data_ptr<float>() + segment.picture * height * width * channels;
  for (std::int64_t i = 0; i < tile_inputs; ++i) {
    const std::int64_t row = segment.row - 1 + i;
    const bool inside = row >= 0 && row < height;
    kernels().fill_strip_row({.pixels = inside ? picture + row * width * channels : nullptr,
                              .width = width,
                              .channels = channels,
                              .padded = v.padded_channels,
                              .first = segment.column - 1,
                              .count = count,
                              .affine = {.scale = row_of(input.scale, segment.picture),
                                         .shift = row_of(input.shift, segment.picture),
                                         .silu = input.silu}},
                             strip + i * stride);
  }
  kernels().transform_input({.strip = strip,
                             .row_stride = stride,
                             .tiles = segment.tiles,
                             .padded = v.padded_channels,
                             .transformed = v.at_place(segment.place),
                             .position_stride = v.position_stride},
                            direction);
}

void write_segment(const Segment& segment, const Transformed& m, const float* bias,
                   const at::Tensor& added, const at::Tensor& result, Direction direction) {
  const std::int64_t height = result.size(1);
  const std::int64_t width = result.size(2);
  const std::int64_t channels = result.size(3);
  const std::int64_t at =
      ((segment.picture * height + segment.row) * width + segment.column) * channels;
  kernels().transform_output(
      {.transformed = m.at_place(segment.place),
       .position_stride = m.position_stride,
       .tiles = segment.tiles,
       .padded = m.padded_channels,
       .pixels = result.mutable_data_ptr<float>() + at,
       .row_stride = width * channels,
       .rows = height - segment.row,
       .columns = width - segment.column,
       .channels = channels,
       .bias = bias,
       .added = added.defined() ? added.const_data_ptr<float>() + at : nullptr},
      direction);
}

// [B, padded]: zeros if there is none.
at::Tensor bias_rows(const Convolution& convolution, std::int64_t padded_channels) {
  const at::Tensor& pixels = convolution.input.pixels;
  at::Tensor rows = at::zeros({pixels.size(0), padded_channels}, pixels.options());
  if (convolution.bias.defined()) {
    rows.narrow(1, 0, convolution.channels).copy_(convolution.bias);
  }
  return rows;
}

// M = V U at one position.
void multiply(std::int64_t position, const Transformed& v, const at::Tensor& weights,
              const Transformed& m, std::int64_t tiles) {
  const auto* const u = weights.const_data_ptr<float>();
  kernels().multiply({.rows = tiles,
                      .inner = v.padded_channels,
                      .columns = m.padded_channels,
                      .a = v.at_position(position),
                      .a_stride = v.padded_channels,
                      .b = u + position * v.padded_channels * m.padded_channels,
                      .b_rows = v.padded_channels,
                      .c = m.at_position(position),
                      .c_stride = m.padded_channels});
}

// G g Gᵀ of the nine taps of up to panel_columns filters, [9][panel_columns] -> [36][panel_columns].
using PanelRow = std::array<double, panel_columns>;

std::array<PanelRow, tile_positions> transform_taps(const std::array<PanelRow, 9>& taps) {
  constexpr FilterTransform g = filter_transform();
  std::array<PanelRow, tile_positions> result = {};
  for (std::size_t position = 0; position < tile_positions; ++position) {
    for (std::size_t tap = 0; tap < taps.size(); ++tap) {
      const double factor =
          g.rows[position / tile_inputs][tap / 3] * g.rows[position % tile_inputs][tap % 3];
      for (std::size_t o = 0; o < panel_columns; ++o) {
        result[position][o] += factor * taps[tap][o];
      }
    }
  }
  return result;
}

struct Task {
  const Convolution& convolution;
  at::Tensor weights;  // for its direction
  at::Tensor bias;     // [B, padded channels]
  at::Tensor result;

  [[nodiscard]] Transformed room_for_inputs(std::int64_t tiles) const {
    return {tiles, weights.size(1), result.options()};
  }
  [[nodiscard]] Transformed room_for_products(std::int64_t tiles) const {
    return {tiles, weights.size(2), result.options()};
  }
  [[nodiscard]] at::Tensor room_for_strip() const {
    return at::empty({tile_inputs, segment_tiles * tile_outputs + 2, weights.size(1)},
                     result.options());
  }

  void transform(const Segment& segment, const at::Tensor& strip, const Transformed& v) const {
    transform_segment(convolution.input, segment, strip.mutable_data_ptr<float>(), v,
                      convolution.direction);
  }
  void write(const Segment& segment, const Transformed& m) const {
    write_segment(segment, m, row_of(bias, segment.picture), convolution.added, result,
                  convolution.direction);
  }
};

// Many tiles: each thread takes batches through all three stages.
void share_batches(const Task& task) {
  const at::Tensor& pixels = task.convolution.input.pixels;
  const std::int64_t most_tiles = tiles_a_batch(pixels, task.weights.size(1), task.weights.size(2));
  const std::vector<Batch> all = batches(pixels, most_tiles);
  at::parallel_for(0, static_cast<std::int64_t>(all.size()), 1, [&](auto begin, auto end) {
    const Transformed v = task.room_for_inputs(most_tiles);
    const Transformed m = task.room_for_products(most_tiles);
    const at::Tensor strip = task.room_for_strip();
    for (auto i = begin; i < end; ++i) {
      const Batch& batch = all[static_cast<std::size_t>(i)];
      for (const Segment& segment : batch.segments) task.transform(segment, strip, v);
      for (std::int64_t position = 0; position < tile_positions; ++position) {
        multiply(position, v, task.weights, m, batch.tiles);
      }
      for (const Segment& segment : batch.segments) task.write(segment, m);
    }
  });
}

// Few tiles, for which the weights are most of what has to be read: the threads share the positions, so that
// each weight is read once.
void share_stages(const Task& task) {
  const at::Tensor& pixels = task.convolution.input.pixels;
  const std::vector<Batch> all = batches(pixels, few_tiles);
  const Batch& batch = all.front();
  const auto segments = static_cast<std::int64_t>(batch.segments.size());
  const Transformed v = task.room_for_inputs(batch.tiles);
  const Transformed m = task.room_for_products(batch.tiles);
  at::parallel_for(0, segments, 1, [&](auto begin, auto end) {
    const at::Tensor strip = task.room_for_strip();
    for (auto i = begin; i < end; ++i) {
      task.transform(batch.segments[static_cast<std::size_t>(i)], strip, v);
    }
  });
  at::parallel_for(0, tile_positions, 1, [&](auto begin, auto end) {
    for (auto position = begin; position < end; ++position) {
      multiply(position, v, task.weights, m, batch.tiles);
    }
  });
  at::parallel_for(0, segments, 1, [&](auto begin, auto end) {
    for (auto i = begin; i < end; ++i) {
      task.write(batch.segments[static_cast<std::size_t>(i)], m);
    }
  });
}

}  // namespace

at::Tensor transform_weights(const at::Tensor& weights) {
  const at::Tensor given = weights.to(at::kFloat).contiguous();
  const auto* const taps = given.const_data_ptr<float>();
  const std::int64_t outs = weights.size(0);
  const std::int64_t ins = weights.size(1);
  const std::int64_t rows = padded(ins);
  const std::int64_t columns = padded(outs);
  at::Tensor result = at::empty({tile_positions, rows, columns}, at::kFloat);
  auto* const floats = result.mutable_data_ptr<float>();
  const std::int64_t panels = (columns + panel_columns - 1) / panel_columns;
  at::parallel_for(0, panels * rows, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      const std::int64_t column = i / rows * panel_columns;
      const std::int64_t row = i % rows;
      std::array<PanelRow, 9> panel = {};
      for (std::int64_t o = column; row < ins && o < std::min(column + panel_columns, outs); ++o) {
        for (std::size_t tap = 0; tap < panel.size(); ++tap) {
          panel[tap][static_cast<std::size_t>(o - column)] =
              static_cast<double>(taps[(o * ins + row) * 9 + static_cast<std::int64_t>(tap)]);
        }
      }
      const auto transformed = transform_taps(panel);
      const std::int64_t width = panel_width(columns, column);
      float* to = floats + panel_start(rows, column) + row * width;
      for (const PanelRow& line : transformed) {
        std::transform(line.begin(), line.begin() + width, to,
                       [](double value) { return static_cast<float>(value); });
        to += rows * columns;
      }
    }
  });
  return result;
}

at::Tensor convolve(const Convolution& convolution) {
  const at::Tensor& pixels = convolution.input.pixels;
  // A copy for as long as this takes: keeping both would double the largest part of the memory.
  const at::Tensor weights = convolution.direction == Direction::forward
                                 ? convolution.transformed
                                 : transpose_panels(convolution.transformed);
  const Task task = {
      .convolution = convolution,
      .weights = weights,
      .bias = bias_rows(convolution, weights.size(2)),
      .result = at::empty({pixels.size(0), pixels.size(1), pixels.size(2), convolution.channels},
                          pixels.options())};
  if (count_tiles(pixels) <= few_tiles) {
    share_stages(task);
  } else {
    share_batches(task);
  }
  return task.result;
}

}  // namespace maulstick::operators

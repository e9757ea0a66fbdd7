// A batch of tiles (winograd_tiles.h) is done at a time, in three stages:
//
//   1. each segment's inputs are transformed: V [36, T, C]
//   2. each of the 36 positions is a matrix product with the weights: M = V U, [36, T, O]
//   3. each segment's outputs are transformed back, and cut at the edge of the picture
//
// What one stage writes the next one reads, so batches are small enough for the caches; a small picture is one
// batch. Weights that come as taps are transformed on the way to the second stage, a few channels of a few
// outputs at a time, which stay in the cache for all tiles of the batch: 90 operations a weight, to 72 for each
// tile. No sum is split between threads, nor does its order depend on their number.

#include "operators/winograd.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <vector>

#include "operators/panels.h"
#include "operators/winograd_points.h"
#include "operators/winograd_tiles.h"

namespace maulstick::operators {
namespace {

constexpr std::int64_t few_tiles = 32;
// Of weights that come as taps. U and M together, 590 KB, stay in the second cache while V passes by.
constexpr std::int64_t tap_tiles = 64;
constexpr std::int64_t channels_at_once = 64;
constexpr std::int64_t products_at_once = 2048;  // of M, at each position
constexpr std::int64_t slice_stride = channels_at_once * panel_columns + position_gap;  // of U

// More tiles read the weights less often, fewer keep V and M close.
std::int64_t tiles_a_batch(const at::Tensor& pixels, std::int64_t in, std::int64_t out) {
  const std::int64_t threads = at::get_num_threads();
  return std::min<std::int64_t>((count_tiles(pixels) + threads - 1) / threads,
                                in + out <= 512 ? 32 : 64);
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
                      .inner = v.channels,
                      .columns = m.channels,
                      .a = v.at(0, position, 0),
                      .a_stride = v.channels,
                      .b = u + position * v.channels * m.channels,
                      .b_rows = v.channels,
                      .c = m.at(0, position, 0),
                      .c_stride = m.channels});
}

struct Task {
  const Convolution& convolution;
  at::Tensor weights;  // for its direction
  Output output;

  [[nodiscard]] Transformed room_for_inputs(std::int64_t tiles) const {
    return {tiles, weights.size(1)};
  }
  [[nodiscard]] Transformed room_for_products(std::int64_t tiles) const {
    return {tiles, weights.size(2)};
  }
  [[nodiscard]] at::Tensor room_for_strip() const {
    return at::empty({tile_inputs, segment_tiles * tile_outputs + 2, weights.size(1)}, at::kFloat);
  }

  void transform(const Segment& segment, const at::Tensor& strip, const Transformed& v) const {
    transform_segment(convolution.input, segment, strip.mutable_data_ptr<float>(), v,
                      convolution.direction);
  }
  void write(const Segment& segment, const Transformed& m, std::int64_t first = 0) const {
    write_segment(output, segment, m, first, convolution.direction);
  }

  // The first stage, shared by all threads.
  void transform_all(const Batch& batch, const Transformed& v) const {
    at::parallel_for(0, static_cast<std::int64_t>(batch.segments.size()), 1,
                     [&](auto begin, auto end) {
                       const at::Tensor strip = room_for_strip();
                       for (auto i = begin; i < end; ++i) {
                         transform(batch.segments[static_cast<std::size_t>(i)], strip, v);
                       }
                     });
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
  task.transform_all(batch, v);
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

// M += V U over some channels, for the outputs of one panel.
struct Products {
  const Transformed& v;
  std::int64_t channel;  // the first
  std::int64_t channels;
  const float* u;  // [36, channels, width]
  std::int64_t width;
  const Transformed& m;
  std::int64_t column;  // of M, the panel's first
  std::int64_t tiles;
};

void multiply(const Products& p) {
  for (std::int64_t position = 0; position < tile_positions; ++position) {
    float* const c = p.m.at(0, position, 0) + p.column;
    kernels().multiply({.rows = p.tiles,
                        .inner = p.channels,
                        .columns = p.width,
                        .a = p.v.at(p.channel, position, 0),
                        .a_stride = p.v.slice_channels,
                        .b = p.u + position * slice_stride,
                        .b_rows = p.channels,
                        .c = c,
                        .c_stride = p.m.channels,
                        .start = p.channel > 0 ? c : nullptr,
                        .start_stride = p.m.channels});
  }
}

// The outputs of some panels, M's, of all tiles of a batch.
void multiply_taps(const Task& task, const Batch& batch, const Transformed& v, std::int64_t first,
                   std::int64_t outputs, const at::Tensor& room, const Transformed& m) {
  const std::int64_t inputs = task.weights.size(1);
  const std::int64_t all_outputs = task.weights.size(2);
  const auto* const taps = task.weights.const_data_ptr<float>();
  auto* const u = room.mutable_data_ptr<float>();
  for (std::int64_t channel = 0; channel < inputs; channel += channels_at_once) {
    const std::int64_t channels = v.channels_from(channel);
    for (std::int64_t column = 0; column < outputs; column += panel_columns) {
      const std::int64_t width = panel_width(all_outputs, first + column);
      kernels().transform_filters(
          {.taps = taps + panel_start(inputs, first + column) + channel * width,
           .tap_stride = inputs * all_outputs,
           .channels = channels,
           .width = width,
           .transformed = u,
           .position_stride = slice_stride});
      multiply({.v = v,
                .channel = channel,
                .channels = channels,
                .u = u,
                .width = width,
                .m = m,
                .column = column,
                .tiles = batch.tiles});
    }
  }
}

// Weights that come as taps: the threads share the outputs.
void share_outputs(const Task& task) {
  const std::int64_t all_outputs = task.weights.size(2);
  const at::Tensor& pixels = task.convolution.input.pixels;
  const std::int64_t most_tiles = std::min(tap_tiles, count_tiles(pixels));
  const std::vector<Batch> all = batches(pixels, most_tiles);
  const Transformed v(most_tiles, task.weights.size(1), channels_at_once);
  const std::int64_t at_once =
      std::max<std::int64_t>(1, products_at_once / (most_tiles * panel_columns)) * panel_columns;
  const std::int64_t groups = (all_outputs + at_once - 1) / at_once;
  for (const Batch& batch : all) {
    task.transform_all(batch, v);
    at::parallel_for(0, groups, 1, [&](auto begin, auto end) {
      const at::Tensor room = at::empty({tile_positions, slice_stride}, at::kFloat);
      for (auto group = begin; group < end; ++group) {
        const std::int64_t first = group * at_once;
        const std::int64_t outputs = std::min(at_once, all_outputs - first);
        const Transformed m(most_tiles, outputs);
        multiply_taps(task, batch, v, first, outputs, room, m);
        for (const Segment& segment : batch.segments) task.write(segment, m, first);
      }
    });
  }
}

}  // namespace

at::Tensor convolve(const Convolution& convolution) {
  const at::Tensor& pixels = convolution.input.pixels;
  // A copy for as long as this takes: keeping both would double the largest part of the memory.
  const at::Tensor weights = convolution.direction == Direction::forward
                                 ? convolution.weights
                                 : transpose_panels(convolution.weights);
  const Task task = {.convolution = convolution,
                     .weights = weights,
                     .output = {.pixels = at::empty({pixels.size(0), pixels.size(1), pixels.size(2),
                                                     convolution.channels},
                                                    at::kFloat),
                                .bias = bias_rows(convolution, weights.size(2)),
                                .added = convolution.added}};
  if (task.output.pixels.numel() == 0) return task.output.pixels;
  if (weights.size(0) != tile_positions) {
    share_outputs(task);
  } else if (count_tiles(pixels) <= few_tiles) {
    share_stages(task);
  } else {
    share_batches(task);
  }
  return task.output.pixels;
}

}  // namespace maulstick::operators

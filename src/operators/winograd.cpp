// A picture is cut into tiles of 4×4 outputs, each of which reads 6×6 inputs. A run of tiles beside each
// other is a segment; a batch of segments is what one thread does at a time:
//
//   1. each segment's inputs are copied into a strip, padded and normalised, and transformed: V [36, T, C]
//   2. each of the 36 positions is a matrix product with the weights: M = V U, [36, T, O]
//   3. each segment's outputs are transformed back, and cut at the edge of the picture
//
// What one stage writes the next one reads, so batches are small enough for the caches. No sum is split
// between threads or batches: the bits depend neither on the number of threads nor on the batches' size.

#include "operators/winograd.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <vector>

#include "operators/matrix_product.h"
#include "operators/winograd_points.h"

namespace maulstick::operators {
namespace {

constexpr std::int64_t segment_tiles = 16;
// Rows of all 36 positions would else fall into the same few lines of a cache.
constexpr std::int64_t position_gap = channel_block * 5;

std::int64_t padded(std::int64_t channels) {
  return (channels + channel_block - 1) / channel_block * channel_block;
}

std::int64_t tiles_over(std::int64_t pixels) {
  return (pixels + tile_outputs - 1) / tile_outputs;
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
  const std::int64_t all =
      pixels.size(0) * tiles_over(pixels.size(1)) * tiles_over(pixels.size(2));
  const std::int64_t threads = at::get_num_threads();
  return std::min<std::int64_t>((all + threads - 1) / threads, in + out <= 512 ? 32 : 64);
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

// M = V U at all positions.
void multiply(const Transformed& v, const at::Tensor& weights, const Transformed& m,
              std::int64_t tiles) {
  const auto* const u = weights.const_data_ptr<float>();
  for (std::int64_t position = 0; position < tile_positions; ++position) {
    multiply_matrices({.rows = tiles, .inner = v.padded_channels, .columns = m.padded_channels},
                      v.at_position(position),
                      u + position * v.padded_channels * m.padded_channels,
                      m.at_position(position));
  }
}

}  // namespace

at::Tensor transform_weights(const at::Tensor& weights) {
  constexpr FilterTransform g = filter_transform();
  const at::Tensor rows =
      at::from_blob(const_cast<double*>(&g.rows[0][0]), {tile_inputs, 3}, at::kDouble);
  const at::Tensor both = at::kron(rows, rows);  // [36, 9]
  const std::int64_t o = weights.size(0);
  const std::int64_t c = weights.size(1);
  at::Tensor result =
      at::zeros({tile_positions, padded(c), padded(o)}, weights.options().dtype(at::kFloat));
  constexpr std::int64_t slice = 64;  // channels at a time: float64 takes room
  for (std::int64_t begin = 0; begin < c; begin += slice) {
    const std::int64_t count = std::min(slice, c - begin);
    const at::Tensor taps = weights.narrow(1, begin, count).permute({2, 3, 1, 0}).to(at::kDouble);
    result.narrow(1, begin, count)
        .narrow(2, 0, o)
        .copy_(at::mm(both, taps.reshape({9, count * o})).view({tile_positions, count, o}));
  }
  return result;
}

at::Tensor convolve(const Convolution& convolution) {
  const ConvolutionInput& input = convolution.input;
  const at::Tensor& pixels = input.pixels;
  const Direction direction = convolution.direction;
  // A copy for as long as this takes: keeping both would double the largest part of the memory.
  const at::Tensor weights = direction == Direction::forward
                                 ? convolution.transformed
                                 : convolution.transformed.transpose(1, 2).contiguous();
  const std::int64_t in = weights.size(1);
  const std::int64_t out = weights.size(2);
  const at::Tensor bias = bias_rows(convolution, out);
  at::Tensor result = at::empty(
      {pixels.size(0), pixels.size(1), pixels.size(2), convolution.channels}, pixels.options());

  const std::int64_t most_tiles = tiles_a_batch(pixels, in, out);
  const std::vector<Batch> all = batches(pixels, most_tiles);
  at::parallel_for(0, static_cast<std::int64_t>(all.size()), 1, [&](auto begin, auto end) {
    const Transformed v(most_tiles, in, pixels.options());
    const Transformed m(most_tiles, out, pixels.options());
    const at::Tensor strip =
        at::empty({tile_inputs, segment_tiles * tile_outputs + 2, in}, pixels.options());
    for (auto i = begin; i < end; ++i) {
      const Batch& batch = all[static_cast<std::size_t>(i)];
      for (const Segment& segment : batch.segments) {
        transform_segment(input, segment, strip.mutable_data_ptr<float>(), v, direction);
      }
      multiply(v, weights, m, batch.tiles);
      for (const Segment& segment : batch.segments) {
        write_segment(segment, m, row_of(bias, segment.picture), convolution.added, result,
                      direction);
      }
    }
  });
  return result;
}

}  // namespace maulstick::operators

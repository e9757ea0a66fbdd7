#include "operators/winograd_tiles.h"

#include <ATen/ATen.h>

namespace maulstick::operators {
namespace {

std::int64_t tiles_over(std::int64_t pixels) {
  return (pixels + tile_outputs - 1) / tile_outputs;
}

}  // namespace

std::int64_t count_tiles(const at::Tensor& pixels) {
  return pixels.size(0) * tiles_over(pixels.size(1)) * tiles_over(pixels.size(2));
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

Transformed::Transformed(std::int64_t tiles, std::int64_t padded_channels, std::int64_t in_a_slice)
    : channels(padded_channels),
      slice_channels(std::min(padded_channels, in_a_slice)),
      position_stride(tiles * slice_channels + position_gap) {
  const std::int64_t slices = (channels + slice_channels - 1) / slice_channels;
  floats = at::empty({slices * tile_positions * position_stride}, at::kFloat);
}

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
  const std::int64_t stride = count * v.channels;
  const float* const picture =
      pixels.const_data_ptr<float>() + segment.picture * height * width * channels;
  for (std::int64_t i = 0; i < tile_inputs; ++i) {
    const std::int64_t row = segment.row - 1 + i;
    const bool inside = row >= 0 && row < height;
    kernels().fill_strip_row({.pixels = inside ? picture + row * width * channels : nullptr,
                              .width = width,
                              .channels = channels,
                              .padded = v.channels,
                              .first = segment.column - 1,
                              .count = count,
                              .affine = {.scale = row_of(input.scale, segment.picture),
                                         .shift = row_of(input.shift, segment.picture),
                                         .silu = input.silu}},
                             strip + i * stride);
  }
  for (std::int64_t channel = 0; channel < v.channels; channel += v.slice_channels) {
    kernels().transform_input({.strip = strip + channel,
                               .row_stride = stride,
                               .pixel_stride = v.channels,
                               .tiles = segment.tiles,
                               .channels = v.channels_from(channel),
                               .transformed = v.at(channel, 0, segment.place),
                               .tile_stride = v.slice_channels,
                               .position_stride = v.position_stride},
                              direction);
  }
}

void write_segment(const Output& output, const Segment& segment, const Transformed& m,
                   std::int64_t first, Direction direction) {
  const std::int64_t height = output.pixels.size(1);
  const std::int64_t width = output.pixels.size(2);
  const std::int64_t channels = output.pixels.size(3);
  const std::int64_t at =
      ((segment.picture * height + segment.row) * width + segment.column) * channels + first;
  kernels().transform_output(
      {.transformed = m.at(0, 0, segment.place),
       .tile_stride = m.channels,
       .position_stride = m.position_stride,
       .tiles = segment.tiles,
       .pixels = output.pixels.mutable_data_ptr<float>() + at,
       .row_stride = width * channels,
       .rows = height - segment.row,
       .columns = width - segment.column,
       .channels = std::min(m.channels, channels - first),
       .pixel_stride = channels,
       .bias = row_of(output.bias, segment.picture) + first,
       .added = output.added.defined() ? output.added.const_data_ptr<float>() + at : nullptr},
      direction);
}

}  // namespace maulstick::operators

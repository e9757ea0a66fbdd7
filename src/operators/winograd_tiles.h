#pragma once
// Tiles of a Winograd convolution on their way in and out, for winograd.cpp. A picture is cut into tiles of 4×4
// outputs, each of which reads 6×6 inputs. A run of tiles beside each other is a segment; a batch of segments
// is what is done at a time.

#include <ATen/core/Tensor.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "operators/kernels.h"
#include "operators/winograd.h"
#include "operators/winograd_points.h"

namespace maulstick::operators {

constexpr std::int64_t segment_tiles = 16;  // at most

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

// Of pictures [B, H, W, C].
std::int64_t count_tiles(const at::Tensor& pixels);
std::vector<Batch> batches(const at::Tensor& pixels, std::int64_t most_tiles);

// Rows of all 36 positions would else fall into the same few lines of a cache.
constexpr std::int64_t position_gap = channel_block * 5;

// V or M: [36, tiles, padded channels], with a gap between positions. Or slices of a few channels, each of that
// form, one after the other: what is read of a slice then lies together.
struct Transformed {
  at::Tensor floats;
  std::int64_t channels;
  std::int64_t slice_channels;
  std::int64_t position_stride;

  Transformed(std::int64_t tiles, std::int64_t padded_channels, std::int64_t in_a_slice);
  Transformed(std::int64_t tiles, std::int64_t padded_channels)
      : Transformed(tiles, padded_channels, padded_channels) {}

  // `channel` is a slice's first.
  [[nodiscard]] float* at(std::int64_t channel, std::int64_t position, std::int64_t tile) const {
    return floats.mutable_data_ptr<float>() +
           (channel / slice_channels * tile_positions + position) * position_stride +
           tile * slice_channels;
  }

  [[nodiscard]] std::int64_t channels_from(std::int64_t channel) const {
    return std::min(slice_channels, channels - channel);
  }
};

// Inputs, padded and normalised, into V. `strip` has room for [6, 4 segment_tiles + 2, V's channels].
void transform_segment(const ConvolutionInput& input, const Segment& segment, float* strip,
                       const Transformed& v, Direction direction);

// A picture that is written, and what is added to it.
struct Output {
  at::Tensor pixels;  // [B, H, W, C]
  at::Tensor bias;    // [B, padded C]
  at::Tensor added;   // like the pixels, or undefined
};

// M back into pixels, cut at the edge of the picture: the channels from `first` on that M has.
void write_segment(const Output& output, const Segment& segment, const Transformed& m,
                   std::int64_t first, Direction direction);

// Of a table [B, C]; nullptr if there is none.
const float* row_of(const at::Tensor& table, std::int64_t row);

}  // namespace maulstick::operators

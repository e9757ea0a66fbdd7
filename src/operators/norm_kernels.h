#pragma once
// Passes over pixels for group_norm.cpp, and the strips that winograd.cpp reads. Included by the
// kernels_*.cpp only.

#include "operators/kernels.h"
#include "operators/lanes.h"

namespace maulstick::operators {
namespace {

[[gnu::always_inline]] inline Lanes affine_of(Lanes x, const ChannelAffine& affine, std::int64_t c,
                                              std::int64_t left) {
  const Lanes h = x * load_up_to(affine.scale + c, left) + load_up_to(affine.shift + c, left);
  return affine.silu ? h * sigmoid(h) : h;
}

void normalise(const float* x, std::int64_t pixels, std::int64_t channels,
               const ChannelAffine& affine, float* y) {
  for (std::int64_t pixel = 0; pixel < pixels; ++pixel) {
    for (std::int64_t c = 0; c < channels; c += lane_count) {
      const std::int64_t at = pixel * channels + c;
      const std::int64_t left = channels - c;
      store_up_to(y + at, affine_of(load_up_to(x + at, left), affine, c, left), left);
    }
  }
}

void fill_zeros(float* to, std::int64_t count) {
  for (std::int64_t i = 0; i < count; i += lane_count) store(to + i, Lanes{});
}

void fill_strip_row(const StripRow& row, float* strip) {
  for (std::int64_t i = 0; i < row.count; ++i) {
    const std::int64_t column = row.first + i;
    float* const to = strip + i * row.padded;
    if (row.pixels == nullptr || column < 0 || column >= row.width) {
      fill_zeros(to, row.padded);
      continue;
    }
    const float* const from = row.pixels + column * row.channels;
    for (std::int64_t c = 0; c < row.padded; c += lane_count) {
      const std::int64_t left = row.channels - c;
      Lanes value = load_up_to(from + c, left);
      if (row.affine.scale != nullptr) value = affine_of(value, row.affine, c, left);
      store(to + c, value);
    }
  }
}

constexpr std::int64_t pixels_in_float = 32;  // added up in float before they go into a double

[[gnu::always_inline]] inline void add_to(double* sums, Lanes lanes, std::int64_t left) {
  for (std::int64_t i = 0; i < lane_count && i < left; ++i) {
    sums[i] += static_cast<double>(lanes[i]);
  }
}

// Calls pair(offset of the lanes, channel, channels left, first sum, second sum), which adds to both sums,
// for all pixels; sums by channel.
template <typename Pair>
[[gnu::always_inline]] inline void sum_pairs(std::int64_t pixels, std::int64_t channels,
                                             const ChannelSums& sums, const Pair& pair) {
  for (std::int64_t c = 0; c < channels; ++c) sums.first[c] = sums.second[c] = 0;
  for (std::int64_t begin = 0; begin < pixels; begin += pixels_in_float) {
    const std::int64_t end = begin + pixels_in_float < pixels ? begin + pixels_in_float : pixels;
    for (std::int64_t c = 0; c < channels; c += lane_count) {
      const std::int64_t left = channels - c;
      Lanes first = {};
      Lanes second = {};
      for (std::int64_t pixel = begin; pixel < end; ++pixel) {
        pair(pixel * channels + c, c, left, first, second);
      }
      add_to(sums.first + c, first, left);
      add_to(sums.second + c, second, left);
    }
  }
}

void sum_moments(const float* x, std::int64_t pixels, std::int64_t channels, const float* pilot,
                 const ChannelSums& sums) {
  sum_pairs(
      pixels, channels, sums,
      [x, pilot](std::int64_t at, std::int64_t c, std::int64_t left, Lanes& sum, Lanes& squares) {
        const Lanes value = load_up_to(x + at, left) - load_up_to(pilot + c, left);
        sum += value;
        squares += value * value;
      });
}

// silu(h) = h s with s = σ(h), so silu'(h) = s (1 + h (1 - s)).
void sum_slopes(float* slopes, const float* x, std::int64_t pixels, std::int64_t channels,
                const ChannelAffine& affine, const ChannelSums& sums) {
  sum_pairs(pixels, channels, sums,
            [&](std::int64_t at, std::int64_t c, std::int64_t left, Lanes& sum, Lanes& products) {
              const Lanes value = load_up_to(x + at, left);
              Lanes slope = load_up_to(slopes + at, left);
              if (affine.silu) {
                const Lanes h =
                    value * load_up_to(affine.scale + c, left) + load_up_to(affine.shift + c, left);
                const Lanes s = sigmoid(h);
                slope *= s * (1.0F + h * (1.0F - s));
                store_up_to(slopes + at, slope, left);
              }
              sum += slope;
              products += slope * value;
            });
}

void combine_slopes(float* slopes, const float* x, std::int64_t pixels, std::int64_t channels,
                    const float* slope, const float* factor, const float* constant) {
  for (std::int64_t pixel = 0; pixel < pixels; ++pixel) {
    for (std::int64_t c = 0; c < channels; c += lane_count) {
      const std::int64_t at = pixel * channels + c;
      const std::int64_t left = channels - c;
      const Lanes value = load_up_to(slope + c, left) * load_up_to(slopes + at, left) +
                          load_up_to(factor + c, left) * load_up_to(x + at, left) +
                          load_up_to(constant + c, left);
      store_up_to(slopes + at, value, left);
    }
  }
}

}  // namespace
}  // namespace maulstick::operators

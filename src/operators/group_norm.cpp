// With x̂ = (x - μ) r, h = γ x̂ + β, M elements in a group, and g = dL/dh:
//
//   dx = r (γ g - a - x̂ b),   a = 1/M Σ γ g,   b = 1/M Σ γ g x̂      (sums over the group)
//
// Sums of g and g·x by channel give a and b; written out, dx is A g + B x + C with A = r γ for each channel,
// B = -r² b and C = r² b μ - r a for each group: two passes over the pixels and no temporary.
//
// Pixels are summed in parts whose size does not depend on the number of threads: a few in float32, all others
// in float64. Squares are those of the differences to a pilot, the mean of a channel's first pixels: of numbers far
// from zero little would be left otherwise.

#include "operators/group_norm.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "operators/kernels.h"

namespace maulstick::operators {
namespace {

constexpr std::int64_t part_pixels = 256;
constexpr std::int64_t pilot_pixels = 32;

std::size_t index(std::int64_t i) {
  return static_cast<std::size_t>(i);
}

// Calls each(number of the part, its first float, its pixels, its picture).
template <typename Each>
void for_each_part(const at::Tensor& pixels, const Each& each) {
  const std::int64_t size = pixels.size(1) * pixels.size(2);
  const std::int64_t parts = (size + part_pixels - 1) / part_pixels;
  at::parallel_for(0, pixels.size(0) * parts, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      const std::int64_t picture = i / parts;
      const std::int64_t first = i % parts * part_pixels;
      each(i, (picture * size + first) * pixels.size(3), std::min(part_pixels, size - first),
           picture);
    }
  });
}

struct Sums {
  std::vector<double> first;   // [B, C]
  std::vector<double> second;  // likewise
};

// Calls sum(first float of a part, its pixels, its picture, sums) for all parts, and adds them up.
template <typename SumPart>
Sums sum_channels(const at::Tensor& pixels, const SumPart& sum) {
  const std::int64_t size = pixels.size(1) * pixels.size(2);
  const std::int64_t channels = pixels.size(3);
  const std::int64_t parts = (size + part_pixels - 1) / part_pixels;
  const std::int64_t count = pixels.size(0) * parts;
  std::vector<double> all(index(count * 2 * channels));
  for_each_part(pixels, [&](std::int64_t part, std::int64_t at, std::int64_t part_size,
                            std::int64_t picture) {
    double* const sums = all.data() + part * 2 * channels;
    sum(at, part_size, picture, ChannelSums{.first = sums, .second = sums + channels});
  });
  Sums total = {.first = std::vector<double>(index(pixels.size(0) * channels)),
                .second = std::vector<double>(index(pixels.size(0) * channels))};
  for (std::int64_t part = 0; part < count; ++part) {
    const double* const sums = all.data() + part * 2 * channels;
    double* const first = total.first.data() + part / parts * channels;
    double* const second = total.second.data() + part / parts * channels;
    for (std::int64_t c = 0; c < channels; ++c) {
      first[c] += sums[c];
      second[c] += sums[channels + c];
    }
  }
  return total;
}

ChannelAffine affine_of(const ChannelFactors& factors, std::int64_t picture, bool silu) {
  const std::int64_t at = picture * factors.scale.size(1);
  return {.scale = factors.scale.const_data_ptr<float>() + at,
          .shift = factors.shift.const_data_ptr<float>() + at,
          .silu = silu};
}

// [B, C].
std::vector<float> pilots_of(const at::Tensor& pixels) {
  const auto* const x = pixels.const_data_ptr<float>();
  const std::int64_t size = pixels.size(1) * pixels.size(2);
  const std::int64_t channels = pixels.size(3);
  const std::int64_t count = std::min(pilot_pixels, size);
  const std::vector<float> zeros(index(channels));
  std::vector<double> sums(index(channels));
  std::vector<double> squares(index(channels));
  std::vector<float> pilots(index(pixels.size(0) * channels));
  for (std::int64_t picture = 0; picture < pixels.size(0) && size > 0; ++picture) {
    kernels().sum_moments(x + picture * size * channels, count, channels, zeros.data(),
                          {.first = sums.data(), .second = squares.data()});
    std::ranges::transform(sums, pilots.begin() + picture * channels, [count](double sum) {
      return static_cast<float>(sum / static_cast<double>(count));
    });
  }
  return pilots;
}

struct Moments {
  double mean;
  double variance;
};

// Of a group of channels of `size` pixels, from each one's Σ (x - pilot) and Σ (x - pilot)².
Moments group_moments(const double* sums, const double* squares, const float* pilots,
                      std::int64_t channels, double size) {
  Moments moments = {};
  if (size == 0) return moments;
  const double elements = size * static_cast<double>(channels);
  for (std::int64_t c = 0; c < channels; ++c) {
    moments.mean += (sums[c] + size * static_cast<double>(pilots[c])) / elements;
  }
  for (std::int64_t c = 0; c < channels; ++c) {
    const double off = moments.mean - static_cast<double>(pilots[c]);
    moments.variance += (squares[c] - 2 * off * sums[c] + size * off * off) / elements;
  }
  moments.variance = std::max(0.0, moments.variance);
  return moments;
}

// B and C, each [B, C].
struct PixelFactors {
  std::vector<float> x;
  std::vector<float> constant;
};

PixelFactors pixel_factors(const Sums& sums, const GroupStatistics& statistics,
                           const GroupNorm& norm, double elements) {
  const auto* const gamma = norm.weight.const_data_ptr<float>();
  const auto* const mean = statistics.mean.const_data_ptr<double>();
  const auto* const inverse = statistics.inverse_deviation.const_data_ptr<double>();
  const std::int64_t channels = norm.weight.size(0);
  const std::int64_t per_group = channels / norm.groups;
  PixelFactors factors = {.x = std::vector<float>(sums.first.size()),
                          .constant = std::vector<float>(sums.first.size())};
  for (std::int64_t group = 0; group < statistics.mean.numel(); ++group) {
    double slope = 0;    // Σ γ g
    double product = 0;  // Σ γ g x
    for (std::int64_t i = group * per_group; i < (group + 1) * per_group; ++i) {
      slope += static_cast<double>(gamma[i % channels]) * sums.first[index(i)];
      product += static_cast<double>(gamma[i % channels]) * sums.second[index(i)];
    }
    const double r = inverse[group];
    const double a = slope / elements;
    const double b = r * (product - mean[group] * slope) / elements;
    for (std::int64_t i = group * per_group; i < (group + 1) * per_group; ++i) {
      factors.x[index(i)] = static_cast<float>(-r * r * b);
      factors.constant[index(i)] = static_cast<float>(r * r * b * mean[group] - r * a);
    }
  }
  return factors;
}

}  // namespace

GroupStatistics group_statistics(const at::Tensor& pixels, const GroupNorm& norm) {
  const auto* const x = pixels.const_data_ptr<float>();
  const std::int64_t channels = pixels.size(3);
  const std::int64_t per_group = channels / norm.groups;
  const std::int64_t size = pixels.size(1) * pixels.size(2);
  const std::vector<float> pilots = pilots_of(pixels);
  const auto pilot = [&](std::int64_t picture) { return pilots.data() + picture * channels; };
  const Sums sums = sum_channels(pixels, [&](std::int64_t at, std::int64_t count,
                                             std::int64_t picture, const ChannelSums& part) {
    kernels().sum_moments(x + at, count, channels, pilot(picture), part);
  });
  GroupStatistics statistics = {.mean = at::empty({pixels.size(0), norm.groups}, at::kDouble),
                                .inverse_deviation = {}};
  statistics.inverse_deviation = at::empty_like(statistics.mean);
  auto* const mean = statistics.mean.mutable_data_ptr<double>();
  auto* const inverse = statistics.inverse_deviation.mutable_data_ptr<double>();
  for (std::int64_t group = 0; group < statistics.mean.numel(); ++group) {
    const std::int64_t first = group * per_group;
    const Moments moments =
        group_moments(sums.first.data() + first, sums.second.data() + first, pilots.data() + first,
                      per_group, static_cast<double>(size));
    mean[group] = moments.mean;
    inverse[group] = 1 / std::sqrt(moments.variance + norm.epsilon);
  }
  return statistics;
}

ChannelFactors channel_factors(const GroupStatistics& statistics, const GroupNorm& norm) {
  const std::int64_t channels = norm.weight.size(0);
  const std::int64_t per_group = channels / norm.groups;
  const auto* const gamma = norm.weight.const_data_ptr<float>();
  const auto* const beta = norm.bias.const_data_ptr<float>();
  const auto* const mean = statistics.mean.const_data_ptr<double>();
  const auto* const inverse = statistics.inverse_deviation.const_data_ptr<double>();
  ChannelFactors factors = {.scale = at::empty({statistics.mean.size(0), channels}, at::kFloat),
                            .shift = {}};
  factors.shift = at::empty_like(factors.scale);
  auto* const scale = factors.scale.mutable_data_ptr<float>();
  auto* const shift = factors.shift.mutable_data_ptr<float>();
  for (std::int64_t i = 0; i < factors.scale.numel(); ++i) {
    const double slope = inverse[i / per_group] * static_cast<double>(gamma[i % channels]);
    scale[i] = static_cast<float>(slope);
    shift[i] =
        static_cast<float>(static_cast<double>(beta[i % channels]) - mean[i / per_group] * slope);
  }
  return factors;
}

at::Tensor normalise(const at::Tensor& pixels, const GroupStatistics& statistics,
                     const GroupNorm& norm) {
  const ChannelFactors factors = channel_factors(statistics, norm);
  at::Tensor result = at::empty_like(pixels);
  const auto* const x = pixels.const_data_ptr<float>();
  auto* const y = result.mutable_data_ptr<float>();
  for_each_part(pixels, [&](std::int64_t /*part*/, std::int64_t at, std::int64_t count,
                            std::int64_t picture) {
    kernels().normalise(x + at, count, pixels.size(3), affine_of(factors, picture, norm.silu),
                        y + at);
  });
  return result;
}

void group_norm_gradient(const at::Tensor& slopes, const at::Tensor& pixels,
                         const GroupStatistics& statistics, const GroupNorm& norm) {
  const std::int64_t channels = pixels.size(3);
  const ChannelFactors factors = channel_factors(statistics, norm);
  const auto* const x = pixels.const_data_ptr<float>();
  auto* const g = slopes.mutable_data_ptr<float>();
  const Sums sums = sum_channels(pixels, [&](std::int64_t at, std::int64_t count,
                                             std::int64_t picture, const ChannelSums& part) {
    kernels().sum_slopes(g + at, x + at, count, channels, affine_of(factors, picture, norm.silu),
                         part);
  });
  const auto elements =
      static_cast<double>(pixels.size(1) * pixels.size(2) * (channels / norm.groups));
  const PixelFactors rest = pixel_factors(sums, statistics, norm, elements);
  const auto* const scale = factors.scale.const_data_ptr<float>();
  for_each_part(pixels, [&](std::int64_t /*part*/, std::int64_t at, std::int64_t count,
                            std::int64_t picture) {
    const std::int64_t row = picture * channels;
    kernels().combine_slopes(g + at, x + at, count, channels, scale + row, rest.x.data() + row,
                             rest.constant.data() + row);
  });
}

}  // namespace maulstick::operators

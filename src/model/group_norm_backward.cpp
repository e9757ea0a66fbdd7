// With x̂ = (x - μ) r, y = γ x̂ + β, M elements in a group, and g = dL/dy:
//
//   dx = r (γ g - a - x̂ b),   a = 1/M Σ γ g,   b = 1/M Σ γ g x̂      (sums over the group)
//
// Row sums of g and g·x give a and b; written out, dx is then A g + B x + C with A = r γ for each channel,
// B = -r² b and C = r² b μ - r a for each group: two passes over the data and no temporary.
//
// The loops over rows are functions of their own that are never inlined, so that one thread and many run
// the same machine code and round alike.

#include "model/group_norm_backward.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <array>
#include <cstddef>
#include <vector>

namespace maulstick::model {
namespace {

constexpr std::int64_t lanes = 16;    // independent sums, for the compiler to vectorise
constexpr std::int64_t block = 4096;  // elements summed in float before they go into a double

struct RowSums {
  double slope = 0;          // Σ g
  double slope_times_x = 0;  // Σ g x
};

[[gnu::noinline]] RowSums sum_row(const float* slope, const float* x, std::int64_t size) {
  RowSums sums;
  for (std::int64_t begin = 0; begin < size; begin += block) {
    const std::int64_t end = std::min(begin + block, size);
    std::array<float, lanes> s = {};
    std::array<float, lanes> t = {};
    std::int64_t i = begin;
    for (; i + lanes <= end; i += lanes) {
      for (std::int64_t k = 0; k < lanes; ++k) {
        const auto lane = static_cast<std::size_t>(k);
        s[lane] += slope[i + k];
        t[lane] += slope[i + k] * x[i + k];
      }
    }
    for (std::size_t lane = 0; i < end; ++i, ++lane) {
      s[lane] += slope[i];
      t[lane] += slope[i] * x[i];
    }
    for (std::size_t lane = 0; lane < s.size(); ++lane) {
      sums.slope += static_cast<double>(s[lane]);
      sums.slope_times_x += static_cast<double>(t[lane]);
    }
  }
  return sums;
}

struct Affine {
  float slope;     // A
  float x;         // B
  float constant;  // C
};

[[gnu::noinline]] void write_row(const Affine& factor, const float* slope, const float* x,
                                 float* dx, std::int64_t size) {
  for (std::int64_t i = 0; i < size; ++i) {
    dx[i] = factor.slope * slope[i] + factor.x * x[i] + factor.constant;
  }
}

// Factors of every row, [B · C].
std::vector<Affine> factors(const std::vector<RowSums>& sums, const float* weight,
                            const GroupStatistics& statistics, std::int64_t channels,
                            std::int64_t row) {
  const std::int64_t groups = statistics.mean.size(1);
  const std::int64_t per_group = channels / groups;
  const auto* mean = statistics.mean.const_data_ptr<float>();
  const auto* inverse = statistics.inverse_deviation.const_data_ptr<float>();
  std::vector<Affine> result(sums.size());
  for (std::int64_t group = 0; group < statistics.mean.numel(); ++group) {
    const auto mu = static_cast<double>(mean[group]);
    const auto r = static_cast<double>(inverse[group]);
    double a = 0;
    double b = 0;
    const auto first = static_cast<std::size_t>(group * per_group);
    const auto* gamma = weight + group % groups * per_group;
    for (std::size_t c = 0; c < static_cast<std::size_t>(per_group); ++c) {
      const auto weight_c = static_cast<double>(gamma[c]);
      a += weight_c * sums[first + c].slope;
      b += weight_c * r * (sums[first + c].slope_times_x - mu * sums[first + c].slope);
    }
    const auto elements = static_cast<double>(per_group * row);
    a /= elements;
    b /= elements;
    for (std::size_t c = 0; c < static_cast<std::size_t>(per_group); ++c) {
      result[first + c] = {.slope = static_cast<float>(r * static_cast<double>(gamma[c])),
                           .x = static_cast<float>(-r * r * b),
                           .constant = static_cast<float>(r * r * b * mu - r * a)};
    }
  }
  return result;
}

}  // namespace

at::Tensor group_norm_backward(const at::Tensor& slope, const at::Tensor& x,
                               const at::Tensor& weight, const GroupStatistics& statistics) {
  const std::int64_t rows = x.size(0) * x.size(1);
  const std::int64_t row = x.size(2) * x.size(3);
  const auto* g = slope.const_data_ptr<float>();
  const auto* input = x.const_data_ptr<float>();
  std::vector<RowSums> sums(static_cast<std::size_t>(rows));
  at::parallel_for(0, rows, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      sums[static_cast<std::size_t>(i)] = sum_row(g + i * row, input + i * row, row);
    }
  });
  const std::vector<Affine> affine =
      factors(sums, weight.const_data_ptr<float>(), statistics, x.size(1), row);
  at::Tensor result = at::empty_like(x);
  auto* dx = result.mutable_data_ptr<float>();
  at::parallel_for(0, rows, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      write_row(affine[static_cast<std::size_t>(i)], g + i * row, input + i * row, dx + i * row,
                row);
    }
  });
  return result;
}

}  // namespace maulstick::model

#pragma once
// Group normalisation (Y. Wu and K. He, Group Normalization, 2018, arXiv:1803.08494), and SiLU after it
// (S. Elfwing et al., 2017, arXiv:1702.03118), of pictures whose channels lie side by side. In float32 on
// the CPU.

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace maulstick::operators {

struct GroupNorm {
  std::int64_t groups;
  at::Tensor weight;  // γ [C]
  at::Tensor bias;    // β [C]
  double epsilon;
  bool silu = false;  // y = h σ(h) of the normalised h
};

struct GroupStatistics {
  at::Tensor mean;               // [B, G], float64
  at::Tensor inverse_deviation;  // [B, G], 1/sqrt(variance + epsilon), float64
};

// Of pixels [B, H, W, C], contiguous.
GroupStatistics group_statistics(const at::Tensor& pixels, const GroupNorm& norm);

// The normalisation as h = scale · x + shift, each [B, C], float32.
struct ChannelFactors {
  at::Tensor scale;
  at::Tensor shift;
};
ChannelFactors channel_factors(const GroupStatistics& statistics, const GroupNorm& norm);

// -> [B, H, W, C].
at::Tensor normalise(const at::Tensor& pixels, const GroupStatistics& statistics,
                     const GroupNorm& norm);

// dL/dx, written over `slopes`, which is dL/dy; both [B, H, W, C], contiguous. The weights are frozen.
void group_norm_gradient(const at::Tensor& slopes, const at::Tensor& pixels,
                         const GroupStatistics& statistics, const GroupNorm& norm);

}  // namespace maulstick::operators

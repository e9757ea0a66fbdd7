#pragma once
// Softmax over a block of scores, for attention.cpp, and its slopes, for attention_gradient.cpp. Included by the kernels_*.cpp only.

#include "operators/kernels.h"
#include "operators/lanes.h"

namespace maulstick::operators {
namespace {

constexpr float far_below = -87;  // e^x is as good as nothing

float largest_of(const float* row, std::int64_t count) {
  Lanes most = all(row[0]);
  std::int64_t i = 0;
  for (; i + lane_count <= count; i += lane_count) {
    const Lanes lanes = load(row + i);
    most = lanes > most ? lanes : most;
  }
  float result = most[0];
  for (int lane = 1; lane < lane_count; ++lane) result = most[lane] > result ? most[lane] : result;
  for (; i < count; ++i) result = row[i] > result ? row[i] : result;
  return result;
}

[[gnu::always_inline]] inline Lanes bounded_exponential(Lanes x) {
  const Lanes least = all(far_below);
  return exponential(x < least ? least : x);
}

// row ← e^(scale · row - most); their sum.
float exponentials(float* row, std::int64_t count, float scale, float most) {
  Lanes sums = {};
  for (std::int64_t i = 0; i < count; i += lane_count) {
    const std::int64_t left = count - i;
    Lanes value = bounded_exponential(load_up_to(row + i, left) * scale - most);
    for (std::int64_t lane = left; lane < lane_count; ++lane) value[lane] = 0;
    store_up_to(row + i, value, left);
    sums += value;
  }
  float sum = 0;
  for (int lane = 0; lane < lane_count; ++lane) sum += sums[lane];
  return sum;
}

void soften(const Scores& scores) {
  for (std::int64_t row = 0; row < scores.rows; ++row) {
    float* const line = scores.scores + row * scores.stride;
    const float before = scores.most[row];
    const float here = largest_of(line, scores.keys) * scores.scale;
    const float most = here > before ? here : before;
    const float factor = bounded_exponential(all(before - most))[0];
    scores.most[row] = most;
    scores.sums[row] =
        scores.sums[row] * factor + exponentials(line, scores.keys, scores.scale, most);
    float* const values = scores.values + row * scores.columns;
    for (std::int64_t c = 0; c < scores.columns; c += lane_count) {
      store(values + c, load(values + c) * factor);
    }
  }
}

void soften_slopes(const ScoreSlopes& block) {
  for (std::int64_t row = 0; row < block.rows; ++row) {
    float* const scores = block.scores + row * block.stride;
    float* const slopes = block.slopes + row * block.stride;
    for (std::int64_t c = 0; c < block.columns; c += lane_count) {
      const std::int64_t left = block.columns - c;
      const Lanes log_sums =
          block.by_row ? all(block.log_sums[row]) : load_up_to(block.log_sums + c, left);
      const Lanes products =
          block.by_row ? all(block.products[row]) : load_up_to(block.products + c, left);
      const Lanes p = bounded_exponential(load_up_to(scores + c, left) * block.scale - log_sums);
      const Lanes slope = block.scale * p * (load_up_to(slopes + c, left) - products);
      store_up_to(scores + c, p, left);
      store_up_to(slopes + c, slope, left);
    }
  }
}

}  // namespace
}  // namespace maulstick::operators

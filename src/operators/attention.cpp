// A task is a block of one head's queries. It goes over the keys a block at a time:
//
//   S = Q Kᵀ,  m' = max(m, s S),  P = e^(s S - m'),  l ← l e^(m - m') + Σ P,  O ← O e^(m - m') + P V
//
// and divides O by l in the end. A row's sums run over the keys in their order, so its bits do not depend
// on what is computed beside it.

#include "operators/attention.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "operators/attention_heads.h"
#include "operators/kernels.h"
#include "operators/panels.h"

namespace maulstick::operators {
namespace {

// What one thread needs for a block of queries.
struct Desk {
  std::vector<float> scores;
  std::vector<float> values;
  std::vector<float> most;
  std::vector<float> sums;

  explicit Desk(std::int64_t columns)
      : scores(static_cast<std::size_t>(row_block * column_block)),
        values(static_cast<std::size_t>(row_block * columns)),
        most(static_cast<std::size_t>(row_block)),
        sums(static_cast<std::size_t>(row_block)) {}

  void clear() {
    std::ranges::fill(values, 0.0F);
    std::ranges::fill(most, -std::numeric_limits<float>::infinity());
    std::ranges::fill(sums, 0.0F);
  }
};

struct PackedHead {
  const float* keys;
  const float* values;
  std::int64_t count;    // of keys
  std::int64_t columns;  // of values, padded
};

void attend_block(const Head& queries, std::int64_t first, std::int64_t rows,
                  const PackedHead& head, float scale, Desk& desk) {
  desk.clear();
  for (std::int64_t block = 0; block < head.count; block += column_block) {
    const std::int64_t keys = std::min(column_block, head.count - block);
    multiply_scores(queries, first, rows, head.keys, block, keys, desk.scores.data());
    kernels().soften({.scores = desk.scores.data(),
                      .rows = rows,
                      .keys = keys,
                      .stride = column_block,
                      .scale = scale,
                      .most = desk.most.data(),
                      .sums = desk.sums.data(),
                      .values = desk.values.data(),
                      .columns = head.columns});
    add_products(desk.scores.data(), rows, head.values, block, keys, head.columns,
                 desk.values.data());
  }
}

}  // namespace

Attention attend(const AttentionInput& input) {
  const std::int64_t pictures = input.queries.size(0);
  const std::int64_t heads = input.queries.size(1);
  const std::int64_t count = input.queries.size(2);
  const std::int64_t width = input.values.size(3);
  const std::int64_t all_heads = pictures * heads;
  const std::int64_t inner = input.keys.size(3);
  const std::int64_t keys = input.keys.size(2);
  const std::int64_t columns = padded(width);
  const at::Tensor packed_keys = at::empty({all_heads, inner * padded(keys)}, at::kFloat);
  const at::Tensor packed_values = at::empty({all_heads, keys * columns}, at::kFloat);
  const at::Tensor result = at::empty({pictures, count, heads, width}, at::kFloat);
  at::Tensor log_sums = at::empty({pictures, heads, count}, at::kFloat);

  auto* const key_panels = packed_keys.mutable_data_ptr<float>();
  auto* const value_panels = packed_values.mutable_data_ptr<float>();
  at::parallel_for(0, all_heads, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t head = begin; head < end; ++head) {
      pack_transposed(head_of(input.keys, head), key_panels + head * inner * padded(keys));
      pack_by_blocks(head_of(input.values, head), value_panels + head * keys * columns);
    }
  });

  auto* const results = result.mutable_data_ptr<float>();
  auto* const logs = log_sums.mutable_data_ptr<float>();
  const std::int64_t blocks = (count + row_block - 1) / row_block;
  at::parallel_for(0, all_heads * blocks, 1, [&](std::int64_t begin, std::int64_t end) {
    Desk desk(columns);
    for (std::int64_t task = begin; task < end; ++task) {
      const std::int64_t head = task / blocks;
      const std::int64_t first = task % blocks * row_block;
      const std::int64_t rows = std::min(row_block, count - first);
      attend_block(head_of(input.queries, head), first, rows,
                   {.keys = key_panels + head * inner * padded(keys),
                    .values = value_panels + head * keys * columns,
                    .count = keys,
                    .columns = columns},
                   static_cast<float>(input.scale), desk);
      for (std::int64_t row = 0; row < rows; ++row) {
        const auto i = static_cast<std::size_t>(row);
        const float share = 1 / desk.sums[i];
        float* const to =
            results + ((head / heads * count + first + row) * heads + head % heads) * width;
        std::transform(desk.values.data() + row * columns,
                       desk.values.data() + row * columns + width, to,
                       [share](float value) { return value * share; });
        logs[head * count + first + row] = desk.most[i] + std::log(desk.sums[i]);
      }
    }
  });
  return {.result = result.transpose(1, 2), .log_sums = log_sums};
}

}  // namespace maulstick::operators

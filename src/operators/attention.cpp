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

// Keys and values of all heads, as products read them.
struct PackedHeads {
  std::int64_t keys;     // positions
  std::int64_t columns;  // of values, padded
  at::Tensor key_panels;
  at::Tensor value_panels;

  [[nodiscard]] const float* keys_of(std::int64_t head) const {
    return key_panels.const_data_ptr<float>() + head * key_panels.size(1);
  }
  [[nodiscard]] const float* values_of(std::int64_t head) const {
    return value_panels.const_data_ptr<float>() + head * value_panels.size(1);
  }
};

PackedHeads pack(const AttentionInput& input) {
  const std::int64_t heads = input.keys.size(0) * input.keys.size(1);
  const std::int64_t keys = input.keys.size(2);
  const std::int64_t columns = padded(input.values.size(3));
  PackedHeads packed = {
      .keys = keys,
      .columns = columns,
      .key_panels = at::empty({heads, input.keys.size(3) * padded(keys)}, at::kFloat),
      .value_panels = at::empty({heads, keys * columns}, at::kFloat)};
  auto* const key_panels = packed.key_panels.mutable_data_ptr<float>();
  auto* const value_panels = packed.value_panels.mutable_data_ptr<float>();
  at::parallel_for(0, heads, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t head = begin; head < end; ++head) {
      pack_transposed(head_of(input.keys, head), key_panels + head * packed.key_panels.size(1));
      pack_by_blocks(head_of(input.values, head),
                     value_panels + head * packed.value_panels.size(1));
    }
  });
  return packed;
}

// Some rows of a head's queries.
struct Rows {
  std::int64_t head;
  std::int64_t first;
  std::int64_t count;
};

void attend_block(const AttentionInput& input, const PackedHeads& packed, const Rows& rows,
                  Desk& desk) {
  desk.clear();
  const Head queries = head_of(input.queries, rows.head);
  for (std::int64_t block = 0; block < packed.keys; block += column_block) {
    const std::int64_t keys = std::min(column_block, packed.keys - block);
    multiply_scores(queries, rows.first, rows.count, packed.keys_of(rows.head), block, keys,
                    desk.scores.data());
    kernels().soften({.scores = desk.scores.data(),
                      .rows = rows.count,
                      .keys = keys,
                      .stride = column_block,
                      .scale = static_cast<float>(input.scale),
                      .most = desk.most.data(),
                      .sums = desk.sums.data(),
                      .values = desk.values.data(),
                      .columns = packed.columns});
    add_products(desk.scores.data(), rows.count, packed.values_of(rows.head), block, keys,
                 packed.columns, desk.values.data());
  }
}

// O / l and the log sums, to where they belong: [B, N, heads, d] and [B, heads, N].
void write_rows(const Desk& desk, const PackedHeads& packed, const Rows& rows,
                const at::Tensor& results, const at::Tensor& log_sums) {
  const std::int64_t queries = results.size(1);
  const std::int64_t heads = results.size(2);
  const std::int64_t width = results.size(3);
  auto* const logs = log_sums.mutable_data_ptr<float>() + rows.head * queries + rows.first;
  float* to = results.mutable_data_ptr<float>() +
              ((rows.head / heads * queries + rows.first) * heads + rows.head % heads) * width;
  const float* from = desk.values.data();
  for (std::size_t i = 0; i < static_cast<std::size_t>(rows.count); ++i) {
    const float share = 1 / desk.sums[i];
    std::transform(from, from + width, to, [share](float value) { return value * share; });
    logs[i] = desk.most[i] + std::log(desk.sums[i]);
    from += packed.columns;
    to += heads * width;
  }
}

}  // namespace

Attention attend(const AttentionInput& input) {
  const std::int64_t pictures = input.queries.size(0);
  const std::int64_t heads = input.queries.size(1);
  const std::int64_t count = input.queries.size(2);
  const PackedHeads packed = pack(input);
  const at::Tensor results = at::empty({pictures, count, heads, input.values.size(3)}, at::kFloat);
  at::Tensor log_sums = at::empty({pictures, heads, count}, at::kFloat);
  const std::int64_t blocks = (count + row_block - 1) / row_block;
  at::parallel_for(0, pictures * heads * blocks, 1, [&](std::int64_t begin, std::int64_t end) {
    Desk desk(packed.columns);
    for (std::int64_t task = begin; task < end; ++task) {
      const std::int64_t first = task % blocks * row_block;
      const Rows rows = {
          .head = task / blocks, .first = first, .count = std::min(row_block, count - first)};
      attend_block(input, packed, rows, desk);
      write_rows(desk, packed, rows, results, log_sums);
    }
  });
  return {.result = results.transpose(1, 2), .log_sums = log_sums};
}

}  // namespace maulstick::operators

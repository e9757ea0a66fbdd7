// With P = softmax(s Q Kᵀ) = e^(s Q Kᵀ - L), of which attention keeps L, and D[i] = Σ dO[i] O[i]:
//
//   dV = Pᵀ dO,   dS = s P ⊙ (dO Vᵀ - D),   dQ = dS K,   dK = dSᵀ Q
//
// (FlashAttention, appendix B.2.) P and dS are computed in blocks, twice: by rows for dQ, by columns for dK and
// dV. Those are two products more than one pass would need, but then each sum is one thread's, from the
// first position to the last, whatever the number of heads and threads.

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <vector>

#include "operators/attention.h"
#include "operators/attention_heads.h"
#include "operators/kernels.h"
#include "operators/panels.h"

namespace maulstick::operators {
namespace {

// Q and dO, or K and V: scores are products of the one side's `first` with the other's, and their slopes
// of the `second` ones.
struct Side {
  at::Tensor first;
  at::Tensor second;

  [[nodiscard]] std::int64_t count() const { return first.size(2); }
};

// The side that a pass sums over, of one head.
class PackedSide {
 public:
  // `sums_second`: the pass has a sum for `second` as well.
  PackedSide(const Side& side, std::int64_t head, bool sums_second)
      : first_(transposed(head_of(side.first, head))),
        second_(transposed(head_of(side.second, head))),
        first_rows_(by_blocks(head_of(side.first, head))) {
    if (sums_second) second_rows_ = by_blocks(head_of(side.second, head));
  }

  [[nodiscard]] const float* first() const { return first_.const_data_ptr<float>(); }
  [[nodiscard]] const float* second() const { return second_.const_data_ptr<float>(); }
  [[nodiscard]] const float* first_rows() const { return first_rows_.const_data_ptr<float>(); }
  [[nodiscard]] const float* second_rows() const { return second_rows_.const_data_ptr<float>(); }

 private:
  static at::Tensor transposed(const Head& head) {
    at::Tensor panels = at::empty({head.width * padded(head.rows)}, at::kFloat);
    pack_transposed(head, panels.mutable_data_ptr<float>());
    return panels;
  }
  static at::Tensor by_blocks(const Head& head) {
    at::Tensor panels = at::empty({head.rows * padded(head.width)}, at::kFloat);
    pack_by_blocks(head, panels.mutable_data_ptr<float>());
    return panels;
  }

  at::Tensor first_;
  at::Tensor second_;
  at::Tensor first_rows_;
  at::Tensor second_rows_;
};

// Sums of one block of rows, [row_block, padded d], and the scores they are made of.
struct Desk {
  std::vector<float> scores;
  std::vector<float> slopes;
  std::vector<float> first;   // Σ dS · first
  std::vector<float> second;  // Σ P · second

  Desk(std::int64_t first_width, std::int64_t second_width)
      : scores(static_cast<std::size_t>(row_block * column_block)),
        slopes(scores.size()),
        first(static_cast<std::size_t>(row_block * padded(first_width))),
        second(static_cast<std::size_t>(row_block * padded(second_width))) {}
};

void take_rows(const std::vector<float>& from, std::int64_t head, std::int64_t row,
               std::int64_t rows, const at::Tensor& to) {
  const std::int64_t width = to.size(3);
  auto* const floats = to.mutable_data_ptr<float>() + head / to.size(1) * to.stride(0) +
                       head % to.size(1) * to.stride(1);
  for (std::int64_t i = 0; i < rows; ++i) {
    std::copy_n(from.data() + i * padded(width), width, floats + (row + i) * to.stride(2));
  }
}

// What a pass computes for its rows; `second` is undefined if it has no sum of P.
struct Sums {
  at::Tensor first;
  at::Tensor second;
};

struct Pass {
  Side rows;
  Side columns;
  float scale;
  at::Tensor log_sums;  // [B, heads, queries]
  at::Tensor products;  // D, likewise
  bool rows_are_queries;
  Sums sums;
};

void sum_block(const Pass& pass, const PackedSide& columns, std::int64_t head, std::int64_t row,
               Desk& desk) {
  const std::int64_t rows = std::min(row_block, pass.rows.count() - row);
  const std::int64_t count = pass.columns.count();
  const std::int64_t queries = pass.log_sums.size(2);
  const auto* const log_sums = pass.log_sums.const_data_ptr<float>() + head * queries;
  const auto* const products = pass.products.const_data_ptr<float>() + head * queries;
  for (std::int64_t column = 0; column < count; column += column_block) {
    const std::int64_t here = std::min(column_block, count - column);
    const std::int64_t query = pass.rows_are_queries ? row : column;
    multiply_scores(head_of(pass.rows.first, head), row, rows, columns.first(), column, here,
                    desk.scores.data());
    multiply_scores(head_of(pass.rows.second, head), row, rows, columns.second(), column, here,
                    desk.slopes.data());
    kernels().soften_slopes({.scores = desk.scores.data(),
                             .slopes = desk.slopes.data(),
                             .rows = rows,
                             .columns = here,
                             .stride = column_block,
                             .scale = pass.scale,
                             .log_sums = log_sums + query,
                             .products = products + query,
                             .by_row = pass.rows_are_queries});
    add_products(desk.slopes.data(), rows, columns.first_rows(), column, here,
                 pass.sums.first.size(3), desk.first.data());
    if (pass.sums.second.defined()) {
      add_products(desk.scores.data(), rows, columns.second_rows(), column, here,
                   pass.sums.second.size(3), desk.second.data());
    }
  }
  take_rows(desk.first, head, row, rows, pass.sums.first);
  if (pass.sums.second.defined()) take_rows(desk.second, head, row, rows, pass.sums.second);
}

void run_pass(const Pass& pass) {
  const std::int64_t heads = pass.log_sums.size(0) * pass.log_sums.size(1);
  const std::int64_t blocks = (pass.rows.count() + row_block - 1) / row_block;
  const bool sums_second = pass.sums.second.defined();
  for (std::int64_t head = 0; head < heads; ++head) {
    const PackedSide columns(pass.columns, head, sums_second);
    at::parallel_for(0, blocks, 1, [&](std::int64_t begin, std::int64_t end) {
      Desk desk(pass.rows.first.size(3), pass.rows.second.size(3));
      for (std::int64_t block = begin; block < end; ++block) {
        sum_block(pass, columns, head, block * row_block, desk);
      }
    });
  }
}

// [B, heads, N, d], in memory as [B, N, heads, d].
at::Tensor room_like(const at::Tensor& x) {
  return at::empty({x.size(0), x.size(2), x.size(1), x.size(3)}, at::kFloat).transpose(1, 2);
}

}  // namespace

AttentionSlopes attend_gradient(const AttentionInput& input, const Attention& attention,
                                const at::Tensor& slope) {
  const Side queries = {.first = input.queries, .second = slope};
  const Side keys = {.first = input.keys, .second = input.values};
  const AttentionSlopes slopes = {.queries = room_like(input.queries),
                                  .keys = room_like(input.keys),
                                  .values = room_like(input.values)};
  const at::Tensor products = (slope * attention.result).sum(-1).contiguous();
  const auto scale = static_cast<float>(input.scale);
  run_pass({.rows = queries,
            .columns = keys,
            .scale = scale,
            .log_sums = attention.log_sums,
            .products = products,
            .rows_are_queries = true,
            .sums = {.first = slopes.queries, .second = {}}});
  run_pass({.rows = keys,
            .columns = queries,
            .scale = scale,
            .log_sums = attention.log_sums,
            .products = products,
            .rows_are_queries = false,
            .sums = {.first = slopes.keys, .second = slopes.values}});
  return slopes;
}

}  // namespace maulstick::operators

#include "operators/matrix_layers.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "operators/layer_checks.h"
#include "operators/panels.h"

namespace maulstick::operators {
namespace {

struct LinearShape {
  std::int64_t rows, in, out;

  [[nodiscard]] std::string text() const {
    return std::to_string(rows) + " x " + std::to_string(in) + " -> " + std::to_string(out);
  }
};

// One row, rows and columns that fill no block, more than one task, sums in two parts.
constexpr LinearShape linear_shapes[] = {{1, 1, 1},      {1, 40, 16},   {3, 7, 5},
                                         {8, 32, 32},    {13, 77, 50},  {97, 64, 336},
                                         {200, 20, 700}, {5, 1300, 48}, {17, 2600, 33}};

MaybeTensor single_if(bool wanted, const Tensor& t) {
  return wanted ? MaybeTensor(t.to(at::kFloat)) : std::nullopt;
}

TEST(Linear, equals_torch_in_double_precision_whatever_the_shape) {
  for (const LinearShape& shape : linear_shapes) {
    const Tensor x = numbers({shape.rows, shape.in}, 1);
    const Tensor weight = numbers({shape.out, shape.in}, 2);
    const Tensor bias = numbers({shape.out}, 3);
    const Tensor slope = numbers({shape.rows, shape.out}, 4);
    const Tensor panels = pack_panels(weight.to(at::kFloat).t());
    for (const bool biased : {true, false}) {
      const Outcome exact = run(
          [&](const auto& in) {
            return at::linear(in[0], weight, biased ? MaybeTensor(bias) : std::nullopt);
          },
          {x}, slope);
      const Outcome ours = run(
          [&](const auto& in) {
            return linear(in[0], panels, {shape.in, shape.out}, single_if(biased, bias));
          },
          {x.to(at::kFloat)}, slope.to(at::kFloat));
      expect_close(ours, exact, 1e-5, shape.text());
    }
  }
}

TEST(Linear, takes_any_number_of_dimensions_and_any_strides) {
  const Tensor x = numbers({2, 6, 5, 24}, 1).to(at::kFloat);
  const Tensor panels = pack_panels(numbers({24, 32}, 2).to(at::kFloat));
  const Tensor flat = linear(x.view({60, 24}), panels, {24, 32}, {});
  EXPECT_TRUE(linear(x, panels, {24, 32}, {}).equal(flat.view({2, 6, 5, 32})));
  EXPECT_TRUE(linear(x.transpose(1, 2), panels, {24, 32}, {})
                  .equal(flat.view({2, 6, 5, 32}).transpose(1, 2)));
  EXPECT_TRUE(linear(x[0][0][0], panels, {24, 32}, {}).equal(flat[0]));
}

TEST(PointwiseConvolution, equals_torch_in_double_precision) {
  const Tensor x = numbers({2, 24, 7, 9}, 1);
  const Tensor weight = numbers({20, 24, 1, 1}, 2);
  const Tensor bias = numbers({20}, 3);
  const Tensor slope = numbers({2, 20, 7, 9}, 4);
  const Tensor panels = pack_panels(weight.flatten(1).t().to(at::kFloat));
  const Outcome exact =
      run([&](const auto& in) { return at::conv2d(in[0], weight, bias); }, {x}, slope);
  for (const auto format : {at::MemoryFormat::Contiguous, at::MemoryFormat::ChannelsLast}) {
    const Outcome ours = run(
        [&](const auto& in) {
          return pointwise_convolution(in[0], panels, {24, 20}, MaybeTensor(bias.to(at::kFloat)));
        },
        {x.to(at::kFloat).contiguous(format)}, slope.to(at::kFloat));
    expect_close(ours, exact, 1e-5, "1x1");
  }
}

TEST(Panels, are_packed_and_transposed_without_a_loss) {
  for (const LinearShape& shape : linear_shapes) {
    const Tensor matrix = numbers({shape.in, shape.out}, 5).to(at::kFloat);
    const Tensor panels = pack_panels(matrix);
    EXPECT_EQ(panels.size(1) % channel_block, 0);
    EXPECT_TRUE(transpose_panels(panels).equal(pack_panels(matrix.t()))) << shape.text();
    const Tensor ones = at::eye(shape.in, at::kFloat);
    EXPECT_TRUE(linear(ones, panels, {shape.in, shape.out}, {}).equal(matrix)) << shape.text();
  }
}

struct AttentionShape {
  std::int64_t pictures, heads, queries, keys, width;

  [[nodiscard]] std::string text() const {
    return std::to_string(pictures) + " x " + std::to_string(heads) + ", " +
           std::to_string(queries) + " queries, " + std::to_string(keys) + " keys of " +
           std::to_string(width);
  }
};

constexpr AttentionShape attention_shapes[] = {{1, 1, 1, 1, 1},      {1, 1, 3, 17, 8},
                                               {2, 3, 64, 64, 16},   {2, 8, 70, 77, 40},
                                               {1, 1, 130, 600, 33}, {1, 2, 5, 1025, 64}};

// As networks have it: [B, N, heads · d], cut into heads.
Tensor heads_of(const Tensor& x, std::int64_t heads) {
  return x.view({x.size(0), x.size(1), heads, -1}).transpose(1, 2);
}

TEST(Attention, equals_torch_in_double_precision_whatever_the_shape) {
  for (const AttentionShape& shape : attention_shapes) {
    const std::int64_t all = shape.heads * shape.width;
    const std::vector<Tensor> inputs = {3 * numbers({shape.pictures, shape.queries, all}, 1),
                                        3 * numbers({shape.pictures, shape.keys, all}, 2),
                                        numbers({shape.pictures, shape.keys, all}, 3)};
    const Tensor slope = numbers({shape.pictures, shape.heads, shape.queries, shape.width}, 4);
    for (const std::optional<double> scale : {std::optional<double>(), std::optional(0.3)}) {
      const double factor = scale.value_or(1 / std::sqrt(static_cast<double>(shape.width)));
      const Outcome exact = run(
          [&](const auto& in) {
            const Tensor scores = at::matmul(heads_of(in[0], shape.heads),
                                             heads_of(in[1], shape.heads).transpose(2, 3));
            return at::matmul(at::softmax(scores * factor, -1), heads_of(in[2], shape.heads));
          },
          inputs, slope);
      std::vector<Tensor> single;
      for (const Tensor& input : inputs) single.push_back(input.to(at::kFloat));
      const Outcome ours = run(
          [&](const auto& in) {
            return attention(heads_of(in[0], shape.heads), heads_of(in[1], shape.heads),
                             heads_of(in[2], shape.heads), scale);
          },
          single, slope.to(at::kFloat));
      if (shape.keys == 1) {  // one key: nothing to choose, no gradient to queries and keys
        EXPECT_LT(error(ours.y, exact.y), 1e-5);
        EXPECT_LT(error(ours.slopes[2], exact.slopes[2]), 1e-5);
      } else {
        expect_close(ours, exact, 2e-5, shape.text());
      }
    }
  }
}

TEST(Attention, stands_scores_that_overflow_an_exponential) {
  const Tensor x = 100 * numbers({1, 1, 40, 16}, 1);
  const Tensor exact = at::matmul(at::softmax(at::matmul(x, x.transpose(2, 3)), -1), x);
  const Tensor single = x.to(at::kFloat);
  EXPECT_LT(error(attention(single, single, single, 1.0), exact), 1e-4);
}

// Torch's own, for what networks may have and Stable Diffusion has not.
TEST(Attention, takes_what_torch_takes) {
  const Tensor x = numbers({2, 3, 9, 16}, 1);
  const Tensor other = numbers({2, 3, 7, 16}, 2);
  const Tensor narrow = numbers({2, 3, 7, 5}, 3);
  const Tensor flat = numbers({3, 9, 16}, 4);
  struct Case {
    Tensor queries, keys, values;
    std::optional<double> scale;
  };
  for (const Case& c : {Case{x, other, narrow, {}}, Case{flat, flat, flat, {}},
                        Case{x, other, other, -2.0}, Case{x, other, other, 0.0}}) {
    const Tensor exact =
        at::scaled_dot_product_attention(c.queries, c.keys, c.values, {}, 0, false, c.scale);
    const Tensor ours = attention(c.queries.to(at::kFloat), c.keys.to(at::kFloat),
                                  c.values.to(at::kFloat), c.scale);
    EXPECT_LT(error(ours, exact), 1e-5) << c.queries.sizes() << c.values.sizes();
  }
}

TEST(Attention, copies_positions_that_are_not_dense) {
  const Tensor x = numbers({1, 2, 16, 9}, 1).to(at::kFloat).transpose(2, 3);
  EXPECT_TRUE(
      attention(x, x, x, {}).equal(attention(x.contiguous(), x.contiguous(), x.contiguous(), {})));
}

TEST(Attention, joins_its_heads_without_a_copy) {
  const Tensor x = numbers({2, 4, 9, 16}, 1).to(at::kFloat);
  EXPECT_TRUE(attention(x, x, x, {}).transpose(1, 2).is_contiguous());
}

// Kernels read what they are told is there: without these checks it would be other memory.
TEST(MatrixLayers, refuse_what_does_not_fit) {
  const Tensor panels = pack_panels(numbers({40, 32}, 2).to(at::kFloat));
  const Tensor x = numbers({1, 2, 9, 40}, 1).to(at::kFloat);
  EXPECT_NO_THROW(linear(x, panels, {40, 32}, {}));
  EXPECT_THROW(linear(x.narrow(3, 0, 5), panels, {40, 32}, {}), c10::Error);
  EXPECT_THROW(linear(x.to(at::kDouble), panels, {40, 32}, {}), c10::Error);
  EXPECT_THROW(pointwise_convolution(x, panels, {40, 32}, {}), c10::Error);
  EXPECT_THROW(linear(x.narrow(3, 0, 38), panels, {40, 32}, {}), c10::Error);
  EXPECT_THROW(linear(x.narrow(3, 0, 38), panels, {38, 200}, {}), c10::Error);
  EXPECT_THROW(linear(x, panels.transpose(1, 2), {40, 32}, {}), c10::Error);
  EXPECT_THROW(linear(x, panels, {40, 32}, at::ones({1}, at::kFloat)), c10::Error);
  EXPECT_THROW(linear(x, panels, {40, 32}, at::ones({32}, at::kDouble)), c10::Error);
  EXPECT_THROW(attention(x, x.narrow(3, 0, 8), x.narrow(3, 0, 8), {}), c10::Error);
  EXPECT_THROW(attention(x, x, x.narrow(2, 0, 8), {}), c10::Error);
  EXPECT_THROW(attention(x, x.to(at::kDouble), x.to(at::kDouble), {}), c10::Error);
}

TEST(MatrixLayers, refuse_second_derivatives) {
  const Tensor panels = pack_panels(numbers({16, 8}, 2).to(at::kFloat));
  const Tensor leaf = numbers({1, 2, 9, 16}, 1).to(at::kFloat).requires_grad_();
  for (const Tensor& y : {linear(leaf, panels, {16, 8}, {}), attention(leaf, leaf, leaf, {})}) {
    EXPECT_THROW(torch::autograd::grad({y.sum()}, {leaf}, {}, std::nullopt, true), c10::Error);
  }
}

TEST(MatrixLayers, take_nothing) {
  const Tensor panels = pack_panels(numbers({16, 8}, 2).to(at::kFloat));
  EXPECT_EQ(linear(at::zeros({0, 16}), panels, {16, 8}, {}).sizes(), at::IntArrayRef({0, 8}));
  EXPECT_EQ(pointwise_convolution(at::zeros({2, 16, 0, 3}), panels, {16, 8}, {}).sizes(),
            at::IntArrayRef({2, 8, 0, 3}));
  const Tensor none = at::zeros({0, 2, 9, 16});
  EXPECT_EQ(attention(none, none, none, {}).sizes(), none.sizes());
}

TEST(MatrixLayers, round_to_bfloat16_where_they_are_asked_to) {
  const Tensor x = numbers({2, 40, 5, 6}, 1);
  const Tensor weight = numbers({24, 40, 1, 1}, 2);
  const Tensor bias = numbers({24}, 3);
  const Tensor slope = numbers({2, 24, 5, 6}, 4);
  const Tensor rounded = weight.flatten(1).to(at::kBFloat16);
  const Outcome exact =
      run([&](const auto& in) { return at::conv2d(in[0], weight, bias); }, {x}, slope);
  const Outcome ours = run(
      [&](const auto& in) {
        return pointwise_convolution_bfloat16(in[0], rounded, MaybeTensor(bias.to(at::kFloat)));
      },
      {x.to(at::kFloat)}, slope.to(at::kFloat));
  expect_close(ours, exact, 2e-2, "bfloat16");
  EXPECT_GT(error(ours.y, exact.y), 1e-4);
  EXPECT_EQ(ours.y.scalar_type(), at::kFloat);
  EXPECT_THROW(linear_bfloat16(x.to(at::kFloat), rounded, {}), c10::Error);
}

TEST(MatrixLayers, give_the_same_bits_with_any_number_of_threads) {
  const int threads = at::get_num_threads();
  const Tensor x = numbers({1, 2, 300, 40}, 1).to(at::kFloat);
  const Tensor panels = pack_panels(numbers({40, 700}, 2).to(at::kFloat));
  // With a single head, whose gradient torch would share between threads by sums that differ.
  const Tensor single = numbers({1, 1, 256, 128}, 3).to(at::kFloat);
  std::vector<Outcome> gradients;
  std::vector<Tensor> attended;
  std::vector<Tensor> multiplied;
  std::vector<Tensor> rounded;
  const Tensor weights = numbers({700, 40}, 2).to(at::kBFloat16);
  for (const int count : {1, 2, 3}) {
    at::set_num_threads(count);
    attended.push_back(attention(x, x, x, {}));
    multiplied.push_back(linear(x, panels, {40, 700}, {}));
    rounded.push_back(linear_bfloat16(x, weights, {}));
    gradients.push_back(run([](const auto& in) { return attention(in[0], in[1], in[2], {}); },
                            {single, single + 1, single.flip(2)}, single));
  }
  at::set_num_threads(threads);
  for (std::size_t i = 1; i < attended.size(); ++i) {
    EXPECT_TRUE(attended[i].equal(attended[0]));
    EXPECT_TRUE(multiplied[i].equal(multiplied[0]));
    EXPECT_TRUE(rounded[i].equal(rounded[0]));
    for (std::size_t j = 0; j < 3; ++j) {
      EXPECT_TRUE(gradients[i].slopes[j].equal(gradients[0].slopes[j])) << "input " << j;
    }
  }
}

#ifdef __linux__
std::ptrdiff_t threads_of_this_process() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/task"), {});
}

// torch's parallel loops are inline: compiled without OpenMP, the library's would run on one thread, and nothing
// but the time would tell. A thread that had none yet makes itself a team. Whole blocks of columns, so that none of
// torch's own loops is needed.
TEST(MatrixLayers, are_compiled_with_threads) {
  const Tensor x = numbers({600, 40}, 1).to(at::kFloat);
  const Tensor panels = pack_panels(numbers({40, 704}, 2).to(at::kFloat));
  std::ptrdiff_t more = 0;
  std::thread([&] {
    at::set_num_threads(2);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // another test's are going
    const std::ptrdiff_t before = threads_of_this_process();
    const at::AutoGradMode no_gradients(false);
    static_cast<void>(linear(x, panels, {40, 704}, {}));
    more = threads_of_this_process() - before;
  }).join();
  EXPECT_EQ(more, 1);
}
#endif

}  // namespace
}  // namespace maulstick::operators

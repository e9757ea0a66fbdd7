#include "model/operators.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include <functional>
#include <vector>

#include "support/pictures.h"

namespace maulstick::model {
namespace {

using at::Tensor;

// Numbers in [-1, 1) of any shape, from the hash that test pictures are made of.
Tensor numbers(at::IntArrayRef shape, std::uint32_t seed) {
  const std::int64_t count = c10::multiply_integers(shape);
  const std::int64_t side = (count + 3) / 4;
  return testing::toy_latents(1, side, seed).flatten().narrow(0, 0, count).view(shape);
}

double largest_difference(const Tensor& a, const Tensor& b) {
  return ((a - b).abs().max() / (b.abs().max() + 1e-30)).item<double>();
}

struct Shape {
  std::int64_t batch, channels, height, width, groups;
};
constexpr Shape shapes[] = {{1, 32, 64, 64, 8},  {2, 8, 5, 7, 4},    {1, 6, 1, 1, 3},
                            {3, 64, 16, 16, 32}, {1, 4, 33, 129, 1}, {2, 12, 3, 3, 12}};

struct Slopes {
  Tensor y;
  Tensor dx;
};

Slopes run(const std::function<Tensor(const Tensor&)>& function, const Tensor& x,
           const Tensor& slope) {
  const Tensor leaf = x.detach().requires_grad_();
  const Tensor y = function(leaf);
  return {y.detach(), torch::autograd::grad({y}, {leaf}, {slope}).front()};
}

TEST(GroupNorm, equals_torch_in_double_precision) {
  for (const Shape& s : shapes) {
    const Tensor x = numbers({s.batch, s.channels, s.height, s.width}, 1) * 3 + 0.5;
    const Tensor slope = numbers(x.sizes(), 2);
    const Tensor weight = numbers({s.channels}, 3) + 1.5;
    const Tensor bias = numbers({s.channels}, 4);
    for (const bool affine : {true, false}) {
      const auto optional = [affine](const Tensor& t) {
        return affine ? std::optional(t) : std::nullopt;
      };
      const Slopes exact = run(
          [&](const Tensor& t) {
            return at::group_norm(t, s.groups, optional(weight), optional(bias), 1e-5);
          },
          x, slope);
      const Tensor w = weight.to(at::kFloat);
      const Tensor b = bias.to(at::kFloat);
      const Slopes ours = run(
          [&](const Tensor& t) {
            return steady_group_norm(t, s.groups, optional(w), optional(b), 1e-5);
          },
          x.to(at::kFloat), slope.to(at::kFloat));
      EXPECT_LT((ours.y - exact.y).abs().max().item<double>(), 1e-5);
      // Against the size of the terms: with one element a group the gradient itself vanishes.
      EXPECT_LT((ours.dx - exact.dx).abs().max().item<double>(),
                2e-5 * (1 + exact.dx.abs().max().item<double>()))
          << s.channels << "x" << s.height << "x" << s.width << " in " << s.groups;
    }
  }
}

TEST(GroupNorm, takes_channels_last_and_other_types) {
  const Tensor x = numbers({2, 8, 6, 6}, 1);
  const Tensor slope = numbers(x.sizes(), 2);
  const auto with_four_groups = [](const Tensor& t) {
    return steady_group_norm(t, 4, {}, {}, 1e-5);
  };
  const Slopes exact = run(with_four_groups, x, slope);  // double: torch's own
  const Tensor strided = x.to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast);
  EXPECT_LT(largest_difference(run(with_four_groups, strided, slope.to(at::kFloat)).dx, exact.dx),
            1e-4);
  EXPECT_EQ(steady_group_norm(x.to(at::kHalf), 4, {}, {}, 1e-5).scalar_type(), at::kHalf);
}

TEST(PointwiseConvolution, equals_torch_in_double_precision) {
  for (const Shape& s : shapes) {
    const Tensor x = numbers({s.batch, s.channels, s.height, s.width}, 5);
    const Tensor weight = numbers({2 * s.channels, s.channels, 1, 1}, 6);
    const Tensor bias = numbers({2 * s.channels}, 7);
    const Tensor slope = numbers({s.batch, 2 * s.channels, s.height, s.width}, 8);
    for (const bool biased : {true, false}) {
      const auto optional = [biased](const Tensor& t) {
        return biased ? std::optional(t) : std::nullopt;
      };
      const Slopes exact =
          run([&](const Tensor& t) { return at::conv2d(t, weight, optional(bias)); }, x, slope);
      const Tensor w = weight.to(at::kFloat);
      const Tensor b = bias.to(at::kFloat);
      const Slopes ours =
          run([&](const Tensor& t) { return pointwise_convolution(t, w, optional(b)); },
              x.to(at::kFloat), slope.to(at::kFloat));
      EXPECT_LT(largest_difference(ours.y, exact.y), 1e-5);
      EXPECT_LT(largest_difference(ours.dx, exact.dx), 1e-5);
    }
  }
}

TEST(Operators, give_the_same_bits_with_one_thread_and_two) {
  const int threads = at::get_num_threads();
  for (const Shape& s : shapes) {
    const Tensor x = numbers({s.batch, s.channels, s.height, s.width}, 9).to(at::kFloat);
    const Tensor slope = numbers(x.sizes(), 10).to(at::kFloat);
    const Tensor weight = numbers({s.channels, s.channels, 1, 1}, 11).to(at::kFloat);
    std::vector<Slopes> normed;
    std::vector<Slopes> convolved;
    for (const int count : {1, 2}) {
      at::set_num_threads(count);
      normed.push_back(run(
          [&](const Tensor& t) { return steady_group_norm(t, s.groups, {}, {}, 1e-5); }, x, slope));
      convolved.push_back(
          run([&](const Tensor& t) { return pointwise_convolution(t, weight, {}); }, x, slope));
    }
    for (const auto& pair : {normed, convolved}) {
      EXPECT_TRUE(pair[0].y.equal(pair[1].y));
      EXPECT_TRUE(pair[0].dx.equal(pair[1].dx));
    }
  }
  at::set_num_threads(threads);
}

}  // namespace
}  // namespace maulstick::model

#include "operators/layers.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <c10/core/impl/alloc_cpu.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "operators/layer_checks.h"
#include "operators/winograd_weights.h"

namespace maulstick::operators {
namespace {

// A layer's sizes, drawn at random: odd sides, single pixels, channels that fill no vector.
struct Shape {
  std::int64_t batch, in, out, height, width, groups;

  [[nodiscard]] std::string text() const {
    return std::to_string(batch) + " x " + std::to_string(in) + " -> " + std::to_string(out) +
           " at " + std::to_string(height) + " x " + std::to_string(width) + " in " +
           std::to_string(groups);
  }
};

std::vector<Shape> random_shapes(int count) {
  std::mt19937 random(7);
  const auto draw = [&random](std::int64_t most) {
    return 1 + static_cast<std::int64_t>(random()) % most;
  };
  std::vector<Shape> shapes;
  for (int i = 0; i < count; ++i) {
    const std::int64_t groups = draw(4);
    shapes.push_back({.batch = draw(3),
                      .in = groups * draw(20),
                      .out = draw(70),
                      .height = draw(i % 5 == 0 ? 70 : 12),
                      .width = draw(i % 5 == 1 ? 150 : 12),
                      .groups = groups});
  }
  return shapes;
}

// All that a layer takes, in float64.
struct Sample {
  Shape shape;
  Tensor x, weight, bias, gamma, beta, added, slope;

  explicit Sample(const Shape& s)
      : shape(s),
        x(numbers({s.batch, s.in, s.height, s.width}, 1) * 2 + 0.3),
        weight(numbers({s.out, s.in, 3, 3}, 2)),
        bias(numbers({s.out}, 3)),
        gamma(numbers({s.in}, 4) + 1.5),
        beta(numbers({s.in}, 5)),
        added(numbers({s.batch, s.out, s.height, s.width}, 6)),
        slope(numbers({s.batch, s.out, s.height, s.width}, 7)) {}

  // float32, in channels-last memory where there are channels.
  static Tensor single(const Tensor& t) {
    const Tensor converted = t.to(at::kFloat);
    return t.dim() == 4 ? converted.contiguous(at::MemoryFormat::ChannelsLast) : converted;
  }
};

std::vector<Tensor> both_forms(const Tensor& filters) {
  return {transform_weights(filters), pack_taps(filters)};
}

TEST(Convolution, equals_torch_in_double_precision_whatever_the_shape) {
  for (const Shape& shape : random_shapes(60)) {
    const Sample s(shape);
    const Outcome exact =
        run([&s](const auto& in) { return at::conv2d(in[0], s.weight, s.bias, 1, 1) + in[1]; },
            {s.x, s.added}, s.slope);
    for (const Tensor& weights : both_forms(s.weight)) {
      const Outcome ours = run(
          [&](const auto& in) {
            return convolution(in[0], weights, {shape.in, shape.out}, Sample::single(s.bias),
                               in[1]);
          },
          {Sample::single(s.x), Sample::single(s.added)}, Sample::single(s.slope));
      expect_close(ours, exact, 2e-5, shape.text());
    }
  }
}

TEST(Convolution, does_without_a_bias_and_a_sum) {
  const Sample s({.batch = 2, .in = 5, .out = 9, .height = 7, .width = 6, .groups = 1});
  const Tensor exact = at::conv2d(s.x, s.weight, {}, 1, 1);
  const Tensor ours = convolution(s.x.to(at::kFloat), transform_weights(s.weight),
                                  {s.shape.in, s.shape.out}, {}, {});
  EXPECT_LT(error(ours, exact), 1e-5);
}

TEST(Convolution, adds_one_value_to_all_pixels_of_a_picture) {
  const Sample s({.batch = 3, .in = 8, .out = 20, .height = 9, .width = 5, .groups = 2});
  const Tensor embedding = numbers({3, 20, 1, 1}, 8);
  const Outcome exact =
      run([&s](const auto& in) { return at::conv2d(in[0], s.weight, s.bias, 1, 1) + in[1]; },
          {s.x, embedding}, s.slope);
  const Tensor transformed = transform_weights(s.weight);
  const Outcome ours = run(
      [&](const auto& in) {
        return convolution(in[0], transformed, {8, 20}, Sample::single(s.bias), in[1]);
      },
      {Sample::single(s.x), embedding.to(at::kFloat)}, Sample::single(s.slope));
  expect_close(ours, exact, 2e-5, "one value a picture");
}

TEST(NormConvolution, equals_torch_in_double_precision_whatever_the_shape) {
  std::vector<Shape> shapes = random_shapes(60);
  // More channels than are transformed at once, and than fit one panel.
  shapes.push_back({.batch = 1, .in = 144, .out = 100, .height = 9, .width = 17, .groups = 8});
  for (const Shape& shape : shapes) {
    const std::int64_t in_group = shape.in / shape.groups * shape.height * shape.width;
    if (in_group < 4) continue;  // what is left of two equal numbers is noise
    const Sample s(shape);
    const Outcome exact = run(
        [&](const auto& in) {
          const Tensor h = at::silu(at::group_norm(in[0], shape.groups, s.gamma, s.beta, 1e-5));
          return at::conv2d(h, s.weight, s.bias, 1, 1) + in[1];
        },
        {s.x, s.added}, s.slope);
    for (const Tensor& weights : both_forms(s.weight)) {
      const Outcome ours = run(
          [&](const auto& in) {
            return norm_convolution(in[0], shape.groups, Sample::single(s.gamma),
                                    Sample::single(s.beta), 1e-5, weights, {shape.in, shape.out},
                                    Sample::single(s.bias), in[1]);
          },
          {Sample::single(s.x), Sample::single(s.added)}, Sample::single(s.slope));
      expect_close(ours, exact, 1e-4, shape.text());
    }
  }
}

TEST(GroupNorm, equals_torch_in_double_precision_whatever_the_shape) {
  for (const Shape& shape : random_shapes(60)) {
    const Sample s(shape);
    const Tensor slope = numbers(s.x.sizes(), 9);
    for (const bool silu : {true, false}) {
      const auto optional = [silu](const Tensor& t) {  // without, too
        return silu ? MaybeTensor(t) : std::nullopt;
      };
      const Outcome exact = run(
          [&](const auto& in) {
            const Tensor h =
                at::group_norm(in[0], shape.groups, optional(s.gamma), optional(s.beta), 1e-5);
            return silu ? at::silu(h) : h;
          },
          {s.x}, slope);
      const Outcome ours = run(
          [&](const auto& in) {
            return operators::group_norm(in[0], shape.groups, optional(Sample::single(s.gamma)),
                                         optional(Sample::single(s.beta)), 1e-5, silu);
          },
          {Sample::single(s.x)}, Sample::single(slope));
      EXPECT_LT(largest(ours.y - exact.y), 2e-5) << shape.text();
      // Against the size of the terms: with one element a group the gradient itself vanishes.
      EXPECT_LT(largest(ours.slopes[0] - exact.slopes[0]), 5e-5 * (1 + largest(exact.slopes[0])))
          << shape.text();
    }
  }
}

TEST(GroupNorm, takes_pictures_as_rows) {
  const Tensor x = numbers({2, 8, 30}, 1);
  const Tensor ours = operators::group_norm(x.to(at::kFloat), 4, {}, {}, 1e-5, false);
  EXPECT_LT(error(ours, at::group_norm(x, 4)), 1e-5);
}

// Squares of such numbers have no digits left for the variance. What remains is the rounding of γ x̂ + β as one
// product and one sum, which torch has as well.
TEST(GroupNorm, keeps_its_precision_far_from_zero) {
  const Tensor x = Sample::single(numbers({1, 8, 40, 40}, 1) + 1000);
  const Tensor ours = operators::group_norm(x, 2, {}, {}, 1e-5, false);
  EXPECT_LT(largest(ours - at::group_norm(x.to(at::kDouble), 2)), 3e-4);
}

// The first pixel is what the others are compared with, among others.
TEST(GroupNorm, stands_a_first_pixel_that_is_like_no_other) {
  Tensor x = at::zeros({1, 4, 64, 64}, at::kFloat);
  x.select(2, 0).select(2, 0).fill_(12345.678);
  const Tensor ours = operators::group_norm(Sample::single(x), 2, {}, {}, 1e-5, false);
  EXPECT_LT(error(ours, at::group_norm(x.to(at::kDouble), 2)), 1e-4);
}

TEST(GroupNorm, leaves_other_numbers_of_dimensions_to_torch) {
  for (const std::vector<std::int64_t>& shape :
       {std::vector<std::int64_t>{3, 8}, std::vector<std::int64_t>{1, 8, 2, 3, 4}}) {
    const Tensor x = numbers(shape, 1);
    const Tensor ours = operators::group_norm(x.to(at::kFloat), 2, {}, {}, 1e-5, true);
    EXPECT_LT(error(ours, at::silu(at::group_norm(x, 2))), 1e-5);
  }
}

// Traces have all of these; only the first two are summed on the way.
TEST(Layers, add_whatever_torch_adds) {
  const Sample s({.batch = 1, .in = 8, .out = 6, .height = 5, .width = 4, .groups = 2});
  const Tensor x = Sample::single(s.x);
  const Tensor weights = transform_weights(s.weight);
  const Tensor plain = convolution(x, weights, {8, 6}, {}, {});
  const Tensor normed = norm_convolution(x, 2, {}, {}, 1e-5, weights, {8, 6}, {}, {});
  for (const std::vector<std::int64_t>& shape :
       {std::vector<std::int64_t>{1, 6, 1, 4}, {1, 1, 5, 4}, {}, {6, 1, 1}, {3, 6, 5, 4}}) {
    const Tensor added = numbers(shape, 3).to(at::kFloat);
    EXPECT_LT(error(convolution(x, weights, {8, 6}, {}, added), plain + added), 1e-6) << shape;
    EXPECT_LT(
        error(norm_convolution(x, 2, {}, {}, 1e-5, weights, {8, 6}, {}, added), normed + added),
        1e-6)
        << shape;
  }
  const Tensor wide = numbers({1, 6, 1, 1}, 3);
  EXPECT_EQ(convolution(x, weights, {8, 6}, {}, wide).scalar_type(), at::kDouble);
}

TEST(Layers, take_pictures_without_a_pixel) {
  const Sample s({.batch = 1, .in = 8, .out = 6, .height = 5, .width = 4, .groups = 2});
  for (const std::vector<std::int64_t>& shape :
       {std::vector<std::int64_t>{0, 8, 5, 4}, {2, 8, 0, 4}, {2, 8, 5, 0}}) {
    const Tensor x = at::zeros(shape, at::kFloat);
    const std::vector<std::int64_t> result = {shape[0], 6, shape[2], shape[3]};
    for (const Tensor& weights : both_forms(s.weight)) {
      EXPECT_EQ(convolution(x, weights, {8, 6}, {}, {}).sizes(), result);
      EXPECT_EQ(norm_convolution(x, 2, {}, {}, 1e-5, weights, {8, 6}, {}, {}).sizes(), result);
    }
    EXPECT_EQ(operators::group_norm(x, 2, {}, {}, 1e-5, true).sizes(), x.sizes());
  }
}

// Counts the bytes of tensors that are alive.
class CountingAllocator final : public c10::Allocator {
 public:
  CountingAllocator() { c10::SetCPUAllocator(this); }
  ~CountingAllocator() override { c10::SetCPUAllocator(usual_); }
  CountingAllocator(const CountingAllocator&) = delete;
  CountingAllocator& operator=(const CountingAllocator&) = delete;

  c10::DataPtr allocate(std::size_t bytes) override {
    void* const memory = c10::alloc_cpu(bytes);
    const std::scoped_lock lock(mutex_);
    sizes_[memory] = bytes;
    alive_ += bytes;
    return {memory, memory, forget, c10::Device(c10::DeviceType::CPU)};
  }
  c10::DeleterFnPtr raw_deleter() const override { return forget; }
  void copy_data(void* to, const void* from, std::size_t bytes) const override {
    default_copy_data(to, from, bytes);
  }
  static std::size_t alive() { return alive_; }

 private:
  static void forget(void* memory) {
    const std::scoped_lock lock(mutex_);
    alive_ -= sizes_[memory];
    sizes_.erase(memory);
    c10::free_cpu(memory);
  }
  static inline std::mutex mutex_;
  static inline std::unordered_map<void*, std::size_t> sizes_;
  static inline std::atomic<std::size_t> alive_ = 0;
  c10::Allocator* usual_ = c10::GetCPUAllocator();
};

TEST(Layers, keep_their_input_and_the_statistics_for_the_gradient_and_nothing_else) {
  const Sample s({.batch = 2, .in = 32, .out = 64, .height = 40, .width = 40, .groups = 4});
  const Tensor weights = transform_weights(s.weight);
  const Tensor leaf = Sample::single(s.x).requires_grad_();
  const Tensor added = Sample::single(s.added).requires_grad_();
  const Tensor ones = at::ones({32}, at::kFloat);
  const std::size_t picture = std::size_t{2} * 40 * 40 * sizeof(float);
  const CountingAllocator allocator;
  // The layer's input is the result of another one, which nobody else keeps.
  const auto kept = [&](const auto& layer) {
    const std::size_t before = CountingAllocator::alive();
    const Tensor y = layer(leaf * 2);
    return CountingAllocator::alive() - before - y.nbytes();
  };
  const std::size_t little = 4096;
  EXPECT_LT(kept([&](const Tensor& x) {
              return convolution(x, weights, {32, 64}, {}, added);
            }),
            little);
  const std::size_t normed = kept([&](const Tensor& x) {
    return norm_convolution(x, 4, ones, ones, 1e-5, weights, {32, 64}, {}, added);
  });
  EXPECT_GE(normed, 32 * picture);
  EXPECT_LT(normed, 32 * picture + little);
  // A control: torch keeps what stands between.
  EXPECT_GT(kept([&](const Tensor& x) {
              const Tensor h = at::silu(at::group_norm(x, 4, ones, ones));
              return at::conv2d(h, Sample::single(s.weight), {}, 1, 1) + added;
            }),
            2 * 32 * picture);
}

TEST(Layers, take_pictures_in_any_memory) {
  const Sample s({.batch = 2, .in = 24, .out = 17, .height = 6, .width = 9, .groups = 3});
  const Tensor transformed = transform_weights(s.weight);
  const auto layer = [&](const Tensor& x) {
    return norm_convolution(x, 3, {}, {}, 1e-5, transformed, {24, 17}, {}, {});
  };
  const Tensor x = s.x.to(at::kFloat);
  EXPECT_TRUE(layer(x.contiguous()).equal(layer(Sample::single(x))));
  EXPECT_TRUE(layer(x).is_contiguous(at::MemoryFormat::ChannelsLast));
}

// Kernels read what they are told is there: without these checks it would be other memory.
TEST(Layers, refuse_what_does_not_fit) {
  const Sample s({.batch = 1, .in = 24, .out = 17, .height = 6, .width = 9, .groups = 3});
  const Tensor transformed = transform_weights(s.weight);
  const Tensor x = Sample::single(s.x);
  EXPECT_THROW(convolution(x.narrow(1, 0, 5), transformed, {24, 17}, {}, {}), c10::Error);
  EXPECT_THROW(convolution(x.to(at::kDouble), transformed, {24, 17}, {}, {}), c10::Error);
  EXPECT_THROW(convolution(x[0], transformed, {24, 17}, {}, {}), c10::Error);
  EXPECT_THROW(convolution(x.narrow(1, 0, 20), transformed, {24, 17}, {}, {}), c10::Error);
  EXPECT_THROW(convolution(x.narrow(1, 0, 20), transformed, {20, 100}, {}, {}), c10::Error);
  EXPECT_THROW(convolution(x, transformed.transpose(1, 2), {24, 17}, {}, {}), c10::Error);
  EXPECT_THROW(convolution(x, transformed.narrow(0, 0, 8), {24, 17}, {}, {}), c10::Error);
  EXPECT_THROW(convolution(x, transformed, {24, 17}, Sample::single(s.gamma), {}), c10::Error);
  EXPECT_THROW(operators::group_norm(x, 5, {}, {}, 1e-5, true), c10::Error);
  EXPECT_THROW(operators::group_norm(x, 3, x.flatten().narrow(0, 0, 9), {}, 1e-5, true),
               c10::Error);
  EXPECT_THROW(norm_convolution(x, 3, {}, {}, 1e-5, transform_weights(s.weight.narrow(1, 0, 5)),
                                {24, 17}, {}, {}),
               c10::Error);
}

TEST(Layers, refuse_second_derivatives) {
  const Sample s({.batch = 1, .in = 8, .out = 6, .height = 5, .width = 4, .groups = 2});
  const Tensor weights = transform_weights(s.weight);
  const std::vector<std::function<Tensor(const Tensor&)>> layers = {
      [&](const Tensor& x) {
        return convolution(x, weights, {8, 6}, {}, {});
      },
      [&](const Tensor& x) { return operators::group_norm(x, 2, {}, {}, 1e-5, true); },
      [&](const Tensor& x) {
        return norm_convolution(x, 2, {}, {}, 1e-5, weights, {8, 6}, {}, {});
      }};
  for (const auto& layer : layers) {
    const Tensor leaf = Sample::single(s.x).requires_grad_();
    const Tensor y = layer(leaf).sum();
    EXPECT_THROW(torch::autograd::grad({y}, {leaf}, {}, std::nullopt, true), c10::Error);
  }
}

TEST(Layers, compute_the_same_without_a_gradient) {
  const Sample s({.batch = 2, .in = 24, .out = 17, .height = 6, .width = 9, .groups = 3});
  const Tensor transformed = transform_weights(s.weight);
  const Tensor x = Sample::single(s.x);
  const Tensor added = Sample::single(s.added);
  const std::vector<std::function<Tensor()>> layers = {
      [&] {
        return convolution(x, transformed, {24, 17}, {}, added);
      },
      [&] { return operators::group_norm(x, 3, {}, {}, 1e-5, true); },
      [&] {
        return norm_convolution(x, 3, {}, {}, 1e-5, transformed, {24, 17}, {}, added);
      }};
  for (const auto& layer : layers) {
    const Tensor with = layer();
    const at::AutoGradMode no_gradients(false);
    EXPECT_TRUE(layer().equal(with));
  }
}

TEST(Layers, give_the_same_bits_with_any_number_of_threads) {
  const int threads = at::get_num_threads();
  for (const Shape& shape : random_shapes(20)) {
    const Sample s(shape);
    for (const Tensor& weights : both_forms(s.weight)) {
      std::vector<Outcome> runs;
      for (const int count : {1, 2, 3}) {
        at::set_num_threads(count);
        runs.push_back(run(
            [&](const auto& in) {
              const Tensor h = operators::group_norm(in[0], shape.groups, {}, {}, 1e-5, true);
              return norm_convolution(h, shape.groups, {}, {}, 1e-5, weights, {shape.in, shape.out},
                                      {}, in[1]);
            },
            {Sample::single(s.x), Sample::single(s.added)}, Sample::single(s.slope)));
      }
      for (const Outcome& other : runs) {
        EXPECT_TRUE(other.y.equal(runs[0].y)) << shape.text();
        EXPECT_TRUE(other.slopes[0].equal(runs[0].slopes[0])) << shape.text();
      }
    }
  }
  at::set_num_threads(threads);
}

}  // namespace
}  // namespace maulstick::operators

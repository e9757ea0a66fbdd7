#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include <string>
#include <vector>

#include "operators/layers.h"
#include "operators/winograd_weights.h"

namespace maulstick::operators {
namespace {

using at::Tensor;

// Stable Diffusion v1.4's 3×3 convolutions of stride 1, at their sizes; float64 sees three windows of each.
struct FullSize {
  std::int64_t in, out, side;
};
constexpr FullSize full_sizes[] = {
    // decoder
    {4, 512, 64},
    {512, 512, 64},
    {512, 512, 128},
    {512, 512, 256},
    {512, 256, 256},
    {256, 256, 256},
    {256, 256, 512},
    {256, 128, 512},
    {128, 128, 512},
    {128, 3, 512},
    // UNet
    {4, 320, 64},
    {320, 320, 64},
    {640, 320, 64},
    {960, 320, 64},
    {640, 640, 64},
    {320, 4, 64},
    {320, 640, 32},
    {640, 640, 32},
    {960, 640, 32},
    {1280, 640, 32},
    {1920, 640, 32},
    {1280, 1280, 32},
    {640, 1280, 16},
    {1280, 1280, 16},
    {1920, 1280, 16},
    {2560, 1280, 16},
    {1280, 1280, 8},
    {2560, 1280, 8}};

// Relative errors in three windows of `window` pixels, of a convolution with `weight`.
std::vector<double> window_errors(const Tensor& y, const Tensor& x, const Tensor& weight) {
  constexpr std::int64_t window = 6;
  const Tensor padded = at::constant_pad_nd(x, {1, 1, 1, 1}).to(at::kDouble);
  std::vector<double> errors;
  for (const std::int64_t at : {std::int64_t{0}, x.size(2) / 2 - 3, x.size(2) - window}) {
    const Tensor seen = padded.narrow(2, at, window + 2).narrow(3, at, window + 2).contiguous();
    const Tensor exact = at::conv2d(seen, weight);
    const Tensor got = y.narrow(2, at, window).narrow(3, at, window);
    errors.push_back((got - exact).abs().max().item<double>() / exact.abs().max().item<double>());
  }
  return errors;
}

constexpr double tolerance = 2.5e-5;

TEST(Winograd, is_nearly_exact_at_every_size_of_stable_diffusion) {
  at::manual_seed(1);
  for (const FullSize& size : full_sizes) {
    const Tensor x =
        at::randn({1, size.in, size.side, size.side}).contiguous(at::MemoryFormat::ChannelsLast);
    const Tensor weight = at::randn({size.out, size.in, 3, 3});
    const std::string what = std::to_string(size.in) + " -> " + std::to_string(size.out) + " at " +
                             std::to_string(size.side);
    const Tensor slope =
        at::randn({1, size.out, size.side, size.side}).contiguous(at::MemoryFormat::ChannelsLast);
    // The gradient is the convolution with the flipped weights, their channels exchanged.
    const Tensor flipped = weight.flip({2, 3}).transpose(0, 1).to(at::kDouble);
    for (const Tensor& weights : {transform_weights(weight), pack_taps(weight)}) {
      const Tensor leaf = x.detach().requires_grad_();
      const Tensor y = convolution(leaf, weights, {size.in, size.out}, {}, {});
      const Tensor dx = torch::autograd::grad({y}, {leaf}, {slope}).front();
      for (const double error : window_errors(y.detach(), x, weight.to(at::kDouble))) {
        EXPECT_LT(error, tolerance) << what << ", " << weights.sizes();
      }
      for (const double error : window_errors(dx, slope, flipped)) {
        EXPECT_LT(error, tolerance) << what << ", " << weights.sizes() << ", gradient";
      }
    }
  }
}

}  // namespace
}  // namespace maulstick::operators

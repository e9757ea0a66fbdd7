#pragma once
// What the tests of layers share: numbers, and a layer and its gradient held against torch in float64.

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include <functional>
#include <string>
#include <vector>

#include "support/pictures.h"

namespace maulstick::operators {

using at::Tensor;

// Numbers in [-1, 1) of any shape, float64, from the hash that test pictures are made of.
inline Tensor numbers(at::IntArrayRef shape, std::uint32_t seed) {
  const std::int64_t count = c10::multiply_integers(shape);
  const std::int64_t side = (count + 3) / 4;
  return testing::toy_latents(1, side, seed).flatten().narrow(0, 0, count).view(shape);
}

inline double largest(const Tensor& t) {
  return t.abs().max().item<double>();
}

// Relative to the largest of what is right.
inline double error(const Tensor& got, const Tensor& exact) {
  return largest(got - exact) / (largest(exact) + 1e-30);
}

struct Outcome {
  Tensor y;
  std::vector<Tensor> slopes;  // to every input
};

inline Outcome run(const std::function<Tensor(const std::vector<Tensor>&)>& layer,
                   const std::vector<Tensor>& inputs, const Tensor& slope) {
  std::vector<Tensor> leaves;
  for (const Tensor& input : inputs) leaves.push_back(input.detach().clone().requires_grad_());
  const Tensor y = layer(leaves);
  return {.y = y.detach(), .slopes = torch::autograd::grad({y}, leaves, {slope})};
}

inline void expect_close(const Outcome& ours, const Outcome& exact, double tolerance,
                         const std::string& what) {
  EXPECT_LT(error(ours.y, exact.y), tolerance) << what;
  ASSERT_EQ(ours.slopes.size(), exact.slopes.size());
  for (std::size_t i = 0; i < exact.slopes.size(); ++i) {
    EXPECT_LT(error(ours.slopes[i], exact.slopes[i]), tolerance) << what << ", gradient " << i;
  }
}

}  // namespace maulstick::operators

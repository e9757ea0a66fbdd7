#include "sampling/run.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <string>

#include "support/reference.h"

namespace maulstick::sampling {
namespace {

using at::Tensor;
using testing::reference;

TEST(Noise, is_the_bits_of_torch_in_python) {
  for (const auto& expected : reference("noise.json")["cases"]) {
    const auto shape = expected["shape"].get<std::vector<std::int64_t>>();
    const std::uint64_t seed = std::stoull(expected["seed"].get<std::string>());
    const Tensor noise = draw_noise(seed, shape[1], shape[2], shape[3]).flatten();
    const auto first = expected["first"].get<std::vector<float>>();
    const auto last = expected["last"].get<std::vector<float>>();
    for (std::size_t i = 0; i < first.size(); ++i) {
      EXPECT_EQ(noise[static_cast<std::int64_t>(i)].item<float>(), first[i]);
    }
    for (std::size_t i = 0; i < last.size(); ++i) {
      const auto from_end = static_cast<std::int64_t>(last.size() - i);
      EXPECT_EQ(noise[noise.numel() - from_end].item<float>(), last[i]);
    }
    EXPECT_NEAR(noise.to(at::kDouble).sum().item<double>(), expected["sum"].get<double>(), 1e-9);
  }
}

Tensor unmoved(const Tensor& latents, const Tensor& /*noise*/, const Moment& /*moment*/) {
  return latents;
}

// diffusers' own test of its scheduler: each step starts from the scaled latents.
TEST(Advance, repeats_the_toy_loop_of_diffusers) {
  const auto loop = reference("lms.json")["loop"];
  const Schedule schedule = {loop["timesteps"].get<std::vector<float>>(),
                             loop["sigmas"].get<std::vector<float>>()};
  const Tensor ramp = at::arange(768, at::kFloat).view({3, 8, 8, 4}).permute({3, 0, 1, 2}) / 768;
  State state = start(ramp, schedule);
  const auto denoise = [](const Tensor& z, const Moment& moment) {
    return z * (moment.timestep / (moment.timestep + 1));
  };
  while (state.step < schedule.steps()) {
    const float sigma = schedule.sigmas[static_cast<std::size_t>(state.step)];
    state.latents = state.latents / std::sqrt(sigma * sigma + 1);
    state = advance(state, schedule, denoise, &unmoved);
  }
  EXPECT_NEAR(state.latents.abs().sum().item<double>(), loop["sum"].get<double>(), 1e-2);
  EXPECT_NEAR(state.latents.abs().mean().item<double>(), loop["mean"].get<double>(), 1e-3);
}

// With constant noise e the ordinary differential equation dz/dsigma = e has the solution
// z(0) = z(sigma) - sigma e at any order.
TEST(Advance, follows_a_constant_slope_exactly) {
  const Schedule schedule = make_schedule({}, 10);
  const Tensor noise = draw_noise(7, 4, 8, 8);
  const Tensor slope = draw_noise(8, 4, 8, 8);
  State state = start(noise, schedule);
  const Tensor expected = state.latents - schedule.sigmas[0] * slope;
  const auto denoise = [&slope](const Tensor&, const Moment&) { return slope; };
  while (state.step < schedule.steps()) state = advance(state, schedule, denoise, &unmoved);
  EXPECT_LT((state.latents - expected).abs().max().item<double>(), 2e-5);
}

TEST(Advance, hands_what_was_steered_to_the_step_with_the_noise_of_before) {
  const Schedule schedule = make_schedule({}, 10);
  const Tensor ones = at::ones({1, 4, 8, 8});
  const auto denoise = [&ones](const Tensor&, const Moment&) { return 2 * ones; };
  const auto steer = [&ones](const Tensor& z, const Tensor& noise, const Moment&) {
    EXPECT_TRUE(noise.equal(2 * ones));
    return z - 3 * ones;
  };
  const State before = start(ones, schedule);
  const State after = advance(before, schedule, denoise, steer);
  const float step = schedule.sigmas[1] - schedule.sigmas[0];
  const Tensor expected = before.latents - 3 * ones + step * 2 * ones;
  EXPECT_LT((after.latents - expected).abs().max().item<double>(), 1e-4);
}

TEST(Advance, is_a_function_of_its_state) {
  const Schedule schedule = make_schedule({}, 12);
  const auto denoise = [](const Tensor& z, const Moment& moment) {
    return (z * moment.sigma).sin();
  };
  State state = start(draw_noise(1, 4, 8, 8), schedule);
  std::vector<State> kept;
  while (state.step < schedule.steps()) {
    kept.push_back(state);
    state = advance(state, schedule, denoise, &unmoved);
  }
  State again = kept[5];
  EXPECT_LE(again.derivatives.size(), 3U);
  while (again.step < schedule.steps()) again = advance(again, schedule, denoise, &unmoved);
  EXPECT_TRUE(again.latents.equal(state.latents));
}

}  // namespace
}  // namespace maulstick::sampling

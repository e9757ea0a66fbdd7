#pragma once
// The noise levels of a run: "scaled linear" betas of Stable Diffusion v1, sampled at evenly spaced
// timesteps. Plain numbers, no tensors; the arithmetic is float32 where diffusers' is, so that both
// arrive at the same sigmas.
//
// Source: Rombach et al. 2022 (arXiv:2112.10752) for the betas; Karras et al. 2022
// (arXiv:2206.00364) for the formulation by sigma = sqrt((1 - alpha_bar) / alpha_bar).

#include <vector>

namespace maulstick::sampling {

struct BetaSchedule {
  double beta_start = 0.00085;
  double beta_end = 0.012;
  int train_timesteps = 1000;
};

struct Schedule {
  std::vector<float> timesteps;  // n values, from train_timesteps - 1 down to 0, not rounded
  std::vector<float> sigmas;     // n + 1 values, falling, the last one 0

  [[nodiscard]] int steps() const { return static_cast<int>(timesteps.size()); }
};

// `steps` >= 2.
Schedule make_schedule(const BetaSchedule& betas, int steps);

}  // namespace maulstick::sampling

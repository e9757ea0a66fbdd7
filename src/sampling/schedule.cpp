#include "sampling/schedule.h"

#include <cmath>
#include <cstddef>

namespace maulstick::sampling {
namespace {

// `count` values from `first` to `last`, both included. Counted from the nearer end, as torch does
// it, so that both ends are exact.
std::vector<float> evenly_spaced(float first, float last, std::size_t count) {
  const float step = (last - first) / static_cast<float>(count - 1);
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = i < count / 2 ? first + step * static_cast<float>(i)
                              : last - step * static_cast<float>(count - 1 - i);
  }
  return values;
}

// sigma(t) for every timestep that the model was trained on.
std::vector<float> training_sigmas(const BetaSchedule& betas) {
  const auto count = static_cast<std::size_t>(betas.train_timesteps);
  std::vector<float> sigmas;
  sigmas.reserve(count);
  double alpha_bar = 1.0;
  for (const float root : evenly_spaced(static_cast<float>(std::sqrt(betas.beta_start)),
                                        static_cast<float>(std::sqrt(betas.beta_end)), count)) {
    const float alpha = 1.0F - root * root;
    alpha_bar *= static_cast<double>(alpha);
    const auto rounded = static_cast<float>(alpha_bar);
    sigmas.push_back(std::sqrt((1.0F - rounded) / rounded));
  }
  return sigmas;
}

float interpolate(const std::vector<float>& values, double position) {
  const auto below = static_cast<std::size_t>(position);
  if (below + 1 >= values.size()) return values.back();
  const double slope = static_cast<double>(values[below + 1]) - static_cast<double>(values[below]);
  const double fraction = position - static_cast<double>(below);
  return static_cast<float>(static_cast<double>(values[below]) + slope * fraction);
}

}  // namespace

Schedule make_schedule(const BetaSchedule& betas, int steps) {
  const std::vector<float> trained = training_sigmas(betas);
  const double step = static_cast<double>(betas.train_timesteps - 1) / (steps - 1);
  Schedule schedule;
  for (int i = steps - 1; i >= 0; --i) {
    const double position = i == steps - 1 ? betas.train_timesteps - 1 : i * step;
    const auto timestep = static_cast<float>(position);
    schedule.timesteps.push_back(timestep);
    schedule.sigmas.push_back(interpolate(trained, static_cast<double>(timestep)));
  }
  schedule.sigmas.push_back(0.0F);
  return schedule;
}

}  // namespace maulstick::sampling

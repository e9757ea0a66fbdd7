#include "sampling/run.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cstddef>

#include "sampling/lms.h"

namespace maulstick::sampling {

at::Tensor draw_noise(std::uint64_t seed, std::int64_t channels, std::int64_t height,
                      std::int64_t width) {
  const auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
  return at::randn({1, channels, height, width}, generator, at::TensorOptions().dtype(at::kFloat));
}

State start(const at::Tensor& noise, const Schedule& schedule) {
  return {.latents = noise * schedule.sigmas.front(), .derivatives = {}, .step = 0};
}

State advance(const State& state, const Schedule& schedule, const Denoise& denoise,
              const Steer& steer) {
  const auto i = static_cast<std::size_t>(state.step);
  const Moment moment = {state.step, schedule.timesteps[i], schedule.sigmas[i]};

  const at::Tensor noise = denoise(state.latents, moment);
  const at::Tensor latents = steer(state.latents, noise, moment);

  // (z - x0) / sigma is the noise but for rounding; written out so that it rounds as the original
  // does.
  const at::Tensor x0 = latents - moment.sigma * noise;
  std::vector<at::Tensor> derivatives = {(latents - x0) / moment.sigma};
  derivatives.insert(derivatives.end(), state.derivatives.begin(), state.derivatives.end());

  const std::vector<double> coefficients = lms_coefficients(schedule.sigmas, state.step);
  at::Tensor sum = coefficients[0] * derivatives[0];
  for (std::size_t j = 1; j < coefficients.size(); ++j)
    sum = sum + coefficients[j] * derivatives[j];

  if (derivatives.size() == max_order) derivatives.pop_back();
  return {.latents = latents + sum, .derivatives = std::move(derivatives), .step = state.step + 1};
}

}  // namespace maulstick::sampling

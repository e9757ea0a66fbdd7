#pragma once
// A run is a value: State holds everything that the next step needs, advance() makes the next State
// and remembers nothing. The sampler knows neither a network nor a loss; both come as functions.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <vector>

#include "sampling/schedule.h"

namespace maulstick::sampling {

struct State {
  at::Tensor latents;                   // [B, 4, h, w] float32
  std::vector<at::Tensor> derivatives;  // of the latest steps, newest first, fewer than max_order
  int step = 0;                         // the step that comes next
};

struct Moment {
  int step;
  float timestep;
  float sigma;
};

// The noise predicted in `latents` (after classifier-free guidance), of their shape and type.
using Denoise = std::function<at::Tensor(const at::Tensor& latents, const Moment&)>;

// The latents moved by guidance, or `latents` themselves. `noise` is what Denoise just said.
using Steer =
    std::function<at::Tensor(const at::Tensor& latents, const at::Tensor& noise, const Moment&)>;

// Unit normal noise [1, channels, height, width], float32 on the CPU whatever the device will be:
// the same bits as torch.randn(shape, generator=torch.Generator().manual_seed(seed)) in Python.
at::Tensor draw_noise(std::uint64_t seed, std::int64_t channels, std::int64_t height,
                      std::int64_t width);

// The state before the first step: noise · sigma_0.
State start(const at::Tensor& noise, const Schedule& schedule);

// One step: denoise, steer, then the linear multistep sum. The derivative is taken from the steered
// latents with the noise predicted before steering. Whatever the functions throw passes through.
State advance(const State& state, const Schedule& schedule, const Denoise& denoise,
              const Steer& steer);

}  // namespace maulstick::sampling

#include "guidance/guide.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

#include "base/stop.h"
#include "guidance/catalog.h"

namespace maulstick::guidance {
namespace {

using at::Tensor;

constexpr double set_norm = 0.5;
constexpr double step_size = 0.05;

// dy/dx contracted with `direction`. `y` is consumed: its graph is freed.
Tensor gradient_of(const Tensor& y, const Tensor& x, const Tensor& direction) {
  return torch::autograd::grad({y}, {x}, {direction}).front();
}

struct LossGradients {
  std::vector<double> losses;
  std::vector<Tensor> gradients;  // dL_j/dI; undefined where the scale is 0
};

// The losses and, where a scale asks for it, their gradients with respect to the pixels. One graph
// a loss, freed before the decoder's backward pass begins.
LossGradients loss_gradients(const Tensor& picture, const LossInputs& inputs,
                             const std::vector<double>& scales) {
  LossGradients result;
  for (std::size_t j = 0; j < catalog().size(); ++j) {
    const at::AutoGradMode grad_mode(scales[j] > 0);
    const Tensor pixels = picture.detach().requires_grad_(scales[j] > 0);
    const Tensor loss = catalog()[j].function(pixels, inputs);
    result.losses.push_back(loss.item<double>());
    result.gradients.push_back(scales[j] > 0 ? gradient_of(loss, pixels, at::ones_like(loss))
                                             : Tensor());
  }
  return result;
}

// U: the direction in pixel space that the decoder's backward pass starts from.
Tensor pixel_direction(const GuideSettings& settings, const std::vector<Tensor>& gradients) {
  Tensor sum;
  for (std::size_t j = 0; j < gradients.size(); ++j) {
    if (!gradients[j].defined()) continue;
    const Tensor term = settings.mode == Mode::reference
                            ? gradients[j] * settings.scales[j]
                            : gradients[j] * (settings.scales[j] / catalog()[j].recommended) /
                                  (l2_norm(gradients[j]) + 1e-12);
    sum = sum.defined() ? sum + term : term;
  }
  return sum;
}

// The expected norm of noise of level sigma in as many elements.
double noise_norm(const Tensor& latents, double sigma) {
  return sigma * std::sqrt(static_cast<double>(latents.numel()));
}

// What is taken away from the latents.
Tensor displacement(const GuideSettings& settings, const Tensor& gradient, double sigma) {
  const double norm = l2_norm(gradient).item<double>();
  if (settings.mode == Mode::relative) {
    return gradient * (settings.strength / 100 * noise_norm(gradient, sigma) / (norm + 1e-12));
  }
  double factor = set_norm / (norm + 1e-8);
  if (settings.gradient_norm == GradientNorm::cap) factor = std::min(1.0, factor);
  return gradient * (step_size * factor * sigma * sigma);
}

// The name of the first loss that is used and not finite, or "".
std::string not_finite(const std::vector<double>& losses, const std::vector<double>& scales) {
  for (std::size_t j = 0; j < losses.size(); ++j) {
    if (scales[j] > 0 && !std::isfinite(losses[j])) {
      return "the " + std::string(catalog()[j].name) + " loss";
    }
  }
  return "";
}

double weighted_total(const std::vector<double>& losses, const std::vector<double>& scales) {
  double total = 0;
  for (std::size_t j = 0; j < losses.size(); ++j) {
    if (scales[j] > 0) total += scales[j] * losses[j];
  }
  return total;
}

void displace(Push& push, const Tensor& displacement, double sigma) {
  push.push_norm = l2_norm(displacement).item<double>();
  push.push_percent = 100 * push.push_norm / noise_norm(displacement, sigma);
  push.latents = push.latents.detach() - displacement;
}

}  // namespace

Push push(const GuideSettings& settings, const Eyes& eyes, const Tensor& latents,
          const Tensor& noise, double sigma, const std::stop_token& stop) {
  Push result;
  result.latents = latents;

  const at::AutoGradMode grad_mode(true);
  const Tensor z = latents.detach().requires_grad_();
  const Tensor x0 = z - sigma * noise;
  const Tensor picture = eyes.decode(x0);
  result.x0 = x0.detach();
  result.picture = picture.detach();
  throw_if_stopped(stop, "painting", "before the losses");

  LossGradients seen = loss_gradients(picture, eyes.losses, settings.scales);
  result.losses = std::move(seen.losses);
  result.total = weighted_total(result.losses, settings.scales);
  result.skipped = not_finite(result.losses, settings.scales);
  if (!result.skipped.empty()) return result;

  const Tensor direction = pixel_direction(settings, seen.gradients);
  result.gradient = gradient_of(picture, z, direction);
  result.gradient_norm = l2_norm(result.gradient).item<double>();
  if (!std::isfinite(result.gradient_norm)) {
    result.skipped = "the gradient";
    return result;
  }
  displace(result, displacement(settings, result.gradient, sigma), sigma);
  return result;
}

std::vector<double> measure(const Tensor& picture, const LossInputs& inputs) {
  const std::vector<double> no_scales(catalog().size(), 0.0);
  return loss_gradients(picture, inputs, no_scales).losses;
}

}  // namespace maulstick::guidance

#include "engine/watch.h"

#include <ATen/ATen.h>

#include "engine/images.h"
#include "engine/preview_map.h"

namespace maulstick {
namespace {

using at::Tensor;

// NaN has no colour.
Image safe_image(const Tensor& picture) {
  return to_image(picture.nan_to_num(0.0));
}

}  // namespace

void Watch::saw_noise(const Tensor& latents, const Tensor& noise, double sigma) {
  if (observer_.wants_previews()) x0_ = latents - sigma * noise;
}

void Watch::saw_picture(const Tensor& picture) {
  if (x0_.defined()) picture_ = picture;
}

void Watch::show(int step) {
  if (!x0_.defined()) return;
  observer_.on_preview(best(step));
  x0_.reset();
  picture_.reset();
}

// Between decoded pictures the latest one goes on, so that previews neither blur nor change colour.
Preview Watch::best(int step) {
  if (!own_.defined()) own_ = map_ = preview_map(rules_);
  if (picture_.defined()) {
    learn();
    return {.step = step, .image = safe_image(picture_), .decoded = true};
  }
  const Tensor shown = decoded_.defined() ? carried_on() : cheap_picture(x0_, map_);
  return {.step = step, .image = safe_image(shown), .decoded = false};
}

// A decoded picture teaches the map its colours. One that is not finite teaches nothing.
void Watch::learn() {
  const Tensor fitted = fitted_map(own_, x0_, picture_);
  if (!fitted.isfinite().all().item<bool>()) return;
  map_ = fitted;
  decoded_ = picture_.detach();  // without the graph that led to it
  sketch_ = cheap_picture(x0_, map_);
}

// The detail of the latest decoded picture, moved by what the cheap one has changed since. Where the
// picture lies: only its bytes come to the CPU.
Tensor Watch::carried_on() const {
  const Tensor change = (cheap_picture(x0_, map_) - sketch_).to(decoded_.options());
  return (decoded_ + enlarged(change, decoded_)).clamp(0, 1);
}

std::optional<guidance::PictureMeasures> Watch::measures(const Tensor& picture) const {
  if (!observer_.wants_measures()) return std::nullopt;
  return guidance::picture_measures(picture);
}

}  // namespace maulstick

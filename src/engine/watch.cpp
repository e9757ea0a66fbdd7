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

// Each decoded picture also teaches the map its colours, so that the previews between do not jump.
Preview Watch::best(int step) {
  if (!picture_.defined()) {
    const Tensor map = map_.defined() ? map_ : preview_map(rules_);
    return {.step = step, .image = safe_image(cheap_picture(x0_, map)), .decoded = false};
  }
  const Tensor fitted = fitted_map(preview_map(rules_), x0_, picture_);
  if (fitted.isfinite().all().item<bool>()) map_ = fitted;
  return {.step = step, .image = safe_image(picture_), .decoded = true};
}

std::optional<guidance::PictureMeasures> Watch::measures(const Tensor& picture) const {
  if (!observer_.wants_measures()) return std::nullopt;
  return guidance::picture_measures(picture);
}

}  // namespace maulstick

#include "guidance/losses.h"

#include <ATen/ATen.h>

#include "guidance/measures.h"

namespace maulstick::guidance {
namespace {

using at::Tensor;

Tensor sum_over_image(const Tensor& maps) {  // [B, H, W] -> [B]
  return maps.sum(-1).sum(-1);
}

Tensor normalised(const Tensor& features) {  // [B, P], rows of length 1
  return features / features.norm(2, -1, true).clamp_min(1e-12);
}

}  // namespace

Tensor luminance(const Tensor& images) {
  return 0.2989 * images.select(1, 0) + 0.5870 * images.select(1, 1) + 0.1140 * images.select(1, 2);
}

Tensor l2_norm(const Tensor& tensor) {
  Tensor squares = tensor.square();
  while (squares.dim() > 0) squares = squares.sum(-1);
  return squares.sqrt();
}

Tensor spectrum(const Tensor& images) {
  return at::fft_fftshift(at::fft_fft2(luminance(images)), at::IntArrayRef{-2, -1}).abs();
}

Tensor spectrum_radius(const Tensor& spectrum) {
  const Tensor v = at::linspace(-0.5, 0.5, spectrum.size(-2), spectrum.options()).unsqueeze(1);
  const Tensor u = at::linspace(-0.5, 0.5, spectrum.size(-1), spectrum.options()).unsqueeze(0);
  return (u * u + v * v).sqrt();
}

Tensor high_share(const Tensor& spectrum) {
  const Tensor radius = spectrum_radius(spectrum);
  const Tensor low_mask = radius.le(spectrum_split).to(spectrum.scalar_type());
  const double bins = static_cast<double>(radius.numel());
  const Tensor low = sum_over_image(spectrum * low_mask) / bins;
  const Tensor high = sum_over_image(spectrum * (1.0 - low_mask)) / bins;
  return high / (low + high + 1e-8);
}

Centre centre_of_mass(const Tensor& images) {
  const Tensor y = luminance(images);
  const std::int64_t height = y.size(-2);
  const std::int64_t width = y.size(-1);
  // Forward differences; the missing last column and row are zero.
  const Tensor gx =
      at::constant_pad_nd(y.narrow(-1, 1, width - 1) - y.narrow(-1, 0, width - 1), {0, 1, 0, 0});
  const Tensor gy =
      at::constant_pad_nd(y.narrow(-2, 1, height - 1) - y.narrow(-2, 0, height - 1), {0, 0, 0, 1});
  const Tensor saliency = (gx * gx + gy * gy + 1e-12).sqrt();
  const Tensor mass = sum_over_image(saliency) + 1e-8;
  const Tensor xs = at::linspace(0.0, 1.0, width, y.options()).unsqueeze(0);
  const Tensor ys = at::linspace(0.0, 1.0, height, y.options()).unsqueeze(1);
  return {.x = sum_over_image(saliency * xs) / mass, .y = sum_over_image(saliency * ys) / mass};
}

Tensor clip_loss(const Tensor& images, const LossInputs& inputs) {
  const Tensor image = normalised(inputs.image_features(images));
  const Tensor text = normalised(inputs.text_features);
  return (1.0 - (image * text).sum(-1)).mean();
}

Tensor frequency_loss(const Tensor& images, const LossInputs& /*inputs*/) {
  return (high_share(spectrum(images)) - target_share).abs().mean();
}

Tensor composition_loss(const Tensor& images, const LossInputs& /*inputs*/) {
  const Centre centre = centre_of_mass(images);
  return ((centre.x - 0.5).square() + (centre.y - 0.5).square()).mean();
}

}  // namespace maulstick::guidance

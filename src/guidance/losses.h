#pragma once
// The losses: pixels in, one number out. Images are [B, 3, H, W] in [0, 1]; each loss is the mean
// over the batch, a scalar tensor through which gradients flow. They compute in the type of the
// images: float32 in the program, float64 where tests take finite differences.
//
// Sums run along one axis after the other, never over the whole tensor at once: torch splits a full
// sum by the number of threads, and the last bits would depend on it.

#include <ATen/core/Tensor.h>

#include <functional>

namespace maulstick::guidance {

// What a loss may need beside the pixels. A loss that needs nothing ignores it.
struct LossInputs {
  // Projected features [B, P] of images [B, 3, H, W] in [0, 1], not normalised.
  std::function<at::Tensor(const at::Tensor& images)> image_features;
  at::Tensor text_features;  // [1, P], not normalised
};

// 1 - cos(f_img, f_txt) (Radford et al. 2021, arXiv:2103.00020).
at::Tensor clip_loss(const at::Tensor& images, const LossInputs& inputs);

// |ratio - 0.35|, where ratio is the share of spectral magnitude of the luminance beyond a radius
// of 0.15 (0.5 is the edge of the spectrum).
at::Tensor frequency_loss(const at::Tensor& images, const LossInputs& inputs);

// Squared distance of the centre of mass of the luminance's gradient magnitude from the middle of
// the picture, whose sides have length 1.
at::Tensor composition_loss(const at::Tensor& images, const LossInputs& inputs);

// M = |fftshift(FFT2(Y))| of the luminance: [B, 3, H, W] -> [B, H, W], frequency 0 in the middle.
at::Tensor spectrum(const at::Tensor& images);

// Distance of every bin of a spectrum [.., H, W] from its centre, [H, W]: sqrt(u² + v²) with u and v
// evenly spaced over [-0.5, 0.5], both ends included.
at::Tensor spectrum_radius(const at::Tensor& spectrum);

// The share of a spectrum [B, H, W] beyond spectrum_split (measures.h): [B]. The frequency loss is
// its distance from target_share.
at::Tensor high_share(const at::Tensor& spectrum);

// Where the luminance's gradient magnitude has its centre of mass, each [B], in sides of the
// picture: (0, 0) is the middle of the first pixel, (1, 1) that of the last.
struct Centre {
  at::Tensor x;
  at::Tensor y;
};
Centre centre_of_mass(const at::Tensor& images);

// Y = 0.2989 R + 0.5870 G + 0.1140 B: [B, 3, H, W] -> [B, H, W].
at::Tensor luminance(const at::Tensor& images);

// Euclidean norm over the whole tensor, the same bits whatever the number of threads. [] scalar.
at::Tensor l2_norm(const at::Tensor& tensor);

}  // namespace maulstick::guidance

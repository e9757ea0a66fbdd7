#pragma once
// What the losses see in a picture, as numbers that can be drawn: where its weight lies and how its
// spectrum falls off. Computed by the losses' own code, so that what is shown is what guidance
// follows. No torch header is needed to read them.

#include <vector>

namespace at {
class Tensor;
}

namespace maulstick::guidance {

// The frequency loss is |high_share - target_share|, where high_share is the part of the spectrum's
// magnitude at radii above spectrum_split. A radius counts cycles a pixel: 0.5 is the finest pattern
// along a row.
inline constexpr double spectrum_split = 0.15;
inline constexpr double target_share = 0.35;

// Rings of a radial spectrum; ring k holds radii from k / 128 to (k + 1) / 128, up to 0.5.
inline constexpr int spectrum_rings = 64;

struct PictureMeasures {
  // The composition loss is (centre_x - 0.5)² + (centre_y - 0.5)².
  double centre_x = 0.5;
  double centre_y = 0.5;
  double high_share = 0;  // over all radii: the corners reach 0.71
  // Mean of M² / (H·W) over the bins of each ring, M = |FFT2(Y)|: white noise of variance v has v in
  // each, whatever the size. A ring without bins, as small pictures have, repeats the one before it.
  std::vector<double> power;
};

// Of a picture [1, 3, H, W] in [0, 1] on any device.
PictureMeasures picture_measures(const at::Tensor& picture);

}  // namespace maulstick::guidance

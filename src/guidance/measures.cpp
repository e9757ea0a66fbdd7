#include "guidance/measures.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstddef>

#include "guidance/losses.h"

namespace maulstick::guidance {
namespace {

using at::Tensor;

struct Ring {
  double power = 0;
  double bins = 0;
};

// The bins of a spectrum [H, W], float64 on the CPU, sorted into rings. One after the other: the
// same bits with any number of threads.
std::vector<Ring> sort_into_rings(const Tensor& spectrum) {
  const Tensor radius = spectrum_radius(spectrum).contiguous();
  const Tensor magnitude = spectrum.contiguous();
  const auto* radii = radius.const_data_ptr<double>();
  const auto* values = magnitude.const_data_ptr<double>();
  std::vector<Ring> rings(spectrum_rings);
  for (std::int64_t i = 0; i < magnitude.numel(); ++i) {
    if (radii[i] > 0.5) continue;  // the corners
    const auto index = static_cast<std::size_t>(2 * spectrum_rings * radii[i]);
    Ring& ring = rings[std::min(index, rings.size() - 1)];
    ring.power += values[i] * values[i];
    ring.bins += 1;
  }
  return rings;
}

std::vector<double> radial_power(const Tensor& spectrum) {
  const std::vector<Ring> rings = sort_into_rings(spectrum);
  const auto mean = [&spectrum](const Ring& ring) {
    return ring.power / ring.bins / static_cast<double>(spectrum.numel());
  };
  const auto has_bins = [](const Ring& ring) { return ring.bins > 0; };
  // The innermost bins of a small picture lie beyond the first rings.
  const auto first = std::ranges::find_if(rings, has_bins);
  double latest = first == rings.end() ? 0 : mean(*first);
  std::vector<double> power;
  for (const Ring& ring : rings) {
    if (has_bins(ring)) latest = mean(ring);
    power.push_back(latest);
  }
  return power;
}

}  // namespace

PictureMeasures picture_measures(const Tensor& picture) {
  const Centre centre = centre_of_mass(picture);
  const Tensor magnitude = spectrum(picture);
  return {.centre_x = centre.x.item<double>(),
          .centre_y = centre.y.item<double>(),
          .high_share = high_share(magnitude).item<double>(),
          .power = radial_power(magnitude[0].to(at::kCPU).to(at::kDouble))};
}

}  // namespace maulstick::guidance

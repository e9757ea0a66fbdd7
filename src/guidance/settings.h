#pragma once
// How guidance is to act, without a tensor in sight: part of every request.

#include <vector>

#include "base/api.h"

namespace maulstick::guidance {

enum class Mode { reference, relative };

// What happens to the gradient's norm in reference mode: always set to 0.5, or only if it is
// larger.
enum class GradientNorm { set, cap };

struct GuideSettings {
  MAULSTICK_API GuideSettings();  // every loss at its catalog default

  std::vector<double> scales;  // one for each row of the catalog; 0 turns a loss off
  int every = 5;               // guide at steps i with i mod every = 0 …
  double start = 0.2;          // … and i > start · steps
  Mode mode = Mode::reference;
  double strength = 4;  // relative mode's P, per cent of the noise
  GradientNorm gradient_norm = GradientNorm::set;

  friend bool operator==(const GuideSettings&, const GuideSettings&) = default;
};

// Whether guidance may act at this step of a run of `steps`, whatever the scales are.
MAULSTICK_API bool may_guide_at(const GuideSettings& settings, int step, int steps);

// Whether it does: at least one scale is not 0.
MAULSTICK_API bool guides_at(const GuideSettings& settings, int step, int steps);

}  // namespace maulstick::guidance

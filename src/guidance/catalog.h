#pragma once
// The losses that guidance can follow, one row each. Options, help, ranges, settings in pictures,
// logs and panels are made from these rows: a new loss is one function in losses.cpp, one row in
// catalog.cpp and one test. No torch header is needed to read the catalog.

#include <span>
#include <string_view>

#include "base/api.h"

namespace at {
class Tensor;
}

namespace maulstick::guidance {

struct LossInputs;
using LossFunction = at::Tensor (*)(const at::Tensor& images, const LossInputs& inputs);

struct Loss {
  std::string_view name;     // in options, logs and files: "clip"
  std::string_view label;    // for people, in the middle of a sentence: "CLIP", "frequency"
  std::string_view summary;  // what it does, for help and tooltips
  double maximum;            // of its scale; the minimum is 0, which turns it off
  double fallback;           // the default scale
  double step;               // of a slider
  double band_low;           // the recommended band of the scale: from here …
  double band_high;          // … to here
  double recommended;        // the scale that counts as 1 in relative mode
  std::string_view caution;  // what may happen above the band
  LossFunction function;
};

MAULSTICK_API std::span<const Loss> catalog();

}  // namespace maulstick::guidance

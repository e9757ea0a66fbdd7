#include "engine/report.h"

#include <algorithm>

namespace maulstick {

int Painting::guided_steps() const {
  return static_cast<int>(std::ranges::count_if(
      steps, [](const StepReport& step) { return step.guidance.has_value(); }));
}

int Painting::skipped_pushes() const {
  return static_cast<int>(std::ranges::count_if(steps, [](const StepReport& step) {
    return step.guidance.has_value() && !step.guidance->skipped.empty();
  }));
}

}  // namespace maulstick

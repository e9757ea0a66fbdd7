#include "engine/time_left.h"

#include <cstddef>

namespace maulstick {

void TimeLeft::add(const StepReport& step) {
  done_ = step.step + 1;
  // Without the network it is faster than any to come; of a guided step that is the lesser part.
  if (step.reused && !step.guidance) return;
  Pace& pace = step.guidance ? with_guidance_ : plain_;
  ++pace.steps;
  pace.seconds += step.seconds;
}

std::optional<double> TimeLeft::seconds() const {
  double total = 0;
  for (auto i = static_cast<std::size_t>(done_); i < guided_.size(); ++i) {
    const Pace& pace = guided_[i] ? with_guidance_ : plain_;
    if (pace.steps == 0) return std::nullopt;
    total += pace.mean();
  }
  return total;
}

}  // namespace maulstick

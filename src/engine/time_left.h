#pragma once
// How long a run will still take. Guided steps cost several plain ones, so the two are timed apart.

#include <optional>
#include <vector>

#include "base/api.h"
#include "engine/report.h"

namespace maulstick {

class MAULSTICK_API TimeLeft {
 public:
  // One entry a step: whether it will be guided.
  explicit TimeLeft(std::vector<bool> guided = {}) : guided_(std::move(guided)) {}

  // Another plan for the same run, after a move in mid-run.
  void replan(std::vector<bool> guided) { guided_ = std::move(guided); }

  void add(const StepReport& step);

  // Seconds for the steps to come; nothing until each kind that is to come has been seen.
  [[nodiscard]] std::optional<double> seconds() const;

 private:
  struct Pace {
    int steps = 0;
    double seconds = 0;
    [[nodiscard]] double mean() const { return seconds / steps; }
  };

  std::vector<bool> guided_;
  int done_ = 0;
  Pace plain_;
  Pace with_guidance_;
};

}  // namespace maulstick

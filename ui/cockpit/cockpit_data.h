#pragma once
// The steps of one run and what follows from them. No widgets; used by the cockpit, its words and
// its files.

#include <optional>
#include <vector>

#include "ui/cockpit/step_point.h"

namespace maulstick::ui {

// Of the frequency loss: where "high" begins, in cycles a pixel, and how much shall lie above.
inline constexpr double spectrumSplit = 0.15;
inline constexpr double highShareTarget = 0.35;

class CockpitData {
 public:
  void start(int steps);
  void add(const StepPoint& point);

  [[nodiscard]] int steps() const { return steps_; }
  [[nodiscard]] const std::vector<StepPoint>& points() const { return points_; }

  [[nodiscard]] const StepPoint* firstGuided() const;
  [[nodiscard]] const StepPoint* lastGuided() const;
  [[nodiscard]] const StepPoint* at(int step) const;  // null if there is none

  // NaN where the point does not know it.
  [[nodiscard]] static double loss(const StepPoint& point, std::size_t row);

  // In per cent, from the first guided step that knows the loss to `point`; NaN if there is no
  // such.
  [[nodiscard]] double change(const StepPoint& point, std::size_t row) const;

  // Of the weighted losses, summing to 1; empty if nothing pushes.
  [[nodiscard]] static std::vector<double> shares(const StepPoint& point);

  // Means; NaN before the first of its kind.
  [[nodiscard]] double plainSeconds() const { return plain_.mean(); }
  [[nodiscard]] double guidedSeconds() const { return guided_.mean(); }

 private:
  struct Mean {
    double sum = 0;
    int count = 0;
    [[nodiscard]] double mean() const;
  };

  int steps_ = 0;
  std::vector<StepPoint> points_;
  std::vector<std::size_t> guidedAt_;  // places in points_
  std::vector<double> firstLosses_;
  Mean plain_;
  Mean guided_;
};

}  // namespace maulstick::ui

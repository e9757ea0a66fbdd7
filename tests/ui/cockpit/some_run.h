#pragma once
// A run as the cockpit is fed with it, the same at every call.

#include <cmath>
#include <vector>

#include "ui/cockpit/step_point.h"

namespace maulstick::ui::testing {

inline std::vector<CockpitRow> threeRows() {
  return {
      {QStringLiteral("clip"), QStringLiteral("CLIP distance"), QStringLiteral("far"), 0},
      {QStringLiteral("frequency"), QStringLiteral("Frequency"), QStringLiteral("fine"), 1},
      {QStringLiteral("composition"), QStringLiteral("Centre offset"), QStringLiteral("off"), 2}};
}

inline GuidedPoint guidedPoint(int step) {
  GuidedPoint point;
  const double i = step;
  point.losses = {0.4 - 0.004 * (i - 15), 0.1 * std::exp(-i / 40), 0.002 / (i + 1)};
  point.weighted = {6, 3, 1};
  point.gradientNorm = 1.5 + std::sin(i);
  point.pushPercent = 6;
  for (int ring = 0; ring < 64; ++ring) point.spectrum.push_back(std::exp(-ring / 9.0) * 3);
  point.highShare = 0.26;
  point.centre = {0.5 + 1 / (i + 2), 0.6};
  return point;
}

// Guided at every fifth step from the fifteenth on, as 0.2 n of 50 says.
inline std::vector<StepPoint> someRun(int steps) {
  std::vector<StepPoint> points;
  for (int step = 0; step < steps; ++step) {
    StepPoint point = {.step = step, .seconds = 0.12, .guided = std::nullopt};
    if (step >= 15 && step % 5 == 0) {
      point.seconds = 0.31;
      point.guided = guidedPoint(step);
    }
    points.push_back(point);
  }
  return points;
}

}  // namespace maulstick::ui::testing

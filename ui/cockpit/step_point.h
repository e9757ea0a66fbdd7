#pragma once
// What the cockpit shows, as plain values: one row for each loss, one point for each step of a run.
// A value that is not known is NaN and leaves a gap.

#include <QPointF>
#include <QString>
#include <limits>
#include <optional>
#include <vector>

namespace maulstick::ui {

struct CockpitRow {
  QString name;     // in files: "clip"
  QString title;    // "CLIP distance"
  QString meaning;  // what it measures, a sentence
  int colourIndex;  // of Theme::lossColour
};

struct GuidedPoint {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  std::vector<double> losses;    // one for each row
  std::vector<double> weighted;  // the same times their scales: what they share the push by
  double gradientNorm = unknown;
  double pushPercent = unknown;      // of the noise
  std::vector<double> spectrum;      // radial power in equal bins from 0 to 0.5 cycles a pixel
  double highShare = unknown;        // of the spectrum's magnitude above the split, 0 to 1
  QPointF centre{unknown, unknown};  // of mass, in shares of the picture
};

struct StepPoint {
  int step = 0;  // from 0; people see it from 1
  double seconds = GuidedPoint::unknown;
  std::optional<GuidedPoint> guided;
};

}  // namespace maulstick::ui

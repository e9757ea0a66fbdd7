#include "ui/canvas/progress_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace maulstick::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Progress)
};

int roundTo(double value, int unit) {
  return static_cast<int>(std::lround(value / unit)) * unit;
}

}  // namespace

QString timeLeftWords(const std::optional<double>& seconds) {
  if (!seconds || !std::isfinite(*seconds)) return Words::tr("estimating");
  const double left = *seconds;
  if (left < 1) return Words::tr("nearly done");
  if (left < 19.5) return Words::tr("about %1\u00a0s left").arg(roundTo(left, 1));
  if (left < 57.5) return Words::tr("about %1\u00a0s left").arg(roundTo(left, 5));
  if (left < 295) {
    const int rounded = roundTo(left, 10);
    if (rounded % 60 == 0) return Words::tr("about %1\u00a0min left").arg(rounded / 60);
    return Words::tr("about %1\u00a0min %2\u00a0s left").arg(rounded / 60).arg(rounded % 60);
  }
  const int minutes = roundTo(left / 60, 1);
  if (minutes < 60) return Words::tr("about %1\u00a0min left").arg(minutes);
  return Words::tr("about %1\u00a0h %2\u00a0min left").arg(minutes / 60).arg(minutes % 60);
}

QString durationWords(double seconds) {
  if (seconds < 20) return Words::tr("about %1\u00a0s").arg(std::max(1, roundTo(seconds, 1)));
  if (seconds < 57.5) return Words::tr("about %1\u00a0s").arg(roundTo(seconds, 5));
  const int minutes = std::max(1, roundTo(seconds / 60, 1));
  if (minutes < 60) return Words::tr("about %1\u00a0min").arg(minutes);
  return Words::tr("about %1\u00a0h %2\u00a0min").arg(minutes / 60).arg(minutes % 60);
}

QString stepWords(int done, int steps) {
  return Words::tr("step %1 of %2").arg(done).arg(steps);
}

}  // namespace maulstick::ui

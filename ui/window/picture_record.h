#pragma once
// How a picture came about, as the cockpit, the overlay and the progress strip show it: of a run that
// has just ended, or as far as the file of a picture tells. Used by the Paint view; any thread.

#include <QString>
#include <optional>
#include <vector>

#include "engine/report.h"
#include "ui/cockpit/step_point.h"
#include "ui/history/picture_settings.h"

namespace maulstick::ui {

struct PictureRecord {
  int steps = 0;
  std::vector<bool> guided;       // one entry a step
  std::vector<StepPoint> points;  // from files guided steps only, without spectrum and centre
  std::optional<double> seconds;
  qint64 seed = -1;
  QString model;
};

PictureRecord recordOf(const Painting& painting);

// Nothing if the picture does not say how it was painted. Never throws, whatever it says.
std::optional<PictureRecord> recordOf(const PictureSettings& settings);

// "Painted in 7.0 s · seed 42 · Easel".
QString recordWords(const PictureRecord& record);

}  // namespace maulstick::ui

#pragma once
// A picture that is compared with others: finished, from wherever, or still being painted. A plain
// value.

#include <QImage>
#include <QSize>
#include <QString>
#include <limits>
#include <optional>
#include <vector>

#include "engine/request.h"

namespace maulstick::ui {

// Of a guided step; one loss for each row of the catalog.
struct LossPoint {
  int step = 0;
  std::vector<double> losses;
};

struct ComparedPicture {
  enum class State { waiting, painting, done, stopped, failed };

  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  QString name;  // "CLIP + frequency"
  State state = State::done;
  QString file;  // "" as long as there is none
  QImage image;  // or what there is of it
  QSize size;    // that it has, or is going to have
  std::optional<Request> request;
  int steps = 0;                  // of its run
  int stepsDone = 0;              // while it is painted
  std::vector<LossPoint> curve;   // empty if nothing guided it, or nothing is known of that
  std::vector<double> losses;     // of the picture; empty if they are not known
  double centreOffset = unknown;  // from the middle, in shares of the sides
  double highShare = unknown;     // of the spectrum above the split, 0 to 1
  double seconds = unknown;
  QString problem;  // why there is no picture

  [[nodiscard]] bool isPainted() const { return state == State::done && !image.isNull(); }
};

}  // namespace maulstick::ui

#pragma once
// The context of what is said of a series, for those who translate it. Used by the series' and the
// styles' rooms.

#include <QCoreApplication>

namespace maulstick::ui {

struct SeriesWords {
  Q_DECLARE_TR_FUNCTIONS(Series)
};

}  // namespace maulstick::ui

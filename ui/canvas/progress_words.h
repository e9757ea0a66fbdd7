#pragma once
// How the app speaks of time that is left, or that something will take. Plain functions.

#include <QString>
#include <optional>

namespace maulstick::ui {

// "about 40 s left"; coarser the longer it takes, so that the words do not jump; "estimating"
// without a number.
QString timeLeftWords(const std::optional<double>& seconds);

// "about 4 min": of what has not begun.
QString durationWords(double seconds);

// "step 13 of 50".
QString stepWords(int done, int steps);

}  // namespace maulstick::ui

#pragma once
// The two sides of the canvas in colours and letters, the same in the strip, the table and the
// plots.

#include <QColor>
#include <QString>

#include "ui/compare/comparison.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {

inline QColor colourOf(Side side) {
  const Palette& colours = Theme::instance().palette();
  return side == Side::left ? colours.text : colours.accent;
}

inline QString letterOf(Side side) {
  return side == Side::left ? QStringLiteral("A") : QStringLiteral("B");
}

}  // namespace maulstick::ui

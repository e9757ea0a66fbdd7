#pragma once
// The lines that part panels.

#include <QFrame>

namespace maulstick::ui {

// One pixel thick, in the theme's line colour; as long as its layout makes it.
inline QFrame* makeHairline(Qt::Orientation orientation, QWidget* parent = nullptr) {
  auto* line = new QFrame(parent);
  line->setProperty("hairline", true);
  if (orientation == Qt::Horizontal) {
    line->setFixedHeight(1);
  } else {
    line->setFixedWidth(1);
  }
  return line;
}

}  // namespace maulstick::ui

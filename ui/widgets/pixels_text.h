#pragma once
// How large a picture is, in words. Used by the panels, the models and the restore sheet.

#include <QString>

namespace maulstick::ui {

// "128 × 128"
inline QString pixelsText(int width, int height) {
  return QStringLiteral("%1 × %2").arg(width).arg(height);
}

}  // namespace maulstick::ui

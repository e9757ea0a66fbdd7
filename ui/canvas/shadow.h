#pragma once
// The soft shadow under the picture. Used by CanvasView.

#include <QColor>
#include <QRectF>

class QPainter;

namespace maulstick::ui {

// A blurred rectangle a little below `box`; the corners are computed once and kept. UI thread.
void drawSoftShadow(QPainter& painter, const QRectF& box, double strength);

}  // namespace maulstick::ui

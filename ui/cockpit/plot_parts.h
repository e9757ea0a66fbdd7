#pragma once
// What the plots of the cockpit have in common.

#include <QColor>
#include <QRectF>
#include <QString>

class QPainter;

namespace maulstick::ui {

// A colour of Theme::lossColour; neutral for what belongs to no loss.
inline constexpr int neutralColour = -1;
QColor plotColour(int index);

// A line through a plot at `x`, and words beside it that stay within `plot`.
void drawCrosshair(QPainter& painter, const QRectF& plot, double x);
void drawBubble(QPainter& painter, const QRectF& plot, const QPointF& at, const QString& words);

}  // namespace maulstick::ui

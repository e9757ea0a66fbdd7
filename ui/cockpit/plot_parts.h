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

// One line of words, in their own direction: numbers and units do not change places where the app
// runs from right to left. `side` is meant as it is said.
void drawWords(QPainter& painter, const QRectF& place, Qt::Alignment side, const QString& words);

// A line through a plot at `x`, and words beside it that stay within `plot`.
void drawCrosshair(QPainter& painter, const QRectF& plot, double x);
void drawBubble(QPainter& painter, const QRectF& plot, const QPointF& at, const QString& words);

}  // namespace maulstick::ui

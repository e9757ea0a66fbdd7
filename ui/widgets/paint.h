#pragma once
// The strokes that the style and our own widgets share: boxes with hair lines, rings of focus,
// chevrons, and numbers whose figures keep their places.

#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QString>

class QFontMetricsF;
class QPainter;

namespace maulstick::ui {

struct Box {
  QColor fill = Qt::transparent;
  QColor line = Qt::transparent;
  double radius = 8;
};

// A rounded box whose line lies inside `place`.
void drawBox(QPainter& painter, const QRectF& place, const Box& box);

// A dashed sheet of paper where something is going to be; inside `place`.
void drawSheet(QPainter& painter, const QRectF& place);

// Around something that the keyboard acts on; inside `place`.
void drawFocusRing(QPainter& painter, const QRectF& place, double radius);

// A small arrow head, in the middle of `place`.
void drawChevron(QPainter& painter, const QRectF& place, Qt::ArrowType direction,
                 const QColor& colour);

// Text with tabular figures: every digit as wide as the widest, so that a number that changes does
// not shake. (Qt 6.4 has no access to a font's own tabular figures.)
double tabularWidth(const QFontMetricsF& metrics, const QString& text);
// In the painter's font and pen, from the base line's left end.
void drawTabular(QPainter& painter, QPointF start, const QString& text);
// The same, placed in a rectangle.
void drawTabular(QPainter& painter, const QRectF& place, Qt::Alignment alignment,
                 const QString& text);

// Device pixels for one of the painter's, wherever it really draws.
double densityOf(const QPainter& painter);

// Grounds for what is pointed at, pressed, or chosen: they fit any panel.
QColor hoverGround();
QColor pressedGround();
QColor chosenGround();

}  // namespace maulstick::ui

#include "ui/widgets/paint.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>
#include <algorithm>
#include <array>

#include "ui/widgets/colours.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double ringWidth = 1.5;

double widestDigit(const QFontMetricsF& metrics) {
  double widest = 0;
  for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
    widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
  }
  return widest;
}

bool isFigure(QChar character) {
  return character >= QLatin1Char('0') && character <= QLatin1Char('9');
}

// Figures one by one, and what stands between them in one piece, so that its letters join.
QStringList runsOf(const QString& text) {
  QStringList runs;
  for (qsizetype i = 0; i < text.size(); ++i) {
    const bool joins = i > 0 && !isFigure(text[i]) && !isFigure(text[i - 1]);
    if (joins) {
      runs.last().append(text[i]);
    } else {
      runs.append(text[i]);
    }
  }
  return runs;
}

double widthOf(const QFontMetricsF& metrics, const QString& run) {
  return isFigure(run[0]) ? widestDigit(metrics) : metrics.horizontalAdvance(run);
}

}  // namespace

void drawBox(QPainter& painter, const QRectF& place, const Box& box) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(box.fill);
  const bool hasLine = box.line.alpha() != 0;
  painter.setPen(hasLine ? QPen(box.line, 1) : QPen(Qt::NoPen));
  const double inset = hasLine ? 0.5 : 0;
  const QRectF inside = place.adjusted(inset, inset, -inset, -inset);
  const double radius = std::min({box.radius, inside.width() / 2, inside.height() / 2});
  painter.drawRoundedRect(inside, radius, radius);
  painter.restore();
}

void drawSheet(QPainter& painter, const QRectF& place) {
  const Palette& colours = Theme::instance().palette();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(faded(colours.panel, Theme::instance().isDark() ? 0.45 : 0.6));
  QPen pen(colours.line, 1.2, Qt::CustomDashLine, Qt::RoundCap);
  pen.setDashPattern({4, 5});
  painter.setPen(pen);
  painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 10, 10);
}

void drawFocusRing(QPainter& painter, const QRectF& place, double radius) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(Theme::instance().palette().accent, ringWidth));
  const double inset = ringWidth / 2;
  painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), radius, radius);
  painter.restore();
}

void drawChevron(QPainter& painter, const QRectF& place, Qt::ArrowType direction,
                 const QColor& colour) {
  constexpr double reach = 3.5;
  std::array<QPointF, 3> head = {{{-reach, -reach / 2}, {0, reach / 2}, {reach, -reach / 2}}};
  for (QPointF& point : head) {
    if (direction == Qt::UpArrow) point.setY(-point.y());
    if (direction == Qt::RightArrow) point = {point.y(), point.x()};
    if (direction == Qt::LeftArrow) point = {-point.y(), point.x()};
  }
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(place.center());
  painter.scale(Theme::instance().fontScale(), Theme::instance().fontScale());
  painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(head.data(), static_cast<int>(head.size()));
  painter.restore();
}

double tabularWidth(const QFontMetricsF& metrics, const QString& text) {
  double width = 0;
  for (const QString& run : runsOf(text)) width += widthOf(metrics, run);
  return width;
}

void drawTabular(QPainter& painter, QPointF start, const QString& text) {
  const QFontMetricsF metrics(painter.font(), painter.device());
  const Qt::LayoutDirection direction = painter.layoutDirection();
  if (!text.isRightToLeft()) painter.setLayoutDirection(Qt::LeftToRight);
  for (const QString& run : runsOf(text)) {
    const double width = widthOf(metrics, run);
    painter.drawText(start + QPointF((width - metrics.horizontalAdvance(run)) / 2, 0), run);
    start.rx() += width;
  }
  painter.setLayoutDirection(direction);
}

void drawTabular(QPainter& painter, const QRectF& place, Qt::Alignment alignment,
                 const QString& text) {
  const QFontMetricsF metrics(painter.font(), painter.device());
  const double spare = place.width() - tabularWidth(metrics, text);
  double x = place.left();
  if (alignment.testFlag(Qt::AlignRight)) x += spare;
  if (alignment.testFlag(Qt::AlignHCenter)) x += spare / 2;
  const double y = place.center().y() + (metrics.ascent() - metrics.descent()) / 2;
  drawTabular(painter, QPointF(x, y), text);
}

double densityOf(const QPainter& painter) {
  return std::max(1.0, painter.deviceTransform().m11());
}

QColor hoverGround() {
  return faded(Theme::instance().palette().text, 0.06);
}

QColor pressedGround() {
  return faded(Theme::instance().palette().text, 0.12);
}

QColor chosenGround() {
  return Theme::instance().isDark() ? Theme::instance().palette().raised
                                    : faded(Theme::instance().palette().text, 0.09);
}

}  // namespace maulstick::ui

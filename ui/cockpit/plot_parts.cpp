#include "ui/cockpit/plot_parts.h"

#include <QPainter>
#include <algorithm>

#include "ui/widgets/colours.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double bubblePadding = 6;
constexpr double bubbleGap = 8;

}  // namespace

QColor plotColour(int index) {
  return index < 0 ? Theme::instance().palette().dim : Theme::lossColour(index);
}

void drawWords(QPainter& painter, const QRectF& place, Qt::Alignment side, const QString& words) {
  const Qt::LayoutDirection before = painter.layoutDirection();
  painter.setLayoutDirection(words.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
  painter.drawText(place, static_cast<int>(side | Qt::AlignVCenter | Qt::AlignAbsolute), words);
  painter.setLayoutDirection(before);
}

void drawCrosshair(QPainter& painter, const QRectF& plot, double x) {
  painter.setPen(QPen(faded(Theme::instance().palette().dim, 0.7), 1));
  painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
}

void drawBubble(QPainter& painter, const QRectF& plot, const QPointF& at, const QString& words) {
  const Palette& colours = Theme::instance().palette();
  painter.setFont(Theme::instance().font(TextRole::small));
  const QFontMetricsF metrics(painter.font());
  const QSizeF size(metrics.horizontalAdvance(words) + 2 * bubblePadding, metrics.height() + 4);
  const bool fitsRight = at.x() + bubbleGap + size.width() <= plot.right();
  const double left = fitsRight ? at.x() + bubbleGap : at.x() - bubbleGap - size.width();
  QRectF box(QPointF(std::max(plot.left(), left), at.y() - size.height() / 2), size);
  box.moveTop(
      std::clamp(box.top(), plot.top(), std::max(plot.top(), plot.bottom() - size.height())));
  painter.setPen(QPen(colours.line, 1));
  painter.setBrush(faded(colours.raised, 0.95));
  painter.drawRoundedRect(box, 5, 5);
  painter.setPen(colours.text);
  drawWords(painter, box, Qt::AlignHCenter, words);
}

}  // namespace maulstick::ui

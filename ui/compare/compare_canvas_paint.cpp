// How the canvas of the Compare view looks.

#include <QPainter>
#include <algorithm>

#include "ui/canvas/shadow.h"
#include "ui/compare/compare_canvas.h"
#include "ui/compare/difference_map.h"
#include "ui/compare/side_colours.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double lineWidth = 2;
constexpr double knob = 15;       // its radius
constexpr double lineInset = 12;  // so that it can be grasped when its place is out of sight
constexpr double pillInset = 10;
constexpr double pillPadding = 10;

// Words on a picture, whatever is on it.
void drawPill(QPainter& painter, const QRectF& room, Qt::Alignment side, const QString& words) {
  painter.setFont(Theme::instance().font(TextRole::body));
  const QFontMetricsF metrics(painter.font());
  const QString cut = metrics.elidedText(words, Qt::ElideRight, room.width() - 2 * pillPadding);
  const QSizeF size(metrics.horizontalAdvance(cut) + 2 * pillPadding, metrics.height() + 6);
  QRectF place(room.topLeft(), size);
  if (side & Qt::AlignRight) place.moveRight(room.right());
  if (side & Qt::AlignHCenter) place.moveLeft(room.center().x() - size.width() / 2);
  if (side & Qt::AlignBottom) place.moveBottom(room.bottom());
  drawBox(painter, place, {.fill = QColor(0, 0, 0, 175), .radius = size.height() / 2});
  painter.setPen(Qt::white);
  painter.drawText(place, Qt::AlignCenter, cut);
}

}  // namespace

// Never out of sight: as far as the picture and the widget reach.
double CompareCanvas::lineX() const {
  const QRectF picture = box();
  const double wanted = picture.left() + line_ * picture.width();
  const double low = std::max(picture.left(), std::min(lineInset, picture.right()));
  const double high = std::min(picture.right(), std::max(width() - lineInset, picture.left()));
  return std::clamp(wanted, std::min(low, high), std::max(low, high));
}

void CompareCanvas::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), Theme::instance().palette().canvas);
  if (!hasPicture()) {
    if (hasRing_) drawFocusRing(painter, rect(), 2);
    return;
  }
  drawSoftShadow(painter, box(), Theme::instance().isDark() ? 0.6 : 0.22);
  if (differenceShown_ && hasBoth() && !difference_.isNull()) {
    drawLayer(painter, difference_, frame());
  } else {
    drawSides(painter);
  }
  painter.setRenderHint(QPainter::Antialiasing);
  if (!differenceShown_ && hasBoth()) drawLine(painter);
  drawNames(painter);
  if (hasRing_) drawFocusRing(painter, rect(), 2);
}

void CompareCanvas::drawSides(QPainter& painter) const {
  const double x = hasBoth() ? lineX() : (at(Side::left).layer.isNull() ? 0.0 : 1.0 * width());
  for (const Side side : {Side::left, Side::right}) {
    const bool isFirst = (side == Side::left) != flipped_;
    const Place& place = at(side);
    // Alone, a picture has all the room.
    const double from = isFirst || !hasBoth() ? 0 : x;
    const double to = isFirst && hasBoth() ? x : width();
    painter.save();
    painter.setClipRect(QRectF(QPointF(from, 0), QPointF(to, height())));
    drawLayer(painter, place.layer, place.shown.size);
    painter.restore();
  }
}

// Where the frame is larger than the picture, the canvas shows.
void CompareCanvas::drawLayer(QPainter& painter, const PictureLayer& layer,
                              const QSize& size) const {
  if (layer.isNull()) return;
  const double ratio = devicePixelRatioF();
  const QRect all = view_.pictureRect();
  QRect whole = all;
  if (size != frame()) whole = fittedInto(all.size(), size).translated(all.topLeft());
  const QRect device(QPoint(), (QSizeF(this->size()) * ratio).toSize());
  const QRect visible = whole.intersected(device);
  if (visible.isEmpty()) return;
  QImage drawn = layer.drawn(whole, visible);
  drawn.setDevicePixelRatio(ratio);
  painter.drawImage(QPointF(visible.topLeft()) / ratio, drawn);
}

void CompareCanvas::drawLine(QPainter& painter) const {
  const QRectF picture = box().intersected(QRectF(rect()));
  const double x = lineX();
  painter.setPen(QPen(QColor(0, 0, 0, 90), lineWidth + 2));
  painter.drawLine(QPointF(x, picture.top()), QPointF(x, picture.bottom()));
  painter.setPen(QPen(Qt::white, lineWidth));
  painter.drawLine(QPointF(x, picture.top()), QPointF(x, picture.bottom()));
  const QPointF middle(x, picture.center().y());
  painter.setPen(QPen(QColor(0, 0, 0, 90), 1));
  painter.setBrush(Qt::white);
  painter.drawEllipse(middle, knob, knob);
  const QRectF left(middle.x() - 11, middle.y() - 5, 10, 10);
  drawChevron(painter, left, Qt::LeftArrow, QColor(40, 40, 40));
  drawChevron(painter, left.translated(12, 0), Qt::RightArrow, QColor(40, 40, 40));
}

void CompareCanvas::drawNames(QPainter& painter) const {
  const QRectF seen = box().intersected(QRectF(rect()));
  const QRectF room = seen.adjusted(pillInset, pillInset, -pillInset, -pillInset);
  if (room.width() < 4 * pillPadding || room.height() < 60) return;
  const auto name = [this](Side side) {
    const QString letter = hasBoth() ? letterOf(side) + QStringLiteral("  ") : QString();
    return letter + at(side).shown.name;
  };
  if (differenceShown_ && hasBoth()) {
    drawPill(
        painter, room, Qt::AlignLeft | Qt::AlignTop,
        tr("Difference ×%1 · %2, %3")
            .arg(QString::number(factor_), at(Side::left).shown.name, at(Side::right).shown.name));
  } else {
    QRectF half = room;
    if (hasBoth()) half.setWidth(room.width() / 2 - knob);
    const Side first = flipped_ ? Side::right : Side::left;
    const Side second = flipped_ ? Side::left : Side::right;
    if (!at(first).layer.isNull()) {
      drawPill(painter, half, Qt::AlignLeft | Qt::AlignTop, name(first));
    }
    half.moveRight(room.right());
    if (!at(second).layer.isNull()) {
      drawPill(painter, half, Qt::AlignRight | Qt::AlignTop, name(second));
    }
  }
  if (!note().isEmpty()) {
    drawPill(painter, room, Qt::AlignHCenter | Qt::AlignBottom, note());
  }
}

}  // namespace maulstick::ui

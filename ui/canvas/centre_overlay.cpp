#include "ui/canvas/centre_overlay.h"

#include <QPainter>
#include <QPainterPath>
#include <cmath>

#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int compositionRow = 2;  // whose colour a centre of mass has everywhere
constexpr double crossArm = 14;
constexpr double ring = 6.5;
constexpr double hoverDot = 4;

// Legible on any picture: a dark line below, a light one above.
void drawTwice(QPainter& painter, const QPainterPath& path, const QPen& pen) {
  QPen below = pen;
  below.setColor(QColor(0, 0, 0, 130));
  below.setWidthF(pen.widthF() + 1.8);
  painter.strokePath(path, below);
  painter.strokePath(path, pen);
}

QPen roundPen(const QColor& colour, double width) {
  return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

QPointF placeOf(const QPointF& centre, const QRectF& picture) {
  return {picture.left() + centre.x() * picture.width(),
          picture.top() + centre.y() * picture.height()};
}

}  // namespace

void CentreOverlay::add(const QPointF& centre) {
  if (!std::isfinite(centre.x()) || !std::isfinite(centre.y())) return;
  path_.push_back(centre);
}

void CentreOverlay::clear() {
  path_.clear();
  hovered_.reset();
}

void CentreOverlay::draw(QPainter& painter, const QRectF& picture) const {
  const QColor colour = Theme::lossColour(compositionRow).lighter(115);
  const QPointF middle = picture.center();
  QPainterPath cross(middle - QPointF(crossArm, 0));
  cross.lineTo(middle + QPointF(crossArm, 0));
  cross.moveTo(middle - QPointF(0, crossArm));
  cross.lineTo(middle + QPointF(0, crossArm));
  drawTwice(painter, cross, roundPen(QColor(255, 255, 255, 200), 1.2));
  if (path_.empty()) return;

  QPainterPath way(placeOf(path_.front(), picture));
  for (const QPointF& centre : path_) way.lineTo(placeOf(centre, picture));
  QPen dots = roundPen(colour, 1.8);
  dots.setDashPattern({0.1, 2.4});
  QPen dark = roundPen(QColor(0, 0, 0, 150), 3);
  dark.setDashPattern({0.06, 1.44});  // in widths of the pen: the same places
  painter.strokePath(way, dark);
  painter.strokePath(way, dots);

  QPainterPath marker;
  marker.addEllipse(placeOf(path_.back(), picture), ring, ring);
  drawTwice(painter, marker, roundPen(colour, 2.2));
  if (hovered_) {
    QPainterPath dot;
    dot.addEllipse(placeOf(*hovered_, picture), hoverDot, hoverDot);
    painter.fillPath(dot, colour);
    drawTwice(painter, dot, roundPen(Qt::white, 1.2));
  }
}

}  // namespace maulstick::ui

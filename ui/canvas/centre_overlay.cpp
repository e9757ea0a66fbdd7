#include "ui/canvas/centre_overlay.h"

#include <QLineF>
#include <QPainter>
#include <QPainterPath>
#include <cmath>

#include "ui/widgets/colours.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int compositionRow = 2;  // whose colour a centre of mass has everywhere
constexpr double crossArm = 14;
constexpr double ring = 6.5;
constexpr double hoverDot = 4;
constexpr double dotRadius = 1.5;
constexpr double stepDotRadius = 2.4;  // where a step has left it
constexpr double dotsApart = 6.5;

// Legible on any picture: a dark line below, a light one above.
void drawTwice(QPainter& painter, const QPainterPath& path, const QPen& pen) {
  QPen below = pen;
  below.setColor(QColor(0, 0, 0, 110));
  below.setWidthF(pen.widthF() + 1.6);
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

// Dots along the way, a larger one at each step, none under the ring at its end.
QPainterPath dotsAlong(const std::vector<QPointF>& places) {
  QPainterPath dots;
  const auto add = [&dots, &places](const QPointF& at, double radius) {
    const bool underRing = QLineF(at, places.back()).length() < ring + radius + 2;
    if (!underRing) dots.addEllipse(at, radius, radius);
  };
  add(places.front(), stepDotRadius);
  for (std::size_t i = 1; i < places.size(); ++i) {
    const QLineF way(places[i - 1], places[i]);
    for (double at = dotsApart; at < way.length() - dotsApart / 2; at += dotsApart) {
      add(way.pointAt(at / way.length()), dotRadius);
    }
    add(places[i], stepDotRadius);
  }
  return dots;
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
  if (path_.empty()) return;  // the cross alone would look like a centre of mass
  const double lighter = Theme::instance().isDark() ? 0.2 : 0.5;  // a picture has no theme
  const QColor colour = mixed(Theme::lossColour(compositionRow), Qt::white, lighter);
  const QPointF middle = picture.center();
  QPainterPath cross(middle - QPointF(crossArm, 0));
  cross.lineTo(middle + QPointF(crossArm, 0));
  cross.moveTo(middle - QPointF(0, crossArm));
  cross.lineTo(middle + QPointF(0, crossArm));
  drawTwice(painter, cross, roundPen(QColor(255, 255, 255, 200), 1.2));

  std::vector<QPointF> places;
  for (const QPointF& centre : path_) places.push_back(placeOf(centre, picture));
  const QPainterPath dots = dotsAlong(places);
  painter.strokePath(dots, roundPen(QColor(0, 0, 0, 120), 1.4));
  painter.fillPath(dots, colour);

  QPainterPath marker;
  marker.addEllipse(places.back(), ring, ring);
  drawTwice(painter, marker, roundPen(colour, 2.2));
  if (hovered_) {
    QPainterPath dot;
    dot.addEllipse(placeOf(*hovered_, picture), hoverDot, hoverDot);
    painter.fillPath(dot, colour);
    drawTwice(painter, dot, roundPen(Qt::white, 1.2));
  }
}

}  // namespace maulstick::ui

// How the curves of several runs look.

#include <QPainter>
#include <QPainterPath>
#include <cmath>

#include "ui/cockpit/plot_parts.h"
#include "ui/compare/curves_plot.h"
#include "ui/widgets/colours.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double dot = 2.2;

}  // namespace

void CurvesPlot::drawCurves(QPainter& painter) const {
  for (const Curve& curve : curves_) drawCurve(painter, curve);
  if (crosshair()) drawCrosshair(painter, QRectF(rect()), place(*crosshair(), lowest()).x());
}

QColor CurvesPlot::colourOf(const Curve& curve) const {
  const Palette& colours = Theme::instance().palette();
  switch (curve.weight) {
    case Weight::left: return colours.text;
    case Weight::right: return plotColour(colourIndex_);
    case Weight::other: break;
  }
  return faded(colours.dim, 0.55);
}

void CurvesPlot::drawCurve(QPainter& painter, const Curve& curve) const {
  const bool standsOut = curve.weight != Weight::other;
  const QColor colour = colourOf(curve);
  QPainterPath line;
  bool open = false;
  for (const Point& point : curve.points) {
    if (!std::isfinite(point.value)) {
      open = false;
      continue;
    }
    const QPointF at = place(point.step, point.value);
    open ? line.lineTo(at) : line.moveTo(at);
    open = true;
  }
  const QPointF end = place(lastStep(), curve.last);
  if (open && std::isfinite(curve.last)) line.lineTo(end);
  painter.strokePath(
      line, QPen(colour, standsOut ? 1.8 : 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  if (curve.points.empty() && std::isfinite(curve.last)) {
    painter.setPen(QPen(faded(colour, 0.6 * colour.alphaF()), 1.2, Qt::DashLine));
    painter.drawLine(place(0, curve.last), end);
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  for (const Point& point : curve.points) {
    if (standsOut && std::isfinite(point.value)) {
      painter.drawEllipse(place(point.step, point.value), dot, dot);
    }
  }
  if (!std::isfinite(curve.last)) return;
  painter.setPen(QPen(colour, 1.6));
  painter.setBrush(Theme::instance().palette().panel);
  painter.drawEllipse(end, dot + 0.8, dot + 0.8);
}

}  // namespace maulstick::ui

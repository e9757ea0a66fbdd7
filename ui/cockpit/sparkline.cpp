#include "ui/cockpit/sparkline.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/cockpit/cockpit_words.h"
#include "ui/cockpit/plot_parts.h"
#include "ui/widgets/colours.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double dot = 2.2;
constexpr double dotsApart = 7;  // closer ones are left out
constexpr double ring = 3.6;
constexpr double lineWidth = 1.8;

// A run of values without a gap.
struct Stretch {
  QPainterPath line;
  QPainterPath area;
};

}  // namespace

Sparkline::Sparkline(Look look, QWidget* parent)
    : StepPlot(look.height, parent), look_(std::move(look)) {
  if (!look_.text) look_.text = lossText;
  if (!look_.where) look_.where = stepText;
}

void Sparkline::start(int steps) {
  points_.clear();
  setLastStep(steps - 1);
  setCrosshair({});
  update();
}

void Sparkline::append(int step, double value) {
  points_.push_back({step, value});
  reachStep(step);
  addToRange(value);
  update();
}

std::vector<int> Sparkline::knownSteps() const {
  std::vector<int> steps;
  for (const Point& point : points_) steps.push_back(point.step);
  return steps;
}

const Sparkline::Point* Sparkline::pointAt(int step) const {
  const auto found = std::ranges::lower_bound(points_, step, {}, &Point::step);
  return found == points_.end() || found->step != step ? nullptr : &*found;
}

const Sparkline::Point* Sparkline::latest() const {
  const auto found = std::find_if(points_.rbegin(), points_.rend(),
                                  [](const Point& point) { return std::isfinite(point.value); });
  return found == points_.rend() ? nullptr : &*found;
}

QString Sparkline::crosshairText() const {
  const Point* point = crosshair() ? pointAt(*crosshair()) : nullptr;
  if (point == nullptr) return {};
  return tr("%1 · %2").arg(look_.where(point->step), look_.text(point->value));
}

void Sparkline::drawCurves(QPainter& painter) const {
  drawCurve(painter);
  drawDots(painter);
  drawMark(painter);
}

void Sparkline::drawNothing(QPainter& painter) const {
  if (look_.placeholder.isEmpty()) return;
  painter.setPen(Theme::instance().palette().dim);
  painter.setFont(Theme::instance().font(TextRole::small));
  painter.drawText(rect(), Qt::AlignCenter, look_.placeholder);
}

void Sparkline::drawCurve(QPainter& painter) const {
  const QColor colour = plotColour(look_.colourIndex);
  const double floor = height() - 1;
  std::vector<Stretch> stretches;
  bool open = false;
  QPointF last;
  const auto close = [&] {
    if (open) stretches.back().area.lineTo(last.x(), floor);
    open = false;
  };
  for (const Point& point : points_) {
    if (!std::isfinite(point.value)) {
      close();
      continue;
    }
    last = place(point.step, point.value);
    if (!open) {
      stretches.push_back({QPainterPath(last), QPainterPath(QPointF(last.x(), floor))});
      open = true;
    }
    stretches.back().line.lineTo(last);
    stretches.back().area.lineTo(last);
  }
  close();
  QLinearGradient shade(0, 0, 0, floor);
  shade.setColorAt(0, faded(colour, 0.22));
  shade.setColorAt(1, faded(colour, 0.02));
  const QPen pen(colour, lineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
  for (const Stretch& stretch : stretches) {
    painter.fillPath(stretch.area, shade);
    painter.strokePath(stretch.line, pen);
  }
}

void Sparkline::drawDots(QPainter& painter) const {
  painter.setPen(Qt::NoPen);
  painter.setBrush(plotColour(look_.colourIndex));
  double before = -dotsApart;
  for (const Point& point : points_) {
    if (!std::isfinite(point.value)) continue;
    const QPointF at = place(point.step, point.value);
    if (at.x() - before < dotsApart) continue;
    painter.drawEllipse(at, dot, dot);
    before = at.x();
  }
}

// The ring at the latest value, or at the one under the crosshair.
void Sparkline::drawMark(QPainter& painter) const {
  const Point* point = crosshair() ? pointAt(*crosshair()) : latest();
  if (point == nullptr) return;
  const QPointF at = place(point->step, std::isfinite(point->value) ? point->value : lowest());
  if (crosshair()) drawCrosshair(painter, QRectF(rect()), at.x());
  if (std::isfinite(point->value)) {
    painter.setPen(QPen(plotColour(look_.colourIndex), lineWidth));
    painter.setBrush(Theme::instance().palette().panel);
    painter.drawEllipse(at, ring, ring);
  }
  const bool mine = underMouse() || hasFocus();
  if (!crosshair() || !mine) return;
  const bool high = at.y() < height() / 2.0;  // the words stand where the curve is not
  drawBubble(painter, QRectF(rect()), {at.x(), high ? height() : 0.0}, crosshairText());
}

}  // namespace maulstick::ui

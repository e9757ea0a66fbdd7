#include "ui/cockpit/sparkline.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/cockpit/cockpit_words.h"
#include "ui/cockpit/plot_parts.h"
#include "ui/widgets/colours.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double inset = 5;  // room for half a ring
constexpr double dot = 2.2;
constexpr double dotsApart = 7;  // closer ones are left out
constexpr double ring = 3.6;
constexpr double lineWidth = 1.8;
constexpr double focusRadius = 5;

// Differences below this part of the value are drawn small: they are.
constexpr double leastSpan = 0.02;

// A run of values without a gap.
struct Stretch {
  QPainterPath line;
  QPainterPath area;
};

}  // namespace

Sparkline::Sparkline(Look look, QWidget* parent) : QWidget(parent), look_(std::move(look)) {
  if (!look_.text) look_.text = lossText;
  setMouseTracking(true);
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

QSize Sparkline::sizeHint() const {
  return {200, Theme::scaled(look_.height)};
}

QSize Sparkline::minimumSizeHint() const {
  return {80, sizeHint().height()};
}

void Sparkline::start(int steps) {
  steps_ = std::max(0, steps);
  points_.clear();
  known_ = false;
  crosshair_.reset();
  update();
}

void Sparkline::append(int step, double value) {
  points_.push_back({step, value});
  steps_ = std::max(steps_, step + 1);
  if (std::isfinite(value)) {
    lowest_ = known_ ? std::min(lowest_, value) : value;
    highest_ = known_ ? std::max(highest_, value) : value;
    known_ = true;
  }
  update();
}

QRectF Sparkline::plot() const {
  return QRectF(rect()).adjusted(inset, inset, -inset, -inset);
}

QPointF Sparkline::place(int step, double value) const {
  const QRectF room = plot();
  const double across = steps_ < 2 ? 0.5 : static_cast<double>(step) / (steps_ - 1);
  const double least = leastSpan * std::max(std::abs(lowest_), std::abs(highest_));
  const double span = std::max(highest_ - lowest_, least);
  const double bottom = (lowest_ + highest_ - span) / 2;
  const double up = span > 0 ? (value - bottom) / span : 0.5;
  return {room.left() + across * room.width(), room.bottom() - up * room.height()};
}

const Sparkline::Point* Sparkline::pointAt(int step) const {
  const auto found = std::ranges::lower_bound(points_, step, {}, &Point::step);
  return found == points_.end() || found->step != step ? nullptr : &*found;
}

const Sparkline::Point* Sparkline::nearest(double x) const {
  const Point* best = nullptr;
  double distance = 0;
  for (const Point& point : points_) {
    const double away = std::abs(place(point.step, lowest_).x() - x);
    if (best != nullptr && away >= distance) continue;
    best = &point;
    distance = away;
  }
  return best;
}

const Sparkline::Point* Sparkline::latest() const {
  const auto found = std::find_if(points_.rbegin(), points_.rend(),
                                  [](const Point& point) { return std::isfinite(point.value); });
  return found == points_.rend() ? nullptr : &*found;
}

void Sparkline::setCrosshair(const std::optional<int>& step) {
  if (step == crosshair_) return;
  crosshair_ = step;
  update();
}

QString Sparkline::crosshairText() const {
  if (!crosshair_) return {};
  const Point* point = pointAt(*crosshair_);
  if (point == nullptr) return {};
  return tr("%1 · %2").arg(stepText(point->step), look_.text(point->value));
}

void Sparkline::hover(const std::optional<int>& step) {
  setCrosshair(step);
  Q_EMIT stepHovered(step);
}

void Sparkline::mouseMoveEvent(QMouseEvent* event) {
  const Point* point = nearest(event->position().x());
  if (point != nullptr && crosshair_ != point->step) hover(point->step);
}

void Sparkline::leaveEvent(QEvent* event) {
  if (crosshair_) hover({});
  QWidget::leaveEvent(event);
}

void Sparkline::moveCrosshair(int direction) {
  if (points_.empty()) return;
  auto at = std::ranges::find(points_, crosshair_.value_or(-1), &Point::step);
  if (at == points_.end()) {
    hover(points_.back().step);
    return;
  }
  const bool atEnd = direction < 0 ? at == points_.begin() : at + 1 == points_.end();
  if (!atEnd) hover((at + direction)->step);
}

// Esc is the window's; while there is a crosshair it takes that away first.
bool Sparkline::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && crosshair_ &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void Sparkline::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left: return moveCrosshair(-1);
    case Qt::Key_Right: return moveCrosshair(1);
    case Qt::Key_Home: return points_.empty() ? void() : hover(points_.front().step);
    case Qt::Key_End: return points_.empty() ? void() : hover(points_.back().step);
    case Qt::Key_Escape:
      if (crosshair_) return hover({});
      break;
    default: break;
  }
  QWidget::keyPressEvent(event);
}

void Sparkline::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void Sparkline::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  if (crosshair_) hover({});
  update();
}

void Sparkline::paintEvent(QPaintEvent* /*event*/) {
  const Palette& colours = Theme::instance().palette();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double floor = height() - 0.5;
  painter.setPen(QPen(colours.line, 1));
  painter.drawLine(QPointF(0, floor), QPointF(width(), floor));
  if (known_) {
    drawCurve(painter);
    drawDots(painter);
    drawMark(painter);
  } else if (!look_.placeholder.isEmpty()) {
    painter.setPen(colours.dim);
    painter.setFont(Theme::instance().font(TextRole::small));
    painter.drawText(rect(), Qt::AlignCenter, look_.placeholder);
  }
  if (hasFocus()) drawFocusRing(painter, rect(), focusRadius);
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
  const Point* point = crosshair_ ? pointAt(*crosshair_) : latest();
  if (point == nullptr) return;
  const QPointF at = place(point->step, std::isfinite(point->value) ? point->value : lowest_);
  if (crosshair_) drawCrosshair(painter, QRectF(rect()), at.x());
  if (std::isfinite(point->value)) {
    painter.setPen(QPen(plotColour(look_.colourIndex), lineWidth));
    painter.setBrush(Theme::instance().palette().panel);
    painter.drawEllipse(at, ring, ring);
  }
  const bool mine = underMouse() || hasFocus();
  if (!crosshair_ || !mine) return;
  const bool high = at.y() < height() / 2.0;  // the words stand where the curve is not
  drawBubble(painter, QRectF(rect()), {at.x(), high ? height() : 0.0}, crosshairText());
}

}  // namespace maulstick::ui

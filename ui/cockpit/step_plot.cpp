#include "ui/cockpit/step_plot.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double inset = 5;  // room for half a ring
constexpr double focusRadius = 5;

// Differences below this part of the value are drawn small: they are.
constexpr double leastSpan = 0.02;

}  // namespace

StepPlot::StepPlot(double height, QWidget* parent) : QWidget(parent), height_(height) {
  setMouseTracking(true);
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

QSize StepPlot::sizeHint() const {
  return {200, Theme::scaled(height_)};
}

QSize StepPlot::minimumSizeHint() const {
  return {80, sizeHint().height()};
}

void StepPlot::setLastStep(int step) {
  lastStep_ = step;
  known_ = false;
}

void StepPlot::reachStep(int step) {
  lastStep_ = std::max(lastStep_, step);
}

void StepPlot::addToRange(double value) {
  if (!std::isfinite(value)) return;
  lowest_ = known_ ? std::min(lowest_, value) : value;
  highest_ = known_ ? std::max(highest_, value) : value;
  known_ = true;
}

QPointF StepPlot::place(int step, double value) const {
  const QRectF room = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
  const double across = lastStep_ < 1 ? 0.5 : static_cast<double>(step) / lastStep_;
  const double least = leastSpan * std::max(std::abs(lowest_), std::abs(highest_));
  const double span = std::max(highest_ - lowest_, least);
  const double bottom = (lowest_ + highest_ - span) / 2;
  const double up = span > 0 ? (value - bottom) / span : 0.5;
  return {room.left() + across * room.width(), room.bottom() - up * room.height()};
}

void StepPlot::setCrosshair(const std::optional<int>& step) {
  if (step == crosshair_) return;
  crosshair_ = step;
  update();
}

void StepPlot::hover(const std::optional<int>& step) {
  if (step == crosshair_) return;
  setCrosshair(step);
  Q_EMIT stepHovered(step);
}

void StepPlot::mouseMoveEvent(QMouseEvent* event) {
  const std::vector<int> steps = knownSteps();
  if (steps.empty()) return;
  const double x = event->position().x();
  hover(*std::ranges::min_element(
      steps, {}, [&](int step) { return std::abs(place(step, lowest_).x() - x); }));
}

void StepPlot::leaveEvent(QEvent* event) {
  hover({});
  QWidget::leaveEvent(event);
}

// Esc is the window's; while there is a crosshair it takes that away first.
bool StepPlot::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && crosshair_ &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void StepPlot::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && crosshair_) return hover({});
  if (!moveCrosshair(event->key())) QWidget::keyPressEvent(event);
}

// Without a crosshair the arrows begin at the latest step.
bool StepPlot::moveCrosshair(int key) {
  const bool back = key == Qt::Key_Left;
  if (!back && key != Qt::Key_Right && key != Qt::Key_Home && key != Qt::Key_End) return false;
  const std::vector<int> steps = knownSteps();
  if (steps.empty()) return true;
  const auto now = std::ranges::find(steps, crosshair_.value_or(-1));
  if (key == Qt::Key_Home) {
    hover(steps.front());
  } else if (key == Qt::Key_End || now == steps.end()) {
    hover(steps.back());
  } else if (back ? now != steps.begin() : now + 1 != steps.end()) {
    hover(*(now + (back ? -1 : 1)));
  }
  return true;
}

void StepPlot::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void StepPlot::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  hover({});
  update();
}

void StepPlot::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double floor = height() - 0.5;
  painter.setPen(QPen(Theme::instance().palette().line, 1));
  painter.drawLine(QPointF(0, floor), QPointF(width(), floor));
  known_ ? drawCurves(painter) : drawNothing(painter);
  if (hasFocus()) drawFocusRing(painter, rect(), focusRadius);
}

}  // namespace maulstick::ui

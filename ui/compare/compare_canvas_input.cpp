// The gestures and keys of the canvas of the Compare view.

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/compare/compare_canvas.h"

namespace maulstick::ui {
namespace {

constexpr double reach = 16;  // of the line, to be grasped
constexpr double lineStep = 0.02;

}  // namespace

void CompareCanvas::wheelEvent(QWheelEvent* event) {
  const bool amplifies = differenceShown_ && event->modifiers() & Qt::ControlModifier;
  if (!amplifies) return ZoomedCanvas::wheelEvent(event);
  const int turn = event->angleDelta().y();
  if (turn != 0) setFactor(turn > 0 ? 2 * factor_ : factor_ / 2);
  event->accept();
}

CompareCanvas::Grip CompareCanvas::gripAt(const QPointF& place) const {
  if (!hasPicture()) return Grip::none;
  const bool hasLine = hasBoth() && !differenceShown_;
  if (hasLine && std::abs(place.x() - lineX()) <= reach) return Grip::line;
  if (!view_.showsWhole()) return Grip::pan;
  return hasLine && box().contains(place) ? Grip::line : Grip::none;
}

void CompareCanvas::mousePressEvent(QMouseEvent* event) {
  if (grip_ != Grip::none || !hasPicture()) return;
  if (event->button() == Qt::MiddleButton) grip_ = Grip::pan;
  if (event->button() == Qt::LeftButton) grip_ = gripAt(event->position());
  last_ = event->position();
  if (grip_ == Grip::line) dragLineTo(last_.x());
  updateCursor(last_);
}

void CompareCanvas::mouseMoveEvent(QMouseEvent* event) {
  const QPointF place = event->position();
  if (grip_ == Grip::line) dragLineTo(place.x());
  if (grip_ == Grip::pan) panBy(place - last_);
  last_ = place;
  updateCursor(place);
}

void CompareCanvas::mouseReleaseEvent(QMouseEvent* event) {
  grip_ = Grip::none;
  updateCursor(event->position());
}

void CompareCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && hasBoth() && !differenceShown_) setLine(0.5);
}

void CompareCanvas::dragLineTo(double x) {
  const QRectF picture = box();
  if (picture.width() > 0) setLine((x - picture.left()) / picture.width());
}

void CompareCanvas::updateCursor(const QPointF& place) {
  const Grip grip = grip_ == Grip::none ? gripAt(place) : grip_;
  if (grip == Grip::line) return setCursor(Qt::SplitHCursor);
  if (grip == Grip::none) return setCursor(Qt::ArrowCursor);
  setCursor(grip_ == Grip::pan ? Qt::ClosedHandCursor : Qt::OpenHandCursor);
}

bool CompareCanvas::takeKey(const QKeyEvent& event) {
  const bool isPress = event.type() == QEvent::KeyPress;
  if (event.key() == Qt::Key_Space && (hasBoth() || flipped_)) {
    if (!event.isAutoRepeat()) setFlipped(isPress);
    return true;
  }
  const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
  if (!isPress || !hasPicture()) return false;
  if (modifiers == Qt::ShiftModifier && panByKey(event.key())) return true;
  const bool plain = modifiers == Qt::NoModifier || event.key() == Qt::Key_Plus;
  return plain && (lineByKey(event.key()) || zoomByKey(event.key()));
}

void CompareCanvas::keyPressEvent(QKeyEvent* event) {
  if (!takeKey(*event)) QWidget::keyPressEvent(event);
}

void CompareCanvas::keyReleaseEvent(QKeyEvent* event) {
  if (!takeKey(*event)) QWidget::keyReleaseEvent(event);
}

bool CompareCanvas::lineByKey(int key) {
  if (!hasBoth()) return false;
  switch (key) {
    case Qt::Key_Left: setLine(line_ - lineStep); return true;
    case Qt::Key_Right: setLine(line_ + lineStep); return true;
    case Qt::Key_Home: setLine(0); return true;
    case Qt::Key_End: setLine(1); return true;
    case Qt::Key_C: setLine(0.5); return true;
    case Qt::Key_D: setDifferenceShown(!differenceShown_); return true;
    case Qt::Key_X: Q_EMIT swapRequested(); return true;
    case Qt::Key_Up:
      if (differenceShown_) setFactor(2 * factor_);
      return differenceShown_;
    case Qt::Key_Down:
      if (differenceShown_) setFactor(factor_ / 2);
      return differenceShown_;
    default: return false;
  }
}

void CompareCanvas::focusOutEvent(QFocusEvent* event) {
  setFlipped(false);  // the key is released elsewhere
  ZoomedCanvas::focusOutEvent(event);
}

}  // namespace maulstick::ui

// The gestures and keys of the canvas.

#include <QApplication>
#include <QGestureEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas_tools.h"
#include "ui/canvas/canvas_view.h"

namespace maulstick::ui {
namespace {

constexpr double wheelDoubles = 360;  // eighths of a degree until the picture is twice as large
constexpr double keyPan = 48;

bool isCanvasKey(const QKeyEvent& event) {
  constexpr int keys[] = {Qt::Key_Plus, Qt::Key_Equal, Qt::Key_Minus, Qt::Key_0,
                          Qt::Key_1,    Qt::Key_F,     Qt::Key_O};
  return (event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier &&
         std::ranges::find(keys, event.key()) != std::end(keys);
}

}  // namespace

bool CanvasView::event(QEvent* event) {
  switch (event->type()) {
    case QEvent::ShortcutOverride:
      // Keys without Ctrl are the canvas's while it has the focus, whatever the window does with them.
      if (isCanvasKey(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
      }
      break;
    case QEvent::Gesture:
    case QEvent::NativeGesture:
      if (zoomByGesture(event)) return true;
      break;
    case QEvent::ScreenChangeInternal:
      measure();
      update();
      break;
    case QEvent::LayoutDirectionChange:
    case QEvent::FontChange:
    case QEvent::LayoutRequest: placeChildren(); break;
    default: break;
  }
  return QWidget::event(event);
}

bool CanvasView::zoomByGesture(QEvent* event) {
  if (event->type() == QEvent::NativeGesture) {
    const auto* gesture = static_cast<QNativeGestureEvent*>(event);
    if (gesture->gestureType() != Qt::ZoomNativeGesture) return false;
    zoomBy(std::max(0.1, 1 + gesture->value()), gesture->position());
    return true;
  }
  auto* gestures = static_cast<QGestureEvent*>(event);
  const auto* pinch = static_cast<QPinchGesture*>(gestures->gesture(Qt::PinchGesture));
  if (pinch == nullptr) return false;
  if (pinch->changeFlags() & QPinchGesture::ScaleFactorChanged) {
    const QPoint middle = mapFromGlobal(pinch->centerPoint().toPoint());
    zoomBy(std::max(0.1, pinch->scaleFactor()), middle);
  }
  return true;
}

void CanvasView::wheelEvent(QWheelEvent* event) {
  const int turn = event->angleDelta().y();
  if (turn != 0) zoomBy(std::exp2(turn / wheelDoubles), event->position());
  event->accept();
}

CanvasView::Grip CanvasView::gripOf(const QMouseEvent& event) const {
  if (now_.isNull()) return Grip::none;
  if (event.button() == Qt::MiddleButton) return Grip::pan;
  if (event.button() != Qt::LeftButton) return Grip::none;
  if (spaceHeld_) return Grip::pan;
  const bool asked = event.modifiers() & (Qt::ShiftModifier | Qt::AltModifier);
  const bool onPicture =
      QRectF(QPointF(), QSizeF(view_.pictureSize())).contains(toPicture(event.position()));
  if (!dragFile_.isEmpty() && onPicture && (asked || view_.showsWhole())) return Grip::file;
  return view_.showsWhole() ? Grip::none : Grip::pan;
}

void CanvasView::mousePressEvent(QMouseEvent* event) {
  if (grip_ != Grip::none) return;
  grip_ = gripOf(*event);
  pressed_ = last_ = event->position();
  updateCursor();
}

void CanvasView::mouseMoveEvent(QMouseEvent* event) {
  if (grip_ == Grip::pan) {
    panTo(event->position());
  } else if (grip_ == Grip::file) {
    const double far = (event->position() - pressed_).manhattanLength();
    if (far >= QApplication::startDragDistance()) dragOut();
  }
}

void CanvasView::panTo(const QPointF& place) {
  if (place == last_) return;
  view_.panBy((place - last_) * devicePixelRatioF());
  last_ = place;
  update();
}

void CanvasView::mouseReleaseEvent(QMouseEvent* /*event*/) {
  grip_ = Grip::none;
  updateCursor();
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (now_.isNull() || event->button() != Qt::LeftButton) return;
  if (!view_.isFitted()) return fit();
  zoomBy(1 / view_.zoom(), event->position());
}

Qt::CursorShape CanvasView::cursorFor(Grip grip) const {
  if (now_.isNull()) return Qt::ArrowCursor;
  if (grip == Grip::pan) return Qt::ClosedHandCursor;
  return spaceHeld_ || !view_.showsWhole() ? Qt::OpenHandCursor : Qt::ArrowCursor;
}

void CanvasView::updateCursor() {
  setCursor(cursorFor(grip_));
}

void CanvasView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && !now_.isNull()) {
    if (!event->isAutoRepeat()) spaceHeld_ = true;
    return updateCursor();
  }
  const bool plain = isCanvasKey(*event) && zoomByKey(event->key());
  if (!plain && !panByKey(event->key())) QWidget::keyPressEvent(event);
}

void CanvasView::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Space) return QWidget::keyReleaseEvent(event);
  if (!event->isAutoRepeat()) spaceHeld_ = false;
  updateCursor();
}

bool CanvasView::zoomByKey(int key) {
  if (key == Qt::Key_O) {
    setOverlayShown(!overlayShown_);
    return true;
  }
  if (now_.isNull()) return false;
  const QPoint cursor = mapFromGlobal(QCursor::pos());
  const QPointF fixed = underMouse() ? QPointF(cursor) : QRectF(rect()).center();
  switch (key) {
    case Qt::Key_0:
    case Qt::Key_F: fit(); return true;
    case Qt::Key_1: zoomBy(1 / view_.zoom(), fixed); return true;
    case Qt::Key_Minus: zoomBy(view_.nextZoom(-1) / view_.zoom(), fixed); return true;
    default: zoomBy(view_.nextZoom(1) / view_.zoom(), fixed); return true;
  }
}

// Only while there is more to see: else the arrows are the window's.
bool CanvasView::panByKey(int key) {
  if (now_.isNull() || view_.showsWhole()) return false;
  QPointF way;
  if (key == Qt::Key_Left) way = {keyPan, 0};
  if (key == Qt::Key_Right) way = {-keyPan, 0};
  if (key == Qt::Key_Up) way = {0, keyPan};
  if (key == Qt::Key_Down) way = {0, -keyPan};
  if (way.isNull()) return false;
  view_.panBy(way * devicePixelRatioF());
  update();
  return true;
}

void CanvasView::focusInEvent(QFocusEvent* event) {
  hasRing_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  showTools();
  QWidget::focusInEvent(event);
}

void CanvasView::focusOutEvent(QFocusEvent* event) {
  hasRing_ = false;
  spaceHeld_ = false;
  showTools();
  QWidget::focusOutEvent(event);
  updateCursor();
}

void CanvasView::enterEvent(QEnterEvent* event) {
  showTools();
  QWidget::enterEvent(event);
}

void CanvasView::leaveEvent(QEvent* event) {
  showTools();
  QWidget::leaveEvent(event);
}

}  // namespace maulstick::ui

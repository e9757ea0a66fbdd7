// The gestures and keys of the canvas.

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>

#include "ui/canvas/canvas_tools.h"
#include "ui/canvas/canvas_view.h"

namespace maulstick::ui {
namespace {

bool isCanvasKey(const QKeyEvent& event) {
  constexpr int keys[] = {Qt::Key_Plus, Qt::Key_Equal, Qt::Key_Minus, Qt::Key_0,
                          Qt::Key_1,    Qt::Key_F,     Qt::Key_O,     Qt::Key_Z};
  return (event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier &&
         std::ranges::find(keys, event.key()) != std::end(keys);
}

}  // namespace

// Keys without Ctrl are the canvas's while it has the focus, whatever the window does with them.
bool CanvasView::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && isCanvasKey(*static_cast<QKeyEvent*>(event))) {
    event->accept();
    return true;
  }
  return ZoomedCanvas::event(event);
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
  panBy(place - last_);
  last_ = place;
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
  if (!actByKey(*event) && !panByKey(event->key())) QWidget::keyPressEvent(event);
}

void CanvasView::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Space) return QWidget::keyReleaseEvent(event);
  if (!event->isAutoRepeat()) spaceHeld_ = false;
  updateCursor();
}

bool CanvasView::actByKey(const QKeyEvent& event) {
  if (!isCanvasKey(event)) return false;
  if (event.key() == Qt::Key_O) {
    setOverlayShown(!overlayShown_);
    return true;
  }
  return zoomByKey(event.key() == Qt::Key_1 ? Qt::Key_Z : event.key());
}

void CanvasView::focusInEvent(QFocusEvent* event) {
  ZoomedCanvas::focusInEvent(event);
  showTools();
}

void CanvasView::focusOutEvent(QFocusEvent* event) {
  spaceHeld_ = false;
  ZoomedCanvas::focusOutEvent(event);
  showTools();
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

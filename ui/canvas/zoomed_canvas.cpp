#include "ui/canvas/zoomed_canvas.h"

#include <QGestureEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QStyle>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/canvas/zoom_badge.h"

namespace maulstick::ui {
namespace {

constexpr double margin = 24;
constexpr double wheelDoubles = 360;  // eighths of a degree until the picture is twice as large
constexpr double keyPan = 48;

}  // namespace

ZoomedCanvas::ZoomedCanvas(QWidget* parent) : QWidget(parent), badge_(new ZoomBadge(this)) {
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setMouseTracking(true);
  grabGesture(Qt::PinchGesture);
}

void ZoomedCanvas::fit() {
  view_.fit();
  tellZoom();
}

void ZoomedCanvas::showActualSize() {
  view_.zoomTo(1, QRectF(rect()).center() * devicePixelRatioF());
  tellZoom();
}

void ZoomedCanvas::zoomBy(double factor, const QPointF& fixed) {
  if (!hasPicture()) return;
  view_.zoomTo(view_.zoom() * factor, fixed * devicePixelRatioF());
  tellZoom();
}

void ZoomedCanvas::tellZoom() {
  if (hasPicture()) {
    badge_->tell(view_.zoom(), view_.isFitted());
    placeChildren();
  }
  viewMoved();
  update();
}

QPointF ZoomedCanvas::toPicture(const QPointF& place) const {
  return view_.toPicture(place * devicePixelRatioF());
}

QPointF ZoomedCanvas::fromPicture(const QPointF& inPicture) const {
  return view_.toViewport(inPicture) / devicePixelRatioF();
}

QRectF ZoomedCanvas::box() const {
  const double ratio = devicePixelRatioF();
  const QRect whole = view_.pictureRect();
  return {QPointF(whole.topLeft()) / ratio, QSizeF(whole.size()) / ratio};
}

void ZoomedCanvas::panBy(const QPointF& way) {
  view_.panBy(way * devicePixelRatioF());
  update();
}

void ZoomedCanvas::measure() {
  const double ratio = devicePixelRatioF();
  view_.setViewport(QSizeF(size()) * ratio, margin * ratio);
}

void ZoomedCanvas::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  measure();
  placeChildren();
}

void ZoomedCanvas::put(QWidget* child, Qt::Alignment side) {
  const QRect room = rect().adjusted(gap, gap, -gap, -gap);
  child->setGeometry(QStyle::alignedRect(layoutDirection(), side, child->sizeHint(), room));
}

void ZoomedCanvas::placeChildren() {
  put(badge_, Qt::AlignHCenter | Qt::AlignBottom);
}

bool ZoomedCanvas::event(QEvent* event) {
  switch (event->type()) {
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

bool ZoomedCanvas::zoomByGesture(QEvent* event) {
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

void ZoomedCanvas::wheelEvent(QWheelEvent* event) {
  const int turn = event->angleDelta().y();
  if (turn != 0) zoomBy(std::exp2(turn / wheelDoubles), event->position());
  event->accept();
}

bool ZoomedCanvas::zoomByKey(int key) {
  if (!hasPicture()) return false;
  const QPoint cursor = mapFromGlobal(QCursor::pos());
  const QPointF fixed = underMouse() ? QPointF(cursor) : QRectF(rect()).center();
  switch (key) {
    case Qt::Key_0:
    case Qt::Key_F: fit(); return true;
    case Qt::Key_Z: zoomBy(1 / view_.zoom(), fixed); return true;
    case Qt::Key_Minus: zoomBy(view_.nextZoom(-1) / view_.zoom(), fixed); return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomBy(view_.nextZoom(1) / view_.zoom(), fixed); return true;
    default: return false;
  }
}

bool ZoomedCanvas::panByKey(int key) {
  if (!hasPicture() || view_.showsWhole()) return false;
  QPointF way;
  if (key == Qt::Key_Left) way = {keyPan, 0};
  if (key == Qt::Key_Right) way = {-keyPan, 0};
  if (key == Qt::Key_Up) way = {0, keyPan};
  if (key == Qt::Key_Down) way = {0, -keyPan};
  if (way.isNull()) return false;
  panBy(way);
  return true;
}

void ZoomedCanvas::focusInEvent(QFocusEvent* event) {
  hasRing_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  QWidget::focusInEvent(event);
  update();
}

void ZoomedCanvas::focusOutEvent(QFocusEvent* event) {
  hasRing_ = false;
  QWidget::focusOutEvent(event);
  update();
}

}  // namespace maulstick::ui

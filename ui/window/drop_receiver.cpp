#include "ui/window/drop_receiver.h"

#include <QDropEvent>
#include <QWidget>
#include <QWindow>

#include "ui/window/drop_overlay.h"

namespace maulstick::ui {

DropReceiver::DropReceiver(QWidget* window)
    : QObject(window), window_(window), overlay_(new DropOverlay(window)) {
  window->setAcceptDrops(true);
  window->installEventFilter(this);
}

// The system tells the native window, which is there once the widget is shown.
bool DropReceiver::eventFilter(QObject* watched, QEvent* event) {
  if (watched == window_) {
    if (event->type() == QEvent::Show) window_->windowHandle()->installEventFilter(this);
    if (event->type() == QEvent::Resize) overlay_->setGeometry(window_->rect());
    return false;
  }
  switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove: return hover(static_cast<QDropEvent*>(event));
    case QEvent::Drop: return drop(static_cast<QDropEvent*>(event));
    case QEvent::DragLeave: overlay_->hide(); return false;
    default: return false;
  }
}

bool DropReceiver::hover(QDropEvent* event) {
  if (event->source() != nullptr || !holdsFiles(*event->mimeData())) return false;
  const DropOffer offer = dropOfferOf(*event->mimeData());
  if (overlay_->isHidden() || overlay_->offer().words != offer.words) overlay_->tell(offer);
  event->setDropAction(offer.kind == DropKind::nothing ? Qt::IgnoreAction : Qt::CopyAction);
  event->setAccepted(offer.kind != DropKind::nothing);
  return true;
}

bool DropReceiver::drop(QDropEvent* event) {
  overlay_->hide();
  if (event->source() != nullptr || !holdsFiles(*event->mimeData())) return false;
  const DropOffer offer = dropOfferOf(*event->mimeData());
  event->setDropAction(offer.kind == DropKind::nothing ? Qt::IgnoreAction : Qt::CopyAction);
  event->setAccepted(offer.kind != DropKind::nothing);
  if (offer.kind != DropKind::nothing) Q_EMIT dropped(offer);
  return true;
}

}  // namespace maulstick::ui

#include "ui/panels/history_list.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <utility>

#include "ui/panels/thumbnail_delegate.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {

HistoryList::HistoryList(QWidget* parent) : QListView(parent) {
  setItemDelegate(new ThumbnailDelegate(this));
  setFlow(QListView::LeftToRight);
  setWrapping(false);
  setUniformItemSizes(true);
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setDragEnabled(true);
  setMouseTracking(true);
  setFrameShape(QFrame::NoFrame);
  viewport()->setAutoFillBackground(false);
  setContextMenuPolicy(Qt::CustomContextMenu);
}

void HistoryList::setEmptyText(const QString& text) {
  emptyText_ = text;
  viewport()->update();
}

bool HistoryList::hasSeveral() const {
  return selectedIndexes().size() > 1;
}

bool HistoryList::isUndo(const QKeyEvent& event) const {
  return event.matches(QKeySequence::Undo) && undoOffered_();
}

// Keys that mean something here are not the window's.
bool HistoryList::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && isUndo(*static_cast<QKeyEvent*>(event))) {
    event->accept();
    return true;
  }
  return QListView::event(event);
}

void HistoryList::focusInEvent(QFocusEvent* event) {
  const auto reason = event->reason();
  hasRing_ = reason != Qt::MouseFocusReason && reason != Qt::PopupFocusReason;
  QListView::focusInEvent(event);
  viewport()->update();
}

void HistoryList::focusOutEvent(QFocusEvent* event) {
  hasRing_ = false;
  QListView::focusOutEvent(event);
  viewport()->update();
}

void HistoryList::keyPressEvent(QKeyEvent* event) {
  if (isUndo(*event)) {
    Q_EMIT undoRequested();
    return;
  }
  // Of several that are chosen none is deleted by one key.
  const bool plain =
      event->modifiers() == Qt::NoModifier && currentIndex().isValid() && !hasSeveral();
  if (plain && event->key() == Qt::Key_Delete) {
    Q_EMIT deleteRequested(currentIndex());
  } else if (plain && event->key() == Qt::Key_S) {
    Q_EMIT starRequested(currentIndex());
  } else {
    QListView::keyPressEvent(event);
  }
  if (!std::exchange(hasRing_, true)) viewport()->update();
}

// The right button asks for a menu, and leaves the picture that is shown: it may be compared with.
void HistoryList::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::RightButton) QListView::mousePressEvent(event);
}

void HistoryList::paintEvent(QPaintEvent* event) {
  QListView::paintEvent(event);
  const bool empty = model() == nullptr || model()->rowCount() == 0;
  QPainter painter(viewport());
  if (hasRing_ && hasFocus() && (empty || !currentIndex().isValid())) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::instance().palette().accent, 2));
    painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), 8, 8);
  }
  if (!empty) return;
  painter.setPen(Theme::instance().palette().dim);
  painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, emptyText_);
}

}  // namespace maulstick::ui

#include "ui/panels/history_list.h"

#include <QKeyEvent>
#include <QPainter>

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
  setSelectionMode(QAbstractItemView::SingleSelection);
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

void HistoryList::keyPressEvent(QKeyEvent* event) {
  const bool plain = event->modifiers() == Qt::NoModifier && currentIndex().isValid();
  if (plain && event->key() == Qt::Key_Delete) {
    Q_EMIT deleteRequested(currentIndex());
  } else if (plain && event->key() == Qt::Key_S) {
    Q_EMIT starRequested(currentIndex());
  } else {
    QListView::keyPressEvent(event);
  }
}

void HistoryList::paintEvent(QPaintEvent* event) {
  QListView::paintEvent(event);
  if (model() == nullptr || model()->rowCount() > 0) return;
  QPainter painter(viewport());
  painter.setPen(Theme::instance().palette().dim);
  painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, emptyText_);
}

}  // namespace maulstick::ui

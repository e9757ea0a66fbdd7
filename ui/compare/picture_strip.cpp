#include "ui/compare/picture_strip.h"

#include <QFileInfo>
#include <QKeyEvent>
#include <QMouseEvent>

#include "ui/compare/picture_delegate.h"
#include "ui/compare/row_keys.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {

StripModel::StripModel(const Comparison& comparison, QObject* parent)
    : QAbstractListModel(parent), comparison_(comparison) {
  connect(&comparison, &Comparison::replaced, this, [this] {
    beginResetModel();
    endResetModel();
  });
  connect(&comparison, &Comparison::pictureChanged, this,
          [this](int row) { Q_EMIT dataChanged(index(row), index(row)); });
  connect(&comparison, &Comparison::sidesChanged, this, [this] {
    if (rowCount() > 0) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
  });
}

int StripModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : comparison_.count();
}

QString StripModel::spoken(int row) const {
  const ComparedPicture& picture = *comparison_.picture(row);
  QStringList words = {picture.name};
  if (comparison_.index(Side::left) == row) words << tr("left");
  if (comparison_.index(Side::right) == row) words << tr("right");
  if (picture.state == ComparedPicture::State::painting) words << tr("being painted");
  if (picture.state == ComparedPicture::State::waiting) words << tr("waiting");
  if (!picture.problem.isEmpty()) words << picture.problem;
  return words.join(QStringLiteral(", "));
}

QString StripModel::tip(const ComparedPicture& picture) {
  QStringList lines = {
      picture.problem.isEmpty() ? picture.name : picture.problem,
      QFileInfo(picture.file).fileName(),
      picture.request ? QString::fromStdString(picture.request->prompt) : QString(),
      tr("Click: left side. Right click: right side.")};
  lines.removeAll(QString());
  return lines.join(QLatin1Char('\n'));
}

QVariant StripModel::data(const QModelIndex& index, int role) const {
  const ComparedPicture* picture = comparison_.picture(index.row());
  if (picture == nullptr) return {};
  switch (role) {
    case Qt::DisplayRole: return picture->name;
    case Qt::AccessibleTextRole: return spoken(index.row());
    case Qt::ToolTipRole: return tip(*picture);
    default: return {};
  }
}

PictureStrip::PictureStrip(Comparison& comparison, QWidget* parent)
    : QListView(parent), comparison_(comparison), model_(comparison) {
  setModel(&model_);
  setItemDelegate(new PictureDelegate(comparison, this));
  setFlow(QListView::LeftToRight);
  setWrapping(false);
  setUniformItemSizes(true);
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSelectionMode(QAbstractItemView::NoSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setMouseTracking(true);
  setFrameShape(QFrame::NoFrame);
  viewport()->setAutoFillBackground(false);
  setContextMenuPolicy(
      Qt::PreventContextMenu);  // the right button puts a picture on the right side
  setAccessibleName(tr("Compared pictures"));
  connect(&Theme::instance(), &Theme::changed, this, &PictureStrip::fitHeight);
  fitHeight();
}

void PictureStrip::fitHeight() {
  setFixedHeight(PictureDelegate::cellSize().height() + 8);
  scheduleDelayedItemsLayout();
}

void PictureStrip::mousePressEvent(QMouseEvent* event) {
  hasRing_ = false;
  QListView::mousePressEvent(event);
  const QModelIndex index = indexAt(event->pos());
  if (!index.isValid()) return;
  if (event->button() == Qt::LeftButton) comparison_.put(index.row(), Side::left);
  if (event->button() == Qt::RightButton) comparison_.put(index.row(), Side::right);
}

void PictureStrip::keyPressEvent(QKeyEvent* event) {
  hasRing_ = true;
  if (isReturn(*event) && currentIndex().isValid()) {
    const bool right = event->modifiers() & Qt::ShiftModifier;
    comparison_.put(currentIndex().row(), right ? Side::right : Side::left);
  } else if (goesToAnotherRow(*event)) {
    QListView::keyPressEvent(event);
  } else {
    event->ignore();
  }
  viewport()->update();
}

void PictureStrip::keyReleaseEvent(QKeyEvent* event) {
  event->ignore();
}

void PictureStrip::focusInEvent(QFocusEvent* event) {
  hasRing_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  if (!currentIndex().isValid() && model_.rowCount() > 0) setCurrentIndex(model_.index(0));
  QListView::focusInEvent(event);
  viewport()->update();
}

void PictureStrip::focusOutEvent(QFocusEvent* event) {
  hasRing_ = false;
  QListView::focusOutEvent(event);
  viewport()->update();
}

}  // namespace maulstick::ui

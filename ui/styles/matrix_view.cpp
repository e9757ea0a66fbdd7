#include "ui/styles/matrix_view.h"

#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QPainter>
#include <algorithm>

#include "ui/series/series.h"
#include "ui/styles/cell_delegate.h"
#include "ui/styles/row_header.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int smallestCell = 112;
constexpr int usualCell = 140;
constexpr int largestCell = 216;

}  // namespace

MatrixView::MatrixView(QWidget* parent) : QTableView(parent) {
  setAccessibleName(tr("The pictures of the series"));
  setFrameShape(QFrame::NoFrame);
  setShowGrid(false);
  setCornerButtonEnabled(false);
  setMouseTracking(true);
  setTabKeyNavigation(false);
  setFocusPolicy(Qt::NoFocus);  // as long as there is nothing to go to
  setSelectionMode(QAbstractItemView::SingleSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setItemDelegate(new CellDelegate(this));
  setVerticalHeader(new RowHeader(this));
  setHorizontalHeader(new ColumnHeader(this));
  for (QHeaderView* header : {verticalHeader(), horizontalHeader()}) {
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setFocusPolicy(Qt::NoFocus);
  }
  // The corner between the headers is drawn as one of them would be.
  for (auto* corner : findChildren<QAbstractButton*>(QString(), Qt::FindDirectChildrenOnly)) {
    corner->installEventFilter(this);
  }
  connect(&Theme::instance(), &Theme::changed, this, &MatrixView::tint);
  tint();
}

// The canvas' ground also behind the words.
void MatrixView::tint() {
  QPalette colours = palette();
  const QColor ground = Theme::instance().palette().canvas;
  for (const auto role : {QPalette::Base, QPalette::Window, QPalette::Button}) {
    colours.setColor(role, ground);
  }
  setPalette(colours);
  for (QWidget* part : {static_cast<QWidget*>(verticalHeader()),
                        static_cast<QWidget*>(horizontalHeader()), viewport()}) {
    part->setPalette(colours);
    part->setAutoFillBackground(true);
  }
}

void MatrixView::setSeries(Series* series) {
  setModel(series);
  setFocusPolicy(series != nullptr ? Qt::StrongFocus : Qt::NoFocus);
  verticalHeader()->setVisible(series != nullptr);
  horizontalHeader()->setVisible(series != nullptr);
  fitCells();
  if (series != nullptr && series->size() > 0) setCurrentIndex(series->index(0, 0));
  viewport()->update();
}

Series* MatrixView::series() const {
  return qobject_cast<Series*>(model());
}

int MatrixView::currentNumber() const {
  return series() == nullptr ? -1 : series()->numberOf(currentIndex());
}

void MatrixView::setCurrentNumber(int number) {
  if (series() != nullptr) setCurrentIndex(series()->indexOf(number));
}

void MatrixView::setEmptyText(const QString& title, const QString& text) {
  emptyTitle_ = title;
  emptyText_ = text;
  viewport()->update();
}

// As large as the columns have room for, within reason.
void MatrixView::fitCells() {
  if (model() == nullptr || model()->columnCount() == 0) return;
  const int columns = model()->columnCount();
  const int rows = model()->rowCount();
  const int room = width() - verticalHeader()->sizeHint().width() - 16;
  const int across = room / columns;
  const int down = (height() - horizontalHeader()->sizeHint().height()) / std::max(1, rows);
  const int side = std::clamp(std::min(across, down), usualCell, largestCell);
  const int cell = std::max(smallestCell, std::min(side, across));
  horizontalHeader()->setMinimumSectionSize(1);
  verticalHeader()->setMinimumSectionSize(1);
  horizontalHeader()->setDefaultSectionSize(cell);
  verticalHeader()->setDefaultSectionSize(cell);
}

void MatrixView::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  fitCells();
}

void MatrixView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QTableView::currentChanged(current, previous);
  Q_EMIT currentNumberChanged(currentNumber());
}

void MatrixView::keyPressEvent(QKeyEvent* event) {
  const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
  const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (plain && opens && currentNumber() >= 0) {
    Q_EMIT openRequested(currentNumber());
    return;
  }
  QTableView::keyPressEvent(event);
}

void MatrixView::mousePressEvent(QMouseEvent* event) {
  pressed_ = indexAt(event->position().toPoint());
  QTableView::mousePressEvent(event);
}

void MatrixView::mouseReleaseEvent(QMouseEvent* event) {
  QTableView::mouseReleaseEvent(event);
  const QModelIndex index = indexAt(event->position().toPoint());
  const bool plain = event->modifiers() == Qt::NoModifier;
  if (event->button() == Qt::LeftButton && plain && index.isValid() && pressed_ == index) {
    Q_EMIT openRequested(series()->numberOf(index));
  }
}

void MatrixView::contextMenuEvent(QContextMenuEvent* event) {
  const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
  const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
  if (!index.isValid()) return;
  setCurrentIndex(index);
  const QPoint at =
      byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos();
  Q_EMIT menuRequested(series()->numberOf(index), at);
}

bool MatrixView::eventFilter(QObject* watched, QEvent* event) {
  auto* corner = qobject_cast<QAbstractButton*>(watched);
  if (corner == nullptr || event->type() != QEvent::Paint) {
    return QTableView::eventFilter(watched, event);
  }
  QPainter(corner).fillRect(corner->rect(), Theme::instance().palette().canvas);
  return true;
}

void MatrixView::focusInEvent(QFocusEvent* event) {
  QTableView::focusInEvent(event);
  viewport()->update();
}

void MatrixView::paintEvent(QPaintEvent* event) {
  QTableView::paintEvent(event);
  if (model() != nullptr) return;
  const Theme& theme = Theme::instance();
  QPainter painter(viewport());
  const QRect place = viewport()->rect();
  const int middle = place.height() / 2;
  painter.setPen(theme.palette().text);
  painter.setFont(theme.font(TextRole::heading));
  painter.drawText(QRect(place.left() + 24, middle - 60, place.width() - 48, 52),
                   Qt::AlignHCenter | Qt::AlignBottom | Qt::TextWordWrap, emptyTitle_);
  painter.setPen(theme.palette().dim);
  painter.setFont(theme.font(TextRole::body));
  painter.drawText(QRect(place.left() + 24, middle, place.width() - 48, 120),
                   Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, emptyText_);
}

}  // namespace maulstick::ui

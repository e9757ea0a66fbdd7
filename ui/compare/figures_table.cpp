#include "ui/compare/figures_table.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>
#include <cmath>

#include "ui/compare/row_keys.h"
#include "ui/compare/side_colours.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double rowPixels = 36;
constexpr double headPixels = 46;  // two lines
constexpr double leastColumn = 56;
constexpr double leastName = 92;
constexpr int edge = 6;
constexpr double markSize = 5;

void drawFloor(QPainter& painter, const QRect& cell) {
  painter.setPen(QPen(Theme::instance().palette().line, 1));
  const double floor = cell.bottom() + 0.5;
  painter.drawLine(QPointF(cell.left(), floor), QPointF(cell.right() + 1, floor));
}

// Names at the front, figures at the end; hair lines between rows and nothing between columns.
class FigureDelegate : public QStyledItemDelegate {
 public:
  FigureDelegate(const Comparison& comparison, QObject* parent)
      : QStyledItemDelegate(parent), comparison_(comparison) {}

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    const Palette& colours = Theme::instance().palette();
    const bool best = index.data(FiguresModel::BestRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
      drawBox(*painter, QRectF(option.rect).adjusted(1, 1, -1, -2), {.fill = hoverGround()});
    }
    painter->setFont(Theme::instance().font(best ? TextRole::strong : TextRole::body));
    painter->setPen(best ? colours.accent : colours.text);
    QRectF place = QRectF(option.rect).adjusted(edge, 0, -edge, 0);
    const QString text = index.data(Qt::DisplayRole).toString();
    if (index.column() == 0) {
      drawName(*painter, place, text, index.row(), option.direction);
    } else {
      const bool turned = option.direction == Qt::RightToLeft;
      drawTabular(*painter, place, turned ? Qt::AlignLeft : Qt::AlignRight, text);
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
    drawFloor(*painter, option.rect);
    painter->restore();
  }

 private:
  // With a dot of its side's colour if it lies on the canvas.
  void drawName(QPainter& painter, QRectF place, const QString& name, int row,
                Qt::LayoutDirection direction) const {
    const double room = Theme::scaled(12);
    const bool turned = direction == Qt::RightToLeft;
    double x = turned ? place.right() - markSize / 2 : place.left() + markSize / 2;
    painter.save();
    painter.setPen(Qt::NoPen);
    for (const Side side : {Side::left, Side::right}) {
      if (comparison_.index(side) != row) continue;
      painter.setBrush(colourOf(side));
      painter.drawEllipse(QPointF(x, place.center().y()), markSize / 2, markSize / 2);
      x += (turned ? -1 : 1) * (markSize + 2);
    }
    painter.restore();
    turned ? place.setRight(place.right() - room) : place.setLeft(place.left() + room);
    painter.setClipRect(place);
    // At the front, in either direction: the painter turns it around.
    painter.drawText(place, Qt::AlignVCenter | Qt::TextWordWrap | Qt::AlignLeft, name);
    painter.setClipping(false);
  }

  const Comparison& comparison_;
};

class HeadView : public QHeaderView {
 public:
  explicit HeadView(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsClickable(false);
    setHighlightSections(false);
    viewport()->setAutoFillBackground(false);
  }

 protected:
  void paintSection(QPainter* painter, const QRect& rect, int section) const override {
    painter->save();
    painter->setFont(Theme::instance().font(TextRole::small));
    painter->setPen(Theme::instance().palette().dim);
    painter->drawText(rect.adjusted(edge, 0, -edge, -6),
                      static_cast<int>(Qt::AlignBottom | Qt::TextWordWrap |
                                       (section == 0 ? Qt::AlignLeft : Qt::AlignRight)),
                      model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString());
    drawFloor(*painter, rect);
    painter->restore();
  }
};

}  // namespace

FiguresTable::FiguresTable(Comparison& comparison, const std::vector<FigureColumn>& columns,
                           QWidget* parent)
    : QTableView(parent), comparison_(comparison), model_(comparison, columns) {
  setModel(&model_);
  setHorizontalHeader(new HeadView(this));
  setItemDelegate(new FigureDelegate(comparison, this));
  verticalHeader()->hide();
  setShowGrid(false);
  setFrameShape(QFrame::NoFrame);
  setSelectionMode(QAbstractItemView::NoSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setTabKeyNavigation(false);
  setContextMenuPolicy(Qt::CustomContextMenu);
  viewport()->setAutoFillBackground(false);
  setAccessibleName(tr("Figures of the pictures"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(this, &QTableView::clicked, this,
          [this](const QModelIndex& index) { comparison_.put(index.row(), Side::left); });
  connect(this, &QTableView::customContextMenuRequested, this,
          [this](const QPoint& place) { comparison_.put(indexAt(place).row(), Side::right); });
  connect(&model_, &QAbstractItemModel::modelReset, this, &FiguresTable::arrange);
  connect(&Theme::instance(), &Theme::changed, this, &FiguresTable::arrange);
  arrange();
}

// As wide as the longest word of the heading; names take what is left, in two lines if need be.
int FiguresTable::widthOf(int column) const {
  const QFontMetricsF metrics(Theme::instance().font(TextRole::small));
  double width = Theme::scaled(leastColumn) - 2 * edge;
  const QString title = model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
  for (const QString& word : title.split(QLatin1Char(' '))) {
    width = std::max(width, metrics.horizontalAdvance(word));
  }
  return static_cast<int>(std::ceil(width)) + 2 * edge;
}

void FiguresTable::arrange() {
  verticalHeader()->setDefaultSectionSize(Theme::scaled(rowPixels));
  horizontalHeader()->setFixedHeight(Theme::scaled(headPixels));
  horizontalHeader()->setMinimumSectionSize(10);
  int names = viewport()->width();
  for (int column = 1; column < model_.columnCount(); ++column) {
    const int width = widthOf(column);
    names -= width;
    if (columnWidth(column) != width) setColumnWidth(column, width);
  }
  names = std::max(names, Theme::scaled(leastName));
  if (columnWidth(0) != names) setColumnWidth(0, names);
  updateGeometry();
}

void FiguresTable::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  arrange();
}

void FiguresTable::keyPressEvent(QKeyEvent* event) {
  if (isReturn(*event) && currentIndex().isValid()) {
    const bool right = event->modifiers() & Qt::ShiftModifier;
    comparison_.put(currentIndex().row(), right ? Side::right : Side::left);
  } else if (goesToAnotherRow(*event)) {
    QTableView::keyPressEvent(event);
  } else {
    event->ignore();
  }
}

void FiguresTable::keyReleaseEvent(QKeyEvent* event) {
  event->ignore();
}

QSize FiguresTable::sizeHint() const {
  const int rows = std::max(1, model_.rowCount());
  int width = Theme::scaled(leastName);
  for (int column = 1; column < model_.columnCount(); ++column) width += widthOf(column);
  return {width, Theme::scaled(headPixels) + rows * Theme::scaled(rowPixels)};
}

QSize FiguresTable::minimumSizeHint() const {
  return sizeHint();
}

}  // namespace maulstick::ui

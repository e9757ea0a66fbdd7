#include "ui/styles/row_header.h"

#include <QPaintEvent>
#include <QPainter>
#include <QTextLayout>
#include <algorithm>

#include "ui/series/series.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int headerWidth = 176;
constexpr int mostLines = 5;

// Words in a few lines, the last one ending in "…" if there are more. Returns the height they take.
double drawLines(QPainter* painter, const QRectF& place, const QString& words, const QFont& font,
                 int most) {
  QTextLayout layout(words, font);
  QTextOption option(Qt::AlignLeading);
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(option);
  const QFontMetricsF metrics(font);
  double height = 0;
  int lines = 0;
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(place.width());
    const bool last = ++lines == most;
    if (painter != nullptr) {
      const QString rest = words.mid(line.textStart(), last ? -1 : line.textLength()).trimmed();
      painter->setFont(font);
      painter->drawText(QRectF(place.left(), place.top() + height, place.width(), metrics.height()),
                        Qt::AlignLeading | Qt::AlignVCenter,
                        last ? metrics.elidedText(rest, Qt::ElideRight, place.width()) : rest);
    }
    height += metrics.height();
    if (last) break;
  }
  layout.endLayout();
  return height;
}

}  // namespace

RowHeader::RowHeader(QWidget* parent) : QHeaderView(Qt::Vertical, parent) {
  setSectionsClickable(false);
  setHighlightSections(false);
}

QSize RowHeader::sizeHint() const {
  return {Theme::scaled(headerWidth), QHeaderView::sizeHint().height()};
}

// The words alone: behind the last of them a header would draw its line.
void RowHeader::paintEvent(QPaintEvent* event) {
  QPainter painter(viewport());
  for (int row = 0; row < count(); ++row) {
    const QRect place(0, sectionViewportPosition(row), width(), sectionSize(row));
    if (place.intersects(event->rect())) paintSection(&painter, place, row);
  }
}

void RowHeader::paintSection(QPainter* painter, const QRect& place, int row) const {
  const auto* series = qobject_cast<const Series*>(model());
  if (series == nullptr) return;
  const RowWords words = series->layout().rowWords(row);
  const Theme& theme = Theme::instance();
  const QFont title = theme.font(TextRole::strong);
  const QFont detail = theme.font(TextRole::small);
  QRectF room = QRectF(place).adjusted(4, 4, -12, -4);
  if (isRightToLeft()) room = QRectF(place).adjusted(12, 4, -4, -4);
  const int lines =
      std::max(1, static_cast<int>((room.height() - QFontMetricsF(title).height() * 2) /
                                   QFontMetricsF(detail).height()));
  const int most = std::min(mostLines, lines);
  const double height =
      drawLines(nullptr, room, words.title, title, 2) +
      (words.detail.isEmpty() ? 0 : drawLines(nullptr, room, words.detail, detail, most));
  room.setTop(room.top() + std::max(0.0, (room.height() - height) / 2));
  painter->save();
  painter->setLayoutDirection(layoutDirection());
  painter->setPen(theme.palette().text);
  room.setTop(room.top() + drawLines(painter, room, words.title, title, 2));
  painter->setPen(theme.palette().dim);
  if (!words.detail.isEmpty()) drawLines(painter, room, words.detail, detail, most);
  painter->restore();
}

ColumnHeader::ColumnHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
  setSectionsClickable(false);
  setHighlightSections(false);
}

void ColumnHeader::paintEvent(QPaintEvent* event) {
  QPainter painter(viewport());
  for (int column = 0; column < count(); ++column) {
    const QRect place(sectionViewportPosition(column), 0, sectionSize(column), height());
    if (place.intersects(event->rect())) paintSection(&painter, place, column);
  }
}

void ColumnHeader::paintSection(QPainter* painter, const QRect& place, int column) const {
  const QString words = model()->headerData(column, Qt::Horizontal).toString();
  painter->save();
  painter->setFont(Theme::instance().font(TextRole::small));
  painter->setPen(Theme::instance().palette().dim);
  const QFontMetricsF metrics(painter->font());
  painter->drawText(place, Qt::AlignCenter,
                    metrics.elidedText(words, Qt::ElideRight, place.width() - 8));
  painter->restore();
}

}  // namespace maulstick::ui

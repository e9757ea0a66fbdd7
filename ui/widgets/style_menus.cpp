#include <QPainter>
#include <QStyleOption>
#include <algorithm>

#include "ui/widgets/colours.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/style_parts.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui::parts {
namespace {

constexpr double side = 12;
constexpr double iconWidth = 24;
constexpr double arrowWidth = 20;
constexpr double itemRadius = 6;

bool hasBegin(const QStyleOptionViewItem& option) {
  return option.viewItemPosition != QStyleOptionViewItem::Middle &&
         option.viewItemPosition != QStyleOptionViewItem::End;
}

bool hasEnd(const QStyleOptionViewItem& option) {
  return option.viewItemPosition != QStyleOptionViewItem::Middle &&
         option.viewItemPosition != QStyleOptionViewItem::Beginning;
}

bool isSeparator(const QStyleOptionMenuItem& option) {
  return option.menuItemType == QStyleOptionMenuItem::Separator;
}

bool hasIconColumn(const QStyleOptionMenuItem& option) {
  return option.maxIconWidth > 0 || option.menuHasCheckableItems;
}

// A tick, a dot, or the icon.
void drawMark(const QStyleOptionMenuItem& option, QPainter& painter, const QRect& column) {
  const bool enabled = option.state.testFlag(QStyle::State_Enabled);
  QRect place(0, 0, Theme::scaled(16), Theme::scaled(16));
  place.moveCenter(column.center());
  if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.icon.isNull()) {
    if (!option.checked) return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::instance().palette().accent, place.width() / 9.0, Qt::SolidLine,
                        Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&place](double x, double y) {
      return QPointF(place.x() + x * place.width(), place.y() + y * place.height());
    };
    const QPointF tick[] = {at(0.22, 0.53), at(0.42, 0.73), at(0.8, 0.28)};
    painter.drawPolyline(tick, 3);
    return;
  }
  option.icon.paint(&painter, place, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled,
                    option.checked ? QIcon::On : QIcon::Off);
}

// The painter mirrors left and right where the menu does.
void drawWords(const QStyleOptionMenuItem& option, QPainter& painter, const QRect& place) {
  const bool enabled = option.state.testFlag(QStyle::State_Enabled);
  const auto tab = option.text.indexOf(QLatin1Char('\t'));
  painter.setFont(option.font);
  painter.setPen(
      option.palette.color(enabled ? QPalette::Active : QPalette::Disabled, QPalette::Text));
  painter.drawText(place,
                   Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine,
                   option.text.left(tab));
  if (tab < 0) return;
  if (enabled) painter.setPen(Theme::instance().palette().dim);
  painter.drawText(place, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
                   option.text.mid(tab + 1));
}

}  // namespace

void drawMenuGround(const QStyleOption& option, QPainter& painter) {
  const Palette& colours = Theme::instance().palette();
  drawBox(painter, option.rect, {.fill = colours.raised, .line = colours.line, .radius = 8});
}

void drawMenuItem(const QStyleOptionMenuItem& option, QPainter& painter) {
  painter.save();
  const QRect all = option.rect;
  if (isSeparator(option)) {
    const QRect line(all.x() + 4, all.center().y(), all.width() - 8, 1);
    painter.fillRect(line, Theme::instance().palette().line);
    painter.restore();
    return;
  }
  const bool enabled = option.state.testFlag(QStyle::State_Enabled);
  if (enabled && option.state.testFlag(QStyle::State_Selected)) {
    drawBox(painter, all, {.fill = pressedGround(), .radius = 5});
  }
  QRect words = all.adjusted(Theme::scaled(side), 0, -Theme::scaled(side), 0);
  if (hasIconColumn(option)) {
    const QRect column(words.x() - 4, all.y(), Theme::scaled(16), all.height());
    drawMark(option, painter, QStyle::visualRect(option.direction, all, column));
    words.setLeft(words.left() + Theme::scaled(iconWidth) - 4);
  }
  if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
    const QRect arrow(words.right() - 8, all.y(), 12, all.height());
    const bool mirrored = option.direction == Qt::RightToLeft;
    drawChevron(painter, QStyle::visualRect(option.direction, all, arrow),
                mirrored ? Qt::LeftArrow : Qt::RightArrow, Theme::instance().palette().dim);
  }
  drawWords(option, painter, QStyle::visualRect(option.direction, all, words));
  painter.restore();
}

void drawListItemGround(const QStyleOptionViewItem& option, QPainter& painter) {
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
  if (option.backgroundBrush.style() != Qt::NoBrush) {
    painter.fillRect(option.rect, option.backgroundBrush);
  }
  if (!selected && !hovered) return;
  const QColor chosen = faded(Theme::instance().palette().accent, 0.22);
  // Only the ends of a row with several columns are round.
  const bool mirrored = option.direction == Qt::RightToLeft;
  const bool first = hasBegin(option);
  const bool last = hasEnd(option);
  QRectF place(option.rect);
  if (!(mirrored ? last : first)) place.setLeft(place.left() - itemRadius);
  if (!(mirrored ? first : last)) place.setRight(place.right() + itemRadius);
  painter.save();
  painter.setClipRect(option.rect, Qt::IntersectClip);
  drawBox(painter, place, {.fill = selected ? chosen : hoverGround(), .radius = itemRadius});
  painter.restore();
}

// A line below; the words say what stands in the column.
void drawHeader(const QStyleOption& option, QPainter& painter) {
  const QRect& all = option.rect;
  painter.fillRect(all.x(), all.bottom(), all.width(), 1, Theme::instance().palette().line);
}

void drawListFrame(const QStyleOption& option, QPainter& painter) {
  const Palette& colours = Theme::instance().palette();
  drawBox(painter, option.rect, {.fill = colours.raised, .line = colours.line, .radius = 8});
  const bool focused = option.state.testFlag(QStyle::State_HasFocus);
  if (focused && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
    drawFocusRing(painter, option.rect, 8);
  }
}

QSize menuItemSize(const QStyleOptionMenuItem& option, const QSize& contents) {
  if (isSeparator(option)) return {contents.width(), Theme::scaled(9)};
  int width = contents.width() + 2 * Theme::scaled(side) + Theme::scaled(arrowWidth);
  if (hasIconColumn(option)) width += Theme::scaled(iconWidth);
  return {width, std::max(contents.height(), option.fontMetrics.height() + Theme::scaled(10))};
}

}  // namespace maulstick::ui::parts

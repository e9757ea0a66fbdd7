#include <QPainter>
#include <QStyle>
#include <QStyleOption>
#include <algorithm>

#include "ui/widgets/colours.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/style_parts.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui::parts {
namespace {

constexpr int shortestHandle = 28;

bool isUpright(const QStyleOptionSlider& option) {
  return option.orientation == Qt::Vertical;
}

QFont tabFont() {
  return Theme::instance().font(TextRole::strong);
}

}  // namespace

void drawScrollBar(const QStyleOptionSlider& option, QPainter& painter, const QStyle& style,
                   const QWidget* widget) {
  if (option.maximum <= option.minimum) return;
  const bool active = option.state.testFlag(QStyle::State_MouseOver) ||
                      option.activeSubControls == QStyle::SC_ScrollBarSlider;
  QRectF handle =
      style.subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, widget);
  const double slim = active ? 2 : 3;
  handle.adjust(isUpright(option) ? slim : 1, isUpright(option) ? 1 : slim,
                isUpright(option) ? -slim : -1, isUpright(option) ? -1 : -slim);
  const Palette& colours = Theme::instance().palette();
  drawBox(painter, handle, {.fill = faded(colours.dim, active ? 0.75 : 0.4), .radius = 99});
}

// No arrows: the handle has the whole length.
QRect scrollBarPart(const QStyleOptionSlider& option, int part) {
  const QRect& all = option.rect;
  const int length = isUpright(option) ? all.height() : all.width();
  const int range = option.maximum - option.minimum;
  const double shown = static_cast<double>(option.pageStep) / std::max(1, range + option.pageStep);
  const int handle = range <= 0
                         ? length
                         : std::clamp(static_cast<int>(length * shown),
                                      std::min(Theme::scaled(shortestHandle), length), length);
  const int start = QStyle::sliderPositionFromValue(
      option.minimum, option.maximum, option.sliderPosition, length - handle, option.upsideDown);
  int from = 0;
  int to = length;
  switch (part) {
    case QStyle::SC_ScrollBarSlider: from = start, to = start + handle; break;
    case QStyle::SC_ScrollBarSubPage: to = start; break;
    case QStyle::SC_ScrollBarAddPage: from = start + handle; break;
    case QStyle::SC_ScrollBarGroove: break;
    default: return {};
  }
  const QRect place = isUpright(option) ? QRect(all.x(), all.y() + from, all.width(), to - from)
                                        : QRect(all.x() + from, all.y(), to - from, all.height());
  return QStyle::visualRect(option.direction, all, place);
}

void drawSlider(const QStyleOptionSlider& option, QPainter& painter, const QStyle& style,
                const QWidget* widget) {
  const Palette& colours = Theme::instance().palette();
  const QRectF handle =
      style.subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, widget);
  QRectF groove(option.rect);
  const bool upright = isUpright(option);
  if (upright) {
    groove.adjust(groove.width() / 2 - 2, 2, -groove.width() / 2 + 2, -2);
  } else {
    groove.adjust(2, groove.height() / 2 - 2, -2, -groove.height() / 2 + 2);
  }
  drawBox(painter, groove, {.fill = colours.line, .radius = 2});
  QRectF done = groove;
  if (upright) {
    option.upsideDown ? done.setTop(handle.center().y()) : done.setBottom(handle.center().y());
  } else {
    option.upsideDown ? done.setLeft(handle.center().x()) : done.setRight(handle.center().x());
  }
  drawBox(painter, done, {.fill = colours.accent, .radius = 2});
  QRectF knob(0, 0, Theme::scaled(14), Theme::scaled(14));
  knob.moveCenter(handle.center());
  drawBox(painter, knob, {.fill = Qt::white, .line = colours.accent, .radius = 99});
  if (option.state.testFlag(QStyle::State_HasFocus)) {
    drawFocusRing(painter, knob.adjusted(-2, -2, 2, 2), knob.width() / 2 + 1);
  }
}

void drawProgress(const QStyleOptionProgressBar& option, QPainter& painter) {
  const Palette& colours = Theme::instance().palette();
  QRectF bar(option.rect);
  const double thick = std::min<double>(Theme::scaled(4), bar.height());
  bar = QRectF(bar.x(), bar.center().y() - thick / 2, bar.width(), thick);
  drawBox(painter, bar, {.fill = colours.line, .radius = thick / 2});
  const double range = std::max(1, option.maximum - option.minimum);
  const double share = std::clamp((option.progress - option.minimum) / range, 0.0, 1.0);
  if (share <= 0) return;
  QRectF done = bar;
  done.setWidth(std::max(thick, bar.width() * share));
  const bool mirrored = (option.direction == Qt::RightToLeft) != option.invertedAppearance;
  if (mirrored) done.moveRight(bar.right());
  drawBox(painter, done, {.fill = colours.accent, .radius = thick / 2});
}

void drawTab(const QStyleOptionTab& option, QPainter& painter) {
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
  const QRectF place = QRectF(option.rect).adjusted(2, 2, -2, -2);
  if (selected || hovered) {
    const Palette& colours = Theme::instance().palette();
    drawBox(painter, place, {.fill = selected ? colours.raised : hoverGround(), .radius = 8});
  }
  if (option.state.testFlag(QStyle::State_HasFocus) && selected) {
    drawFocusRing(painter, place, 8);
  }
}

void drawTabLabel(const QStyleOptionTab& option, QPainter& painter) {
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const Palette& colours = Theme::instance().palette();
  painter.save();
  painter.setFont(selected ? tabFont() : Theme::instance().font(TextRole::body));
  painter.setPen(selected ? colours.text : colours.dim);
  painter.drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic, option.text);
  painter.restore();
}

QSize tabSize(const QStyleOptionTab& option) {
  const QSize words = QFontMetrics(tabFont()).size(Qt::TextShowMnemonic, option.text);
  return {words.width() + Theme::scaled(28) + 4, words.height() + Theme::scaled(14) + 4};
}

}  // namespace maulstick::ui::parts

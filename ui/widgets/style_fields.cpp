#include <QPainter>
#include <QStyleOption>
#include <QWidget>
#include <algorithm>

#include "ui/widgets/colours.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/style_parts.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui::parts {
namespace {

constexpr double radius = 8;
constexpr double smallest = 32;
constexpr double tightest = 24;
constexpr double arrowWidth = 24;

int arrows() {
  return Theme::scaled(arrowWidth);
}

QColor arrowColour(const QStyleOption& option) {
  const Palette& colours = Theme::instance().palette();
  return option.state.testFlag(QStyle::State_Enabled) ? colours.dim : colours.line;
}

}  // namespace

void drawField(const QStyleOption& option, QPainter& painter) {
  const Palette& colours = Theme::instance().palette();
  const bool enabled = option.state.testFlag(QStyle::State_Enabled);
  const bool hovered = enabled && option.state.testFlag(QStyle::State_MouseOver);
  const bool focused = enabled && option.state.testFlag(QStyle::State_HasFocus);
  drawBox(painter, option.rect,
          {.fill = enabled ? colours.raised : QColor(Qt::transparent),
           .line = hovered ? mixed(colours.line, colours.dim, 0.4) : colours.line,
           .radius = radius});
  if (focused) drawFocusRing(painter, option.rect, radius);
}

void drawComboBox(const QStyleOptionComboBox& option, QPainter& painter, const QStyle& style,
                  const QWidget* widget) {
  drawField(option, painter);
  const QRect arrow =
      style.subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxArrow, widget);
  drawChevron(painter, arrow, Qt::DownArrow, arrowColour(option));
}

void drawSpinBox(const QStyleOptionSpinBox& option, QPainter& painter, const QStyle& style,
                 const QWidget* widget) {
  drawField(option, painter);
  if (option.buttonSymbols == QAbstractSpinBox::NoButtons) return;
  for (const auto part : {QStyle::SC_SpinBoxUp, QStyle::SC_SpinBoxDown}) {
    const bool up = part == QStyle::SC_SpinBoxUp;
    const QRect place = style.subControlRect(QStyle::CC_SpinBox, &option, part, widget);
    const auto enabled = up ? QAbstractSpinBox::StepUpEnabled : QAbstractSpinBox::StepDownEnabled;
    const bool active = option.activeSubControls == part;
    const QColor colour = !option.stepEnabled.testFlag(enabled) ? Theme::instance().palette().line
                          : active                              ? Theme::instance().palette().text
                                                                : arrowColour(option);
    drawChevron(painter, place, up ? Qt::UpArrow : Qt::DownArrow, colour);
  }
}

QRect comboBoxPart(const QStyleOptionComboBox& option, int part) {
  const QRect& all = option.rect;
  const int wide = arrows();
  QRect place = all;
  if (part == QStyle::SC_ComboBoxArrow) place.setLeft(all.right() - wide + 1);
  if (part == QStyle::SC_ComboBoxEditField) {
    place.adjust(Theme::scaled(8), 1, -wide, -1);
  }
  return QStyle::visualRect(option.direction, all, place);
}

QRect spinBoxPart(const QStyleOptionSpinBox& option, int part) {
  const QRect& all = option.rect;
  const int wide = option.buttonSymbols == QAbstractSpinBox::NoButtons ? 0 : arrows();
  const int half = all.height() / 2;
  QRect place = all;
  switch (part) {
    case QStyle::SC_SpinBoxUp:
      place = {all.right() - wide + 1, all.top() + 3, wide, half - 3};
      break;
    case QStyle::SC_SpinBoxDown:
      place = {all.right() - wide + 1, all.top() + half, wide, half - 3};
      break;
    case QStyle::SC_SpinBoxEditField:
      place.adjust(Theme::scaled(4), 1, -std::max(wide, 4), -1);
      break;
    default: break;
  }
  return QStyle::visualRect(option.direction, all, place);
}

QSize comboBoxSize(const QSize& contents, const QWidget* widget) {
  return fieldSize({contents.width() + arrows() + Theme::scaled(8), contents.height()}, widget);
}

QSize fieldSize(const QSize& contents, const QWidget* widget) {
  const bool tight = is(widget, "tight");
  return {contents.width() + Theme::scaled(12), std::max(Theme::scaled(tight ? tightest : smallest),
                                                         contents.height() + Theme::scaled(4))};
}

}  // namespace maulstick::ui::parts

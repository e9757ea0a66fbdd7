#include "ui/widgets/style.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

#include "ui/widgets/colours.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/style_kinds.h"
#include "ui/widgets/style_parts.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

using parts::is;
using parts::isDropList;
using parts::isDropView;
using parts::isFramedList;
using parts::isTextField;

constexpr double cardRadius = 10;

void drawFrame(const QStyleOption& option, QPainter& painter, const QWidget* widget) {
  const Palette& colours = Theme::instance().palette();
  if (isTextField(widget)) {
    parts::drawField(option, painter);
  } else if (isDropList(widget)) {
    parts::drawMenuGround(option, painter);
  } else if (isFramedList(widget)) {
    parts::drawListFrame(option, painter);
  } else if (is(widget, "card")) {
    drawBox(painter, option.rect,
            {.fill = colours.raised, .line = colours.line, .radius = cardRadius});
  } else {
    drawBox(painter, option.rect, {.line = colours.line, .radius = 8});
  }
}

void drawShapedFrame(const QStyleOptionFrame& option, QPainter& painter) {
  const QRect& all = option.rect;
  const bool upright = option.frameShape == QFrame::VLine;
  const QRect line = upright ? QRect(all.center().x(), all.y(), 1, all.height())
                             : QRect(all.x(), all.center().y(), all.width(), 1);
  painter.fillRect(line, Theme::instance().palette().line);
}

void drawArrow(QStyle::PrimitiveElement element, const QStyleOption& option, QPainter& painter) {
  const Qt::ArrowType direction = element == QStyle::PE_IndicatorArrowUp      ? Qt::UpArrow
                                  : element == QStyle::PE_IndicatorArrowLeft  ? Qt::LeftArrow
                                  : element == QStyle::PE_IndicatorArrowRight ? Qt::RightArrow
                                                                              : Qt::DownArrow;
  drawChevron(painter, option.rect, direction, option.palette.color(QPalette::ButtonText));
}

// For who came by keyboard. In a list that drops, the ground says enough.
void drawFocus(const QStyleOption& option, QPainter& painter, const QWidget* widget) {
  const bool byKeys = option.state.testFlag(QStyle::State_KeyboardFocusChange);
  if (byKeys && !isDropView(widget)) drawFocusRing(painter, option.rect, 5);
}

void drawBranch(const QStyleOption& option, QPainter& painter) {
  if (!option.state.testFlag(QStyle::State_Children)) return;
  const auto closed = option.direction == Qt::RightToLeft ? Qt::LeftArrow : Qt::RightArrow;
  drawChevron(painter, option.rect,
              option.state.testFlag(QStyle::State_Open) ? Qt::DownArrow : closed,
              Theme::instance().palette().dim);
}

void drawLineEdit(const QStyleOption& option, QPainter& painter) {
  const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(&option);
  if (frame == nullptr || frame->lineWidth > 0) parts::drawField(option, painter);
}

// What other elements draw with their own ground, or what needs none.
bool isLeftOut(QStyle::PrimitiveElement element) {
  switch (element) {
    case QStyle::PE_FrameButtonTool:
    case QStyle::PE_PanelButtonTool:
    case QStyle::PE_FrameDefaultButton:
    case QStyle::PE_FrameGroupBox:
    case QStyle::PE_FrameLineEdit:
    case QStyle::PE_FrameTabBarBase:
    case QStyle::PE_FrameTabWidget:
    case QStyle::PE_FrameStatusBarItem:
    case QStyle::PE_PanelScrollAreaCorner:
    case QStyle::PE_PanelItemViewRow:
    case QStyle::PE_FrameMenu: return true;
    default: return false;
  }
}

// The following draw an element if it is one of theirs.

bool drawButtonControl(QStyle::ControlElement element, const QStyleOption& option,
                       QPainter& painter, const QWidget* widget) {
  if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option)) {
    const bool whole = element == QStyle::CE_PushButton;
    if (!whole && element != QStyle::CE_PushButtonLabel) return false;
    // The ground shows the focus: no second ring inside.
    if (whole) parts::drawButtonGround(*button, painter, widget);
    parts::drawButtonLabel(*button, painter, widget);
    return true;
  }
  if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(&option)) {
    const bool under = tool->toolButtonStyle == Qt::ToolButtonTextUnderIcon;
    if (element != QStyle::CE_ToolButtonLabel || under) return false;
    parts::drawToolLabel(*tool, painter, widget);
    return true;
  }
  return false;
}

bool drawBarControl(QStyle::ControlElement element, const QStyleOption& option, QPainter& painter) {
  switch (element) {
    case QStyle::CE_ProgressBarContents:
    case QStyle::CE_ProgressBarLabel: return true;
    case QStyle::CE_Splitter:
      painter.fillRect(option.rect, Theme::instance().palette().line);
      return true;
    case QStyle::CE_ProgressBarGroove:
      if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(&option)) {
        parts::drawProgress(*bar, painter);
      }
      return true;
    case QStyle::CE_TabBarTabShape:
    case QStyle::CE_TabBarTabLabel:
      if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(&option)) {
        const bool shape = element == QStyle::CE_TabBarTabShape;
        shape ? parts::drawTab(*tab, painter) : parts::drawTabLabel(*tab, painter);
      }
      return true;
    default: return false;
  }
}

bool drawListControl(QStyle::ControlElement element, const QStyleOption& option,
                     QPainter& painter) {
  if (element == QStyle::CE_HeaderSection || element == QStyle::CE_HeaderEmptyArea) {
    parts::drawHeader(option, painter);
    return true;
  }
  const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(&option);
  if (item != nullptr && element == QStyle::CE_MenuItem) {
    parts::drawMenuItem(*item, painter);
    return true;
  }
  const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(&option);
  if (frame == nullptr || element != QStyle::CE_ShapedFrame) return false;
  const bool line = frame->frameShape == QFrame::HLine || frame->frameShape == QFrame::VLine;
  if (line) drawShapedFrame(*frame, painter);
  return line;
}

}  // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
  switch (element) {
    case PE_PanelButtonCommand: return parts::drawButtonGround(*option, *painter, widget);
    case PE_PanelLineEdit: return drawLineEdit(*option, *painter);
    case PE_Frame: return drawFrame(*option, *painter, widget);
    case PE_FrameFocusRect: return drawFocus(*option, *painter, widget);
    case PE_PanelMenu:
    case PE_PanelTipLabel: return parts::drawMenuGround(*option, *painter);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: return parts::drawCheckBox(*option, *painter);
    case PE_IndicatorRadioButton: return parts::drawRadioButton(*option, *painter);
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight: return drawArrow(element, *option, *painter);
    case PE_IndicatorBranch: return drawBranch(*option, *painter);
    default: break;
  }
  if (isLeftOut(element)) return;
  const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
  if (element == PE_PanelItemViewItem && item != nullptr) {
    return parts::drawListItemGround(*item, *painter);
  }
  QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
  const bool done = drawButtonControl(element, *option, *painter, widget) ||
                    drawBarControl(element, *option, *painter) ||
                    drawListControl(element, *option, *painter);
  if (done) return;
  if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
    // Chosen items keep the colour of their words: their ground is a tint.
    QStyleOptionViewItem plain = *item;
    plain.palette.setColor(QPalette::HighlightedText, plain.palette.color(QPalette::Text));
    return QProxyStyle::drawControl(element, &plain, painter, widget);
  }
  QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                               QPainter* painter, const QWidget* widget) const {
  if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option)) {
    return parts::drawToolButton(*tool, *painter, widget, *this);
  }
  if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
    return parts::drawComboBox(*box, *painter, *this, widget);
  }
  if (const auto* box = qstyleoption_cast<const QStyleOptionSpinBox*>(option)) {
    return parts::drawSpinBox(*box, *painter, *this, widget);
  }
  if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
    if (control == CC_ScrollBar) return parts::drawScrollBar(*bar, *painter, *this, widget);
    if (control == CC_Slider) return parts::drawSlider(*bar, *painter, *this, widget);
  }
  QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                            SubControl part, const QWidget* widget) const {
  if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
    return parts::comboBoxPart(*box, part);
  }
  if (const auto* box = qstyleoption_cast<const QStyleOptionSpinBox*>(option)) {
    return parts::spinBoxPart(*box, part);
  }
  if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
    if (control == CC_ScrollBar) return parts::scrollBarPart(*bar, part);
  }
  return QProxyStyle::subControlRect(control, option, part, widget);
}

}  // namespace maulstick::ui

#include "ui/widgets/style.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QTextEdit>
#include <algorithm>

#include "ui/widgets/colours.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/style_parts.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

using parts::is;

constexpr double cardRadius = 10;
constexpr double shortestItem = 26;

bool isTextField(const QWidget* widget) {
  return qobject_cast<const QPlainTextEdit*>(widget) != nullptr ||
         qobject_cast<const QTextEdit*>(widget) != nullptr;
}

// Lists with a frame, but not those that drop from a combo box: their frame is the menu's.
bool isFramedList(const QWidget* widget) {
  const auto* view = qobject_cast<const QAbstractItemView*>(widget);
  return view != nullptr && view->frameShape() == QFrame::StyledPanel;
}

void polishLabel(QLabel* label) {
  if (is(label, "dim")) label->setForegroundRole(QPalette::PlaceholderText);
  if (is(label, "title")) label->setFont(Theme::instance().font(TextRole::strong));
  if (is(label, "small")) label->setFont(Theme::instance().font(TextRole::small));
}

bool isDropList(const QWidget* widget) {
  return widget != nullptr && widget->inherits("QComboBoxPrivateContainer");
}

bool isDropView(const QWidget* widget) {
  return widget != nullptr && widget->inherits("QComboBoxListView");
}

// Menus, tool tips and lists that pop up have round corners, so their windows must let through.
void polishPopup(QWidget* widget) {
  const bool isMenu = qobject_cast<QMenu*>(widget) != nullptr;
  if (!isMenu && !isDropList(widget) && !widget->inherits("QTipLabel")) return;
  widget->setAttribute(Qt::WA_TranslucentBackground);
  if (widget->testAttribute(Qt::WA_WState_Created)) return;  // too late: it would be hidden
  widget->setWindowFlag(Qt::FramelessWindowHint);
  widget->setWindowFlag(Qt::NoDropShadowWindowHint);
}

// Before it has any words: with markup in them Qt would read the files that an <img> names.
void polishToolTip(QWidget* widget) {
  if (widget->inherits("QTipLabel")) static_cast<QLabel*>(widget)->setTextFormat(Qt::PlainText);
}

void polishGround(QWidget* widget) {
  if (is(widget, "panel")) {
    widget->setAutoFillBackground(true);
    widget->setBackgroundRole(QPalette::AlternateBase);
  }
  if (is(widget, "hairline")) {
    widget->setAutoFillBackground(true);
    widget->setBackgroundRole(QPalette::Mid);
  }
}

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

// The lengths that grow with the text; 0 if `metric` is none of them.
double scaledMetric(QStyle::PixelMetric metric) {
  switch (metric) {
    case QStyle::PM_LayoutLeftMargin:
    case QStyle::PM_LayoutTopMargin:
    case QStyle::PM_LayoutRightMargin:
    case QStyle::PM_LayoutBottomMargin: return 12;
    case QStyle::PM_LayoutHorizontalSpacing:
    case QStyle::PM_LayoutVerticalSpacing:
    case QStyle::PM_CheckBoxLabelSpacing:
    case QStyle::PM_HeaderMargin:
    case QStyle::PM_RadioButtonLabelSpacing: return 8;
    case QStyle::PM_ScrollBarExtent: return 10;
    case QStyle::PM_ScrollBarSliderMin: return 28;
    case QStyle::PM_SmallIconSize:
    case QStyle::PM_ButtonIconSize:
    case QStyle::PM_ToolBarIconSize:
    case QStyle::PM_ListViewIconSize:
    case QStyle::PM_IndicatorWidth:
    case QStyle::PM_IndicatorHeight:
    case QStyle::PM_ExclusiveIndicatorWidth:
    case QStyle::PM_ExclusiveIndicatorHeight: return 16;
    case QStyle::PM_MessageBoxIconSize: return 32;
    case QStyle::PM_ToolTipLabelFrameWidth: return 6;
    case QStyle::PM_FocusFrameHMargin: return 5;
    default: return 0;
  }
}

}  // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void Style::polish(QPalette& palette) {
  Theme::instance().noteSystem(palette);
  palette = Theme::instance().qtPalette();
}

void Style::polish(QWidget* widget) {
  QProxyStyle::polish(widget);
  polishPopup(widget);
  polishToolTip(widget);
  polishGround(widget);
  if (auto* label = qobject_cast<QLabel*>(widget)) polishLabel(label);
  if (auto* tabs = qobject_cast<QTabBar*>(widget)) {
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
  }
  if (qobject_cast<QScrollBar*>(widget) != nullptr) {
    widget->setAttribute(Qt::WA_OpaquePaintEvent, false);
    widget->setAttribute(Qt::WA_Hover);
  }
  // The frame paints the ground with its round corners; a filled view would square them again.
  if (isTextField(widget) || isFramedList(widget) || isDropView(widget)) {
    static_cast<QAbstractScrollArea*>(widget)->viewport()->setAutoFillBackground(false);
    widget->setAttribute(Qt::WA_Hover);
  }
}

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

QRect Style::subElementRect(SubElement element, const QStyleOption* option,
                            const QWidget* widget) const {
  const QRect usual = QProxyStyle::subElementRect(element, option, widget);
  if (element == SE_CheckBoxFocusRect || element == SE_RadioButtonFocusRect) {
    return usual.adjusted(-4, -1, 4, 1);
  }
  const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
  const bool framed = element == SE_LineEditContents && frame != nullptr && frame->lineWidth > 0;
  return framed ? usual.adjusted(Theme::scaled(5), 0, -Theme::scaled(5), 0) : usual;
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const {
  if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
    if (type == CT_PushButton) return parts::buttonSize(*button, widget);
  }
  if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option)) {
    if (type == CT_ToolButton) return parts::toolButtonSize(*tool, size, widget);
  }
  if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
    if (type == CT_MenuItem) return parts::menuItemSize(*item, size);
  }
  if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
    if (type == CT_TabBarTab) return parts::tabSize(*tab);
  }
  const QSize usual = QProxyStyle::sizeFromContents(type, option, size, widget);
  switch (type) {
    case CT_LineEdit: return parts::fieldSize(size, widget);
    case CT_CheckBox:
    case CT_RadioButton: return {usual.width() + 4, usual.height()};
    case CT_SpinBox: return {usual.width() + Theme::scaled(8), size.height()};
    case CT_ComboBox: return parts::comboBoxSize(size, widget);
    case CT_ItemViewItem: {
      return usual.expandedTo({0, Theme::scaled(shortestItem)});
    }
    default: return usual;
  }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option,
                       const QWidget* widget) const {
  if (const double length = scaledMetric(metric); length > 0) return Theme::scaled(length);
  switch (metric) {
    case PM_DefaultFrameWidth:
      if (isTextField(widget)) return Theme::scaled(5);
      return isFramedList(widget) || isDropList(widget) ? Theme::scaled(4) : 1;
    case PM_SplitterWidth:
    case PM_MenuPanelWidth: return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin: return 5;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap: return 0;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
  }
}

QIcon Style::standardIcon(StandardPixmap icon, const QStyleOption* option,
                          const QWidget* widget) const {
  switch (icon) {
    case SP_MessageBoxInformation: return themedIcon(QStringLiteral("info"));
    case SP_MessageBoxWarning:
    case SP_MessageBoxCritical: return themedIcon(QStringLiteral("warning"));
    case SP_MessageBoxQuestion: return themedIcon(QStringLiteral("help"));
    case SP_LineEditClearButton:
    case SP_DialogCloseButton:
    case SP_TitleBarCloseButton: return themedIcon(QStringLiteral("close"));
    case SP_DirIcon:
    case SP_DirOpenIcon: return themedIcon(QStringLiteral("folder"));
    default: return QProxyStyle::standardIcon(icon, option, widget);
  }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* result) const {
  switch (hint) {
    case SH_ToolTip_Mask:
    case SH_Menu_Mask:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_Widget_Animate:
    case SH_ScrollBar_Transient: return 0;
    case SH_ToolTipLabel_Opacity: return 255;
    case SH_Slider_AbsoluteSetButtons: return Qt::LeftButton;
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_ItemView_ActivateItemOnSingleClick: return 0;  // a click shows, a double click does
    case SH_ComboBox_PopupFrameStyle: return QFrame::StyledPanel | QFrame::Plain;
    default: return QProxyStyle::styleHint(hint, option, widget, result);
  }
}

}  // namespace maulstick::ui

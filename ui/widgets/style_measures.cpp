// Sizes, icons and habits: what the style answers rather than draws.

#include <QStyleOption>

#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"
#include "ui/widgets/style_kinds.h"
#include "ui/widgets/style_parts.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

using parts::isDropList;
using parts::isFramedList;
using parts::isTextField;

constexpr double shortestItem = 26;

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
    case SH_ComboBox_AllowWheelScrolling:  // it would change what was only scrolled past
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

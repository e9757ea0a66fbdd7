#pragma once
// The parts that style.cpp puts together, one group a file: buttons, fields, menus and lists, bars.

#include <QSize>
#include <QVariant>
#include <QWidget>

class QPainter;
class QStyle;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionToolButton;
class QStyleOptionViewItem;
class QRect;

namespace maulstick::ui::parts {

// Whether a widget asks for a look of its own, as a button does with "primary".
inline bool is(const QWidget* widget, const char* property) {
  return widget != nullptr && widget->property(property).toBool();
}

// style_buttons.cpp
void drawButtonGround(const QStyleOption& option, QPainter& painter, const QWidget* widget);
void drawButtonLabel(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget);
void drawToolButton(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget,
                    const QStyle& style);
void drawToolLabel(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget);
void drawCheckBox(const QStyleOption& option, QPainter& painter);
void drawRadioButton(const QStyleOption& option, QPainter& painter);
QSize buttonSize(const QStyleOptionButton& option, const QWidget* widget);
QSize toolButtonSize(const QStyleOptionToolButton& option, const QSize& contents,
                     const QWidget* widget);

// style_fields.cpp
void drawField(const QStyleOption& option, QPainter& painter);
void drawComboBox(const QStyleOptionComboBox& option, QPainter& painter, const QStyle& style,
                  const QWidget* widget);
void drawSpinBox(const QStyleOptionSpinBox& option, QPainter& painter, const QStyle& style,
                 const QWidget* widget);
QRect comboBoxPart(const QStyleOptionComboBox& option, int part);
QRect spinBoxPart(const QStyleOptionSpinBox& option, int part);
QSize comboBoxSize(const QSize& contents, const QWidget* widget);
QSize fieldSize(const QSize& contents, const QWidget* widget);

// style_menus.cpp
void drawMenuGround(const QStyleOption& option, QPainter& painter);
void drawMenuItem(const QStyleOptionMenuItem& option, QPainter& painter);
void drawListFrame(const QStyleOption& option, QPainter& painter);
void drawListItemGround(const QStyleOptionViewItem& option, QPainter& painter);
void drawHeader(const QStyleOption& option, QPainter& painter);
QSize menuItemSize(const QStyleOptionMenuItem& option, const QSize& contents);

// style_bars.cpp
void drawScrollBar(const QStyleOptionSlider& option, QPainter& painter, const QStyle& style,
                   const QWidget* widget);
QRect scrollBarPart(const QStyleOptionSlider& option, int part);
void drawSlider(const QStyleOptionSlider& option, QPainter& painter, const QStyle& style,
                const QWidget* widget);
void drawProgress(const QStyleOptionProgressBar& option, QPainter& painter);
void drawTab(const QStyleOptionTab& option, QPainter& painter);
void drawTabLabel(const QStyleOptionTab& option, QPainter& painter);
QSize tabSize(const QStyleOptionTab& option);

}  // namespace maulstick::ui::parts

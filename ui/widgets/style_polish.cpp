// What a widget is given once, before it is first drawn.

#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QTabBar>

#include "ui/widgets/style.h"
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

void polishLabel(QLabel* label) {
  if (is(label, "dim")) label->setForegroundRole(QPalette::PlaceholderText);
  if (is(label, "title")) label->setFont(Theme::instance().font(TextRole::strong));
  if (is(label, "small")) label->setFont(Theme::instance().font(TextRole::small));
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

}  // namespace

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

}  // namespace maulstick::ui

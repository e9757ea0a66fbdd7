#pragma once
// The small buttons that are an icon and no more.

#include <QString>
#include <QToolButton>

#include "ui/widgets/icon.h"

namespace maulstick::ui {

// `icon` as themedIcon() names it; `name` is what a screen reader says.
inline QToolButton* makeIconButton(const QString& icon, const QString& name, const QString& toolTip,
                                   QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setAutoRaise(true);
  button->setIcon(themedIcon(icon));
  button->setToolTip(toolTip);
  button->setAccessibleName(name);
  return button;
}

}  // namespace maulstick::ui

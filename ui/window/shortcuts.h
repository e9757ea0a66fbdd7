#pragma once
// The window's shortcuts, in one table: actions are made from it, and the help shows it.

#include <QKeySequence>
#include <QString>

namespace maulstick::ui {

struct Shortcut {
  QString name;
  QKeySequence keys;
  QString meaning;
};

const Shortcut& shortcutNamed(const QString& name);

// All of them as a table in rich text.
QString shortcutTable();

}  // namespace maulstick::ui

#pragma once
// The keys, in one table. The window's actions are made from those that have a name; the help shows all
// of them, also those that belong to one part of the window.

#include <QKeySequence>
#include <QString>
#include <vector>

namespace maulstick::ui {

struct Shortcut {
  QString name;
  QKeySequence keys;
  QString meaning;
  QKeySequence otherKeys = {};  // that do the same
};

const Shortcut& shortcutNamed(const QString& name);

// One line of the help: keys as they are called on this system, and what they do.
struct KeyLine {
  QString keys;
  QString meaning;
};
struct KeyGroup {
  QString title;
  std::vector<KeyLine> lines;
};
std::vector<KeyGroup> allKeys();

}  // namespace maulstick::ui

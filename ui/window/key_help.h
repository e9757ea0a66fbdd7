#pragma once
// All keys on one sheet, in groups. Not modal; the window shows one of it.

#include <QDialog>

#include "ui/window/shortcuts.h"

namespace maulstick::ui {

class KeyHelp : public QDialog {
  Q_OBJECT

 public:
  explicit KeyHelp(QWidget* parent = nullptr);

 private:
  QWidget* makeGroup(const KeyGroup& group, QWidget* parent);
  QWidget* makeColumns();
};

}  // namespace maulstick::ui

#pragma once
// A small card in which a style is written: its name, its words, and what it keeps out. Return saves,
// Esc leaves it.

#include <QFrame>

#include "ui/settings/style_chip.h"

class QLineEdit;
class QPushButton;

namespace maulstick::ui {

class StyleEditor : public QFrame {
  Q_OBJECT

 public:
  explicit StyleEditor(QWidget* parent = nullptr);

  // An empty chip for a new style. Shows the card and takes the focus.
  void edit(const StyleChip& chip);

 Q_SIGNALS:
  void saved(const maulstick::ui::StyleChip& chip);
  void left();  // also behind saved()

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QLineEdit* makeField(const QString& name, const QString& placeholder);
  void save();
  void leave();
  void showWhetherComplete();

  StyleChip chip_;
  QLineEdit* name_;
  QLineEdit* words_;
  QLineEdit* negative_;
  QPushButton* save_;
};

}  // namespace maulstick::ui

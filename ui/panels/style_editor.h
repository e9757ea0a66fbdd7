#pragma once
// A small card in which a style is written: its name, its words, what it keeps out, and, where a
// series is made of styles, guidance of its own. Return saves, Esc leaves it.

#include <QFrame>
#include <string>
#include <utility>
#include <vector>

#include "ui/settings/style_chip.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace maulstick::ui {

class StyleEditor : public QFrame {
  Q_OBJECT

 public:
  explicit StyleEditor(QWidget* parent = nullptr);

  // Adds a field for each number of guidance; one that is empty leaves it to the series.
  void offerGuidance();

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
  void showGuidance();
  // The numbers in the fields; false if one of them is none, which gets the focus and a line below.
  bool takeGuidance();
  QLabel* makeFault();
  void setFault(QLineEdit* at, const QString& words);

  StyleChip chip_;
  QLineEdit* name_;
  QLineEdit* words_;
  QLineEdit* negative_;
  QLabel* fault_;  // what a number may be
  QPushButton* save_;
  std::vector<std::pair<std::string, QLineEdit*>> guidance_;  // by the names of controls
};

}  // namespace maulstick::ui

#pragma once
// How a model comes into the list: how to export one, and a place to choose or drop its folder. A page
// of the model manager, which checks what was chosen.

#include <QWidget>

class QPushButton;

namespace maulstick::ui {

class CheckLine;

class AddModelPage : public QWidget {
  Q_OBJECT

 public:
  explicit AddModelPage(QWidget* parent = nullptr);

  [[nodiscard]] CheckLine& result() { return *result_; }
  void focusChoice();  // of a folder

 Q_SIGNALS:
  void chooseRequested();

 private:
  QWidget* makeCommand();
  QWidget* makeTarget();

  CheckLine* result_;
  QPushButton* choose_ = nullptr;
};

}  // namespace maulstick::ui

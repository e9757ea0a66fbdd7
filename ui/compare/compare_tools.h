#pragma once
// The buttons that float on the canvas of the Compare view. Child of a CompareCanvas.

#include <QWidget>

class QLabel;
class QToolButton;

namespace maulstick::ui {

class CompareTools : public QWidget {
  Q_OBJECT

 public:
  explicit CompareTools(QWidget* parent);

  // Of the difference map; can be changed while that is shown.
  void setFactor(int factor, bool shown);

 Q_SIGNALS:
  void differenceToggled(bool shown);
  void factorAsked(int factor);
  void swapRequested();
  void fitRequested();
  void actualSizeRequested();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QToolButton* difference_;
  QToolButton* less_;
  QLabel* factorWords_;
  QToolButton* more_;
  int factor_ = 1;
};

}  // namespace maulstick::ui

#pragma once
// What stands on the canvas of the Compare view before there is anything to compare: what it is
// for, and how to begin. Lies over the canvas.

#include <QPointer>

#include "ui/canvas/invitation.h"

namespace maulstick::ui {

class CompareEmpty : public Invitation {
  Q_OBJECT

 public:
  explicit CompareEmpty(QWidget* parent);

  // From now on it lies in the middle of `ground`, as a child of it.
  void layOver(QWidget& ground);

 protected:
  void dress() override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void place();

  QPointer<QWidget> ground_;
};

}  // namespace maulstick::ui

#pragma once
// Two buttons that are on by turns, as Paint and Stop are. Used where a view's work is begun and
// ended: the keyboard stays with them, where Qt would take it on to the next widget.

#include <QPointer>
#include <QWidget>

namespace maulstick::ui {

class ButtonPair {
 public:
  ButtonPair() = default;
  // Both outlive this.
  ButtonPair(QWidget* first, QWidget* second) : first_(first), second_(second) {}

  void setEnabled(bool first, bool second);

 private:
  QWidget* first_ = nullptr;
  QWidget* second_ = nullptr;
  QPointer<QWidget> refuge_;  // has the keyboard while both are off
};

}  // namespace maulstick::ui

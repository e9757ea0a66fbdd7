#include "ui/widgets/button_pair.h"

namespace maulstick::ui {

// Who has gone on with the keyboard meanwhile is not called back.
void ButtonPair::setEnabled(bool first, bool second) {
  const QWidget* window = first_->window();
  const QWidget* before = window->focusWidget();
  const bool held = before == first_ || before == second_ || (refuge_ && before == refuge_);
  first_->setEnabled(first);
  second_->setEnabled(second);
  refuge_ = nullptr;
  const QWidget* now = window->focusWidget();
  if (!held || now == first_ || now == second_) return;
  if (first || second) {
    (first ? first_ : second_)->setFocus(Qt::OtherFocusReason);
  } else {
    refuge_ = window->focusWidget();
  }
}

}  // namespace maulstick::ui

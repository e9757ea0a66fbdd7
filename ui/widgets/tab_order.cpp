#include "ui/widgets/tab_order.h"

namespace maulstick::ui {
namespace {

// The nearest that can take the focus and stands before `place`; nullptr if there is none.
QWidget* before(const QWidget& place, const QList<QWidget*>& widgets) {
  for (QWidget* one = place.previousInFocusChain(); one != &place;
       one = one->previousInFocusChain()) {
    if (one->focusPolicy() != Qt::NoFocus && !widgets.contains(one)) return one;
  }
  return nullptr;
}

}  // namespace

void joinTabOrder(const QWidget& place, const QList<QWidget*>& widgets) {
  QWidget* last = before(place, widgets);
  for (QWidget* widget : widgets) {
    if (last != nullptr) QWidget::setTabOrder(last, widget);
    last = widget;
  }
}

}  // namespace maulstick::ui

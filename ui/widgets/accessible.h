#pragma once
// What screen readers are told of the widgets that Qt does not know: a groove is a slider with
// value and range, a message bar an alert.

namespace maulstick::ui {

// Once is enough, and more does no harm; the theme calls it.
void installAccessibility();

}  // namespace maulstick::ui

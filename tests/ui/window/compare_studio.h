#pragma once
// What the tests of comparing and of verifying do with the whole window.

#include "ui/compare/compare_view.h"
#include "ui/window/studio.h"

namespace maulstick::testing {

// Pictures of the size that was asked for, painted by something that says what it is.
Script whole();

// Paints, and returns the file.
QString painted(Studio& studio);

ui::CompareView& compareOf(Studio& studio);

// The control column has buttons of the same words.
void pressInMessage(Studio& studio, const QString& text);

}  // namespace maulstick::testing

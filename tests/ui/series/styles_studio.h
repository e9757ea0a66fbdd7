#pragma once
// The Styles view within the whole window: what its tests do with it again and again.

#include "ui/styles/sweep_fields.h"
#include "ui/window/studio.h"
#include "ui/window/styles_view.h"

namespace maulstick::testing {

ui::StylesView& stylesOf(Studio& studio);

// Brings it to the front; the painter pretends to be Easel and measures.
void show(Studio& studio);

template <typename Widget>
Widget* part(Studio& studio) {
  return stylesOf(studio).findChild<Widget*>();
}

// What the fields of the sweep say; the test fails if they cannot be read.
void setSweep(Studio& studio, const ui::SweepTexts& texts);
void turnOn(Studio& studio, const QString& style);

// The button of the column that begins so; the test fails without.
void press(Studio& studio, const QString& begin);

// Until the series has ended; false if it does not.
[[nodiscard]] bool paintAll(Studio& studio);

// Whether a line of the view has these words.
[[nodiscard]] bool says(Studio& studio, const QString& words);

}  // namespace maulstick::testing

#pragma once
// What screen readers are told of the canvas and of the strip below it: a picture in words, and a
// progress bar with a value.

namespace maulstick::ui {

// Once is enough, and more does no harm; both widgets call it.
void installCanvasAccessibility();

}  // namespace maulstick::ui

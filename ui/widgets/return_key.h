#pragma once
// Return presses the button that has the focus, as the space bar does: push buttons, tool buttons and
// the rows of popups. In dialogs Return stays with the default button.

class QApplication;

namespace maulstick::ui {

// The theme calls it.
void installReturnKey(QApplication& application);

}  // namespace maulstick::ui

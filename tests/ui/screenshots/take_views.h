#pragma once
// Pictures of the Styles and the Compare view, as they fill and when they are done.

#include "ui/screenshots/photographer.h"

namespace maulstick::ui {
class MainWindow;
}

namespace maulstick::testing {

void takeStyles(ui::MainWindow& window, Photographer& photographer);
void takeCompare(ui::MainWindow& window, Photographer& photographer);

}  // namespace maulstick::testing

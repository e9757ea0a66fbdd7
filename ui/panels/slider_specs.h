#pragma once
// The slider row of each number of a request: what stands in the engine's table of controls and in the
// catalog of losses, with words in the reader's language.

#include "engine/request.h"
#include "ui/widgets/slider_row.h"

namespace maulstick::ui {

SliderSpec sliderSpecOf(const Control& control);

// What a control is called: "CLIP", "CFG scale".
QString labelOf(const Control& control);

// The row of the table with this name; it must be there.
const Control& controlNamed(std::string_view name);

}  // namespace maulstick::ui

#pragma once
// Styles are words behind the prompt, or a template around it. The panels keep the two apart; a job
// and a picture hold them together.

#include <vector>

#include "engine/request.h"
#include "ui/settings/style_chip.h"

namespace maulstick::ui {

// `request` with the words of the styles that are on, one after the other, as styles/style.h joins
// them.
Request withStyles(Request request, const std::vector<StyleChip>& chips);

// The reverse: takes the words of known styles off the ends of the prompts and turns those chips
// on, all others off. withStyles() of what it returns is `request` again, always.
Request withoutStyles(Request request, std::vector<StyleChip>& chips);

}  // namespace maulstick::ui

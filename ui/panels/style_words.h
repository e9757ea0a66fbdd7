#pragma once
// Styles are words behind the prompt. The panels keep the two apart; a job and a picture hold them
// together.

#include <vector>

#include "engine/request.h"
#include "ui/settings/style_chip.h"

namespace maulstick::ui {

// `request` with the words of the styles that are on behind its prompt and negative prompt, each after
// ", ".
Request withStyles(Request request, const std::vector<StyleChip>& chips);

// The reverse: takes the words of known styles off the ends of the prompts and turns those chips on, all
// others off.
Request withoutStyles(Request request, std::vector<StyleChip>& chips);

}  // namespace maulstick::ui

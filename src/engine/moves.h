#pragma once
// Moves: what guidance takes from which step on. Recorded in a request, so that a picture whose
// sliders were moved while it was painted can be painted again.

#include <string_view>
#include <vector>

#include "base/api.h"
#include "engine/request.h"

namespace maulstick {

// The control of that name if it may be moved in mid-run, else nullptr.
MAULSTICK_API const Control* movable_control(std::string_view name);

// How guidance acts at a step: the request's settings with all moves up to that step.
MAULSTICK_API guidance::GuideSettings settings_at(const Request& request, int step);

// One entry a step: whether guidance will act at it.
MAULSTICK_API std::vector<bool> guided_steps(const Request& request);

// Puts the move where it belongs, in the place of one of the same control at the same step. Returns
// false, and leaves the request alone, if the control has that value there anyway.
MAULSTICK_API bool record_move(Request& request, const Move& move);

// Part of check(Request): moves are in the order of their steps, which the run has; each control
// once a step and within its range. Throws Error{bad_input}.
MAULSTICK_API void check_moves(const Request& request);

}  // namespace maulstick

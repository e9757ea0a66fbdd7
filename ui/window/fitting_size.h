#pragma once
// Which sizes make sense with a model. Used when another model is chosen, and by the restore plan.

#include "engine/request.h"

namespace maulstick::ui {

// Whether the model can paint it at all; its own size always is.
inline bool isPossible(const Request& request, const SizeRules& rules) {
  if (request.width == 0 && request.height == 0) return true;
  const auto fits = [&rules](int side) {
    return side == 0 || (side >= rules.unit && side <= largest_side && side % rules.unit == 0);
  };
  return fits(request.width) && fits(request.height);
}

// Whether the model was made for something like it: no side is less than half or more than twice its
// own.
inline bool suits(const Request& request, const SizeRules& rules) {
  const auto isNear = [](int side, int own) {
    return side == 0 || (2 * side >= own && side <= 2 * own);
  };
  return isNear(request.width, rules.width) && isNear(request.height, rules.height);
}

}  // namespace maulstick::ui

#pragma once
// Whatever was thrown, as the one error type that a person can read. Used by the painting thread,
// at the only place of the app where exceptions end.

#include "base/error.h"

namespace maulstick::ui {

// To be called inside a catch block. A library's own words go to the log, not to the window.
Error currentFault();

}  // namespace maulstick::ui

#pragma once
// The real painter, but for one seed that it cannot paint: a picture of what a failure looks like.

#include <cstdint>

#include "ui/painting/painter.h"

namespace maulstick::testing {

inline constexpr std::int64_t unluckySeed = 13;

ui::PainterFactory clumsyPainterFactory();

}  // namespace maulstick::testing

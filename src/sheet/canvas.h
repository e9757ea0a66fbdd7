#pragma once
// Drawing on a picture: what a sheet needs, and no more.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/image.h"

namespace maulstick::sheet {

using Colour = std::array<std::uint8_t, 3>;

struct Point {
  int x;
  int y;
};

Image blank(int width, int height, const Colour& colour);

// `small` with its upper left corner at `at`; what lies outside of `sheet` is left out.
void lay_on(Image& sheet, const Image& small, const Point& at);

// One line of small letters, ten pixels high, cut to `width` pixels. The letters are ASCII; each
// other character becomes "?".
void write_text(Image& sheet, std::string_view text, const Point& at, int width);

}  // namespace maulstick::sheet

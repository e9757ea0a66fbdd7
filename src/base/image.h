#pragma once
// A picture as a plain value: what the engine hands out and what the front ends show and save.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace maulstick {

struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;  // rows from the top, 3 bytes a pixel, no padding

  friend bool operator==(const Image&, const Image&) = default;
};

}  // namespace maulstick

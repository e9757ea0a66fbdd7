#pragma once
// Walking over the chunks of a PNG file.

#include <cstdint>
#include <optional>
#include <string_view>

namespace maulstick::picture {

inline constexpr std::string_view png_signature = "\x89PNG\r\n\x1a\n";

struct Chunk {
  std::string_view type;  // "IDAT"
  std::string_view data;
  std::string_view whole;  // with length, type and CRC
  bool sound;              // the CRC is right
};

// The chunk at the front of `rest`, which moves past it; nothing where the file breaks off.
std::optional<Chunk> next_chunk(std::string_view& rest);

}  // namespace maulstick::picture

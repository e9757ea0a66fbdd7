#include "picture/png_chunks.h"

#include <zlib.h>

namespace maulstick::picture {
namespace {

constexpr std::size_t around_data = 12;  // length, type, CRC

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char byte : bytes.substr(0, 4)) value = value << 8U | static_cast<std::uint8_t>(byte);
  return value;
}

}  // namespace

std::optional<Chunk> next_chunk(std::string_view& rest) {
  if (rest.size() < around_data) return std::nullopt;
  const std::size_t length = big_endian(rest);
  if (length > rest.size() - around_data) return std::nullopt;
  const std::string_view whole = rest.substr(0, around_data + length);
  const std::string_view covered = whole.substr(4, 4 + length);
  const auto* bytes = reinterpret_cast<const Bytef*>(covered.data());
  const auto crc = crc32(0, bytes, static_cast<uInt>(covered.size()));
  rest.remove_prefix(whole.size());
  return Chunk{.type = covered.substr(0, 4),
               .data = covered.substr(4),
               .whole = whole,
               .sound = crc == big_endian(whole.substr(8 + length))};
}

}  // namespace maulstick::picture

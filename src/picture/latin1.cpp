#include "picture/latin1.h"

#include <unicode/utf8.h>

#include <cstdint>

namespace maulstick::picture {

std::optional<std::string> to_latin1(std::string_view utf8) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  std::string result;
  for (std::size_t offset = 0; offset < utf8.size();) {
    UChar32 c = 0;
    U8_NEXT(bytes, offset, utf8.size(), c);
    const bool printable = (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c <= 0xFF);
    if (!printable && c != '\n') return std::nullopt;
    result += static_cast<char>(static_cast<std::uint8_t>(c));
  }
  return result;
}

std::string from_latin1(std::string_view bytes) {
  std::string utf8;
  for (const char byte : bytes) {
    const auto c = static_cast<std::uint8_t>(byte);
    if (c < 0x80) {
      utf8 += byte;
    } else {
      utf8 += static_cast<char>(0xC0U | (c >> 6U));
      utf8 += static_cast<char>(0x80U | (c & 0x3FU));
    }
  }
  return utf8;
}

}  // namespace maulstick::picture

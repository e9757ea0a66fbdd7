#include "base/utf8.h"

#include <unicode/utf8.h>

#include <cstdint>

namespace maulstick {
namespace {

constexpr std::string_view ellipsis = "…";
constexpr std::string_view replacement = "\uFFFD";

// Moves `offset` past one character of `text`; a negative result means an invalid byte.
UChar32 next_code_point(std::string_view text, std::size_t& offset) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 code_point = 0;
  U8_NEXT(bytes, offset, text.size(), code_point);
  return code_point;
}

bool is_control(UChar32 c) {
  const bool c0_or_c1 = c < 0x20 || (c >= 0x7F && c < 0xA0);
  const bool line_or_direction = (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return c0_or_c1 || line_or_direction;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    if (next_code_point(text, offset) < 0) return begin;
  }
  return std::string_view::npos;
}

std::string printable(std::string_view text, std::size_t limit) {
  std::string line;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    const UChar32 code_point = next_code_point(text, offset);
    std::string_view shown = text.substr(begin, offset - begin);
    if (code_point < 0) {
      shown = replacement;
    } else if (is_control(code_point)) {
      shown = " ";
    }
    const bool last = offset == text.size();
    if (line.size() + shown.size() + (last ? 0 : ellipsis.size()) > limit) {
      line += ellipsis;
      break;
    }
    line += shown;
  }
  return line;
}

std::string printable_end(std::string_view text, std::size_t limit) {
  std::string line = printable(text, std::string::npos);
  if (line.size() <= limit) return line;
  std::size_t begin = line.size() - (limit - ellipsis.size());
  while (begin < line.size() && U8_IS_TRAIL(static_cast<std::uint8_t>(line[begin]))) ++begin;
  return std::string(ellipsis) + line.substr(begin);
}

}  // namespace maulstick

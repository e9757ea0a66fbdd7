#include "text/weight_syntax.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

namespace maulstick::text {
namespace {

constexpr std::string_view escapable = "()[]\\";
constexpr std::string_view special = "()[]\\:";

UChar32 next_character(std::string_view text, std::size_t& offset) {
  UChar32 c = 0;
  U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), offset, text.size(), c);
  return c;
}

bool is_blank(UChar32 c) {
  return u_isUWhiteSpace(c) || (c >= 0x1C && c <= 0x1F);
}

void skip_blanks(std::string_view text, std::size_t& offset) {
  for (std::size_t next = offset; next < text.size(); offset = next) {
    if (!is_blank(next_character(text, next))) return;
  }
}

// A sign and digits (of any script) and points, as many as there are.
std::string take_number(std::string_view text, std::size_t& offset) {
  std::string number;
  if (offset < text.size() && (text[offset] == '+' || text[offset] == '-')) {
    if (text[offset] == '-') number = "-";
    ++offset;
  }
  for (std::size_t next = offset; next < text.size(); offset = next) {
    const UChar32 c = next_character(text, next);
    const bool digit = u_charType(c) == U_DECIMAL_DIGIT_NUMBER;
    if (!digit && c != '.') break;
    number += digit ? static_cast<char>('0' + u_charDigitValue(c)) : '.';
  }
  return number;
}

// A colon at `at`: with what makes it a weight, or alone.
Sign colon_at(std::string_view text, std::size_t at) {
  constexpr Sign alone = {SignKind::text, 1};
  std::size_t end = at + 1;
  skip_blanks(text, end);
  const std::string number = take_number(text, end);
  skip_blanks(text, end);
  if (end == text.size() || text[end] != ')') return alone;
  Sign sign = {SignKind::weight, end + 1 - at};
  const char* last = number.data() + number.size();
  const auto [read, fault] = std::from_chars(number.data(), last, sign.weight);
  return fault == std::errc() && read == last ? sign : alone;
}

Sign escape_at(std::string_view text, std::size_t at) {
  const bool followed =
      at + 1 < text.size() && escapable.find(text[at + 1]) != std::string_view::npos;
  return {SignKind::escape, followed ? std::size_t{2} : std::size_t{1}};
}

}  // namespace

Sign sign_at(std::string_view utf8, std::size_t at) {
  switch (utf8[at]) {
    case '\\': return escape_at(utf8, at);
    case '(': return {SignKind::open_round, 1};
    case '[': return {SignKind::open_square, 1};
    case ')': return {SignKind::close_round, 1};
    case ']': return {SignKind::close_square, 1};
    case ':': return colon_at(utf8, at);
    default: break;
  }
  return {SignKind::text, std::min(utf8.find_first_of(special, at), utf8.size()) - at};
}

}  // namespace maulstick::text

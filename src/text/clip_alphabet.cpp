#include "text/clip_alphabet.h"

namespace maulstick::text::clip {
namespace {

bool is_printable(unsigned byte) {
  return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte != 0xAD);
}

}  // namespace

std::string letter_for_byte(std::uint8_t byte) {
  unsigned code_point = byte;
  if (!is_printable(byte)) {
    code_point = 0x100;
    for (unsigned earlier = 0; earlier < byte; ++earlier) {
      if (!is_printable(earlier)) ++code_point;
    }
  }
  if (code_point < 0x80) return {static_cast<char>(code_point)};
  return {static_cast<char>(0xC0U | (code_point >> 6U)),
          static_cast<char>(0x80U | (code_point & 0x3FU))};
}

}  // namespace maulstick::text::clip

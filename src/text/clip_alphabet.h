#pragma once
// The alphabet of CLIP's vocabulary: every byte written as one printable character, so that a token
// is a text whatever bytes it stands for.

#include <cstdint>
#include <string>

namespace maulstick::text::clip {

// The character for `byte`, in UTF-8: itself for "!" … "~", "¡" … "¬" and "®" … "ÿ"; the others, in
// order, are U+0100 and up (a space is "Ġ").
std::string letter_for_byte(std::uint8_t byte);

}  // namespace maulstick::text::clip

#pragma once
// Latin-1 (ISO 8859-1), the encoding of PNG's tEXt chunks.

#include <optional>
#include <string>
#include <string_view>

namespace maulstick::picture {

// `utf8` in Latin-1, or nothing if a character does not exist there or is a control character other
// than the line feed.
std::optional<std::string> to_latin1(std::string_view utf8);

std::string from_latin1(std::string_view bytes);

}  // namespace maulstick::picture

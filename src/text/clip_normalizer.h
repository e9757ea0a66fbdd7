#pragma once
// CLIP's view of a text before it is split: composed (NFC), in lower case, every code point with
// its place in the text as given.

#include <cstddef>
#include <string_view>
#include <vector>

namespace maulstick::text::clip {

struct Character {
  char32_t code_point;
  std::size_t origin;  // byte offset of the (first) character of the text that it came from
};

// `origin` is added to every offset. Bytes that are no UTF-8 become U+FFFD. Throws Error{device} if
// ICU comes without its data.
std::vector<Character> normalise(std::string_view utf8, std::size_t origin);

}  // namespace maulstick::text::clip

#pragma once
// UTF-8 as it arrives from outside: checked once, here, so that every other room may rely on it.

#include <string>
#include <string_view>

namespace maulstick {

// The byte offset of the first byte that is not part of valid UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view text);

// `text` with every control character made a space and every invalid byte made U+FFFD; what exceeds
// `limit` bytes is cut between characters and ends in "…". Fit for one line of a terminal.
std::string printable(std::string_view text, std::size_t limit);

// The same, but what exceeds `limit` bytes is cut at the front: of a long path the end is what tells.
std::string printable_end(std::string_view text, std::size_t limit);

}  // namespace maulstick

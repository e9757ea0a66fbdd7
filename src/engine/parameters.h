#pragma once
// The "parameters" text of A1111's web UI, taken apart as A1111 does it: lines of prompt, from
// "Negative prompt:" on lines of negative prompt, and, if the last line holds at least three of
// them, "key: value, key: value, …". Any text is some prompt; nothing here is an error.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maulstick {

struct Parameters {
  std::string prompt;
  std::string negative;
  std::vector<std::pair<std::string, std::string>> values;  // in order; a key may come twice
};

// `utf8` must be valid. Takes time in proportion to its length.
Parameters read_parameters(std::string_view utf8);

}  // namespace maulstick

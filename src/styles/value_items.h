#pragma once
// The texts that values.h reads, taken apart.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maulstick::styles {

// Where a text stands for values, and between which they lie; for messages.
struct ValuePlace {
  std::string option;
  std::string range;  // "0 to 1000"
};

// One of the parts between commas. Numbers are still texts, which may turn out to be none.
struct ValueItem {
  std::string_view text;
  std::string_view first;
  std::optional<std::string_view> last = {};
  std::optional<std::string_view> step = {};
  std::optional<std::string_view> count = {};
};

// At most most_values items, which point into `text`. Throws Error{bad_input}.
std::vector<ValueItem> read_value_items(std::string_view text, const ValuePlace& place);

// Throws Error{bad_input}: `got` does not read as values.
[[noreturn]] void refuse_values(const ValuePlace& place, std::string_view got);

}  // namespace maulstick::styles

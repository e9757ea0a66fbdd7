#pragma once
// JSON from outside: size and nesting are limited, and every fault is an Error, never a library's
// exception.

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/error.h"

namespace maulstick {

struct JsonSource {
  std::string where;  // the file or line, for messages
  ErrorKind blame;
  std::size_t depth = 16;
};

// Throws Error{source.blame} for text that is no JSON, has a key twice in one object, or nests
// deeper than source.depth.
nlohmann::json parse_json(std::string_view text, const JsonSource& source);

}  // namespace maulstick

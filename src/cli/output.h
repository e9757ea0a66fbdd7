#pragma once
// Standard output is for data; that it arrived is checked.

#include <string>

namespace maulstick::cli {

// Writes `line` and a line break. Throws Error{output} if standard output cannot take it.
void print_line(const std::string& line);

}  // namespace maulstick::cli

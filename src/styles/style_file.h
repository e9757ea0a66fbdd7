#pragma once
// Files of styles, whichever kind they are: styles.csv as A1111 has it, or JSON as Fooocus has it.

#include <cstddef>
#include <filesystem>
#include <vector>

#include "styles/style.h"

namespace maulstick::styles {

// Bytes of a file of styles, and how many it may hold.
inline constexpr std::size_t largest_style_file = std::size_t{16} << 20U;
inline constexpr std::size_t most_styles = 10000;

// A .csv or .json file. Throws Error{bad_input}, naming the file and, in CSV, the line.
std::vector<Style> read_style_file(const std::filesystem::path& path);

// The built-in styles, then those of `path` if it is not empty: what a style's name may mean.
// find_style() takes the last of a name, so those of the file come first.
std::vector<Style> known_styles(const std::filesystem::path& path);

}  // namespace maulstick::styles

#pragma once
// styles.csv of A1111's web UI: columns name, prompt and negative_prompt, as Python's csv module
// writes and reads them (https://docs.python.org/3/library/csv.html; RFC 4180).

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "styles/style.h"

namespace maulstick::styles {

// Columns may stand in any order, "prompt" may be called "text" as in old files, "negative_prompt"
// may be missing, and other columns are passed over. So are rows that only structure a list: names
// that begin with "#" or "---", and rows without words. Of two styles of one name the later counts.
// Throws Error{bad_input}, naming `where` and the line.
std::vector<Style> parse_styles_csv(std::string_view bytes, const std::string& where);

// What A1111 and parse_styles_csv() read back as the same texts. CSV has no room for controls, and
// styles without words are left out. Throws Error{bad_input} for a name that a reader would pass
// over.
std::string styles_csv(std::span<const Style> styles);

}  // namespace maulstick::styles

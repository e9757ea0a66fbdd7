#pragma once
// Styles as Fooocus keeps them (sdxl_styles_*.json): a list of objects with "name", "prompt" and
// "negative_prompt". Ours may have a fourth key, "guidance", with values of their own:
//
//   [{"name": "ink", "prompt": "ink of {prompt}", "negative_prompt": "colour",
//     "guidance": {"frequency": 60, "composition": 0}}]

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "styles/style.h"

namespace maulstick::styles {

// Only "name" has to be there; other keys are passed over. A prompt without {prompt} goes behind
// that of the picture. Throws Error{bad_input}, naming `where` and which entry it is, from 1.
std::vector<Style> parse_styles_json(std::string_view bytes, const std::string& where);

// What parse_styles_json() reads back as the same styles.
std::string styles_json(std::span<const Style> styles);

}  // namespace maulstick::styles

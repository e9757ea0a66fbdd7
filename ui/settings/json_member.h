#pragma once
// Looks into JSON that people may have edited: what is missing, or of another kind than expected,
// is nothing. Used wherever the app reads its own files.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace maulstick::ui {

// A member of anything that may or may not be an object; null if there is none. Valid as long as
// `object` is.
const nlohmann::json& member(const nlohmann::json& object, std::string_view name);

// Empty if `value` is no text.
std::string textOf(const nlohmann::json& value);

}  // namespace maulstick::ui

#include "ui/settings/json_member.h"

#include <nlohmann/json.hpp>

namespace maulstick::ui {

using nlohmann::json;

const json& member(const json& object, std::string_view name) {
  static const json none;
  if (!object.is_object()) return none;
  const auto found = object.find(name);
  return found == object.end() ? none : *found;
}

std::string textOf(const json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

}  // namespace maulstick::ui

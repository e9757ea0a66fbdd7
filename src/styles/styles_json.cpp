#include "styles/styles_json.h"

#include <cstddef>
#include <utility>

#include "base/error.h"
#include "base/json.h"
#include "base/refuse.h"
#include "styles/style_list.h"

namespace maulstick::styles {
namespace {

using nlohmann::json;

std::string text_at(const json& entry, const char* key, const std::string& where) {
  const auto found = entry.find(key);
  if (found == entry.end() || found->is_null()) return {};
  if (found->is_string()) return found->get<std::string>();
  refuse("the style cannot be used", where, "text under \"" + std::string(key) + "\"",
         found->type_name());
}

std::map<std::string, double> guidance_of(const json& entry, const std::string& where) {
  const auto found = entry.find("guidance");
  if (found == entry.end() || found->is_null()) return {};
  if (!found->is_object()) {
    refuse("the style cannot be used", where, "an object under \"guidance\"", found->type_name());
  }
  std::map<std::string, double> controls;
  for (const auto& [name, value] : found->items()) {
    if (!value.is_number()) {
      refuse("the style cannot be used", where, "a number under \"" + name + "\"",
             value.type_name());
    }
    controls[name] = value.get<double>();
  }
  return controls;
}

}  // namespace

std::vector<Style> parse_styles_json(std::string_view bytes, const std::string& where) {
  const json list = parse_json(bytes, {.where = where, .blame = ErrorKind::bad_input});
  if (!list.is_array()) {
    refuse("the file holds no styles", where, "a list of objects", list.type_name());
  }
  StyleList styles;
  std::size_t number = 0;
  for (const json& entry : list) {
    const std::string place = where + ", entry " + std::to_string(++number);
    if (!entry.is_object()) {
      refuse("the style cannot be used", place, "an object", entry.type_name());
    }
    styles.add({.name = text_at(entry, "name", place),
                .prompt = text_at(entry, "prompt", place),
                .negative = text_at(entry, "negative_prompt", place),
                .controls = guidance_of(entry, place)},
               place);
  }
  return std::move(styles).take();
}

std::string styles_json(std::span<const Style> styles) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Style& style : styles) {
    nlohmann::ordered_json entry = {
        {"name", style.name}, {"prompt", style.prompt}, {"negative_prompt", style.negative}};
    if (!style.controls.empty()) entry["guidance"] = style.controls;
    list.push_back(std::move(entry));
  }
  return list.dump(2) + "\n";
}

}  // namespace maulstick::styles

#include "ui/settings/model_json.h"

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "ui/settings/json_member.h"

namespace maulstick::ui {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<std::string_view, Precision>, 3> precisions = {
    {{"float32", Precision::float32},
     {"float16", Precision::float16},
     {"bfloat16", Precision::bfloat16}}};

}  // namespace

json modelToJson(const EngineOptions& model) {
  json object = {{"folder", model.model.string()}, {"device", model.device}};
  for (const auto& [name, precision] : precisions) {
    if (precision == model.precision) object["precision"] = name;
  }
  return object;
}

EngineOptions modelFromJson(const json& object, EngineOptions model) {
  const auto text = [&object](const char* name) { return textOf(member(object, name)); };
  if (const std::string folder = text("folder"); !folder.empty()) model.model = folder;
  if (const std::string device = text("device"); !device.empty()) model.device = device;
  for (const auto& [name, precision] : precisions) {
    if (text("precision") == name) model.precision = precision;
  }
  return model;
}

}  // namespace maulstick::ui

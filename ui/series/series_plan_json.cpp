#include "ui/series/series_plan_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "styles/styles_json.h"
#include "ui/settings/json_member.h"
#include "ui/settings/model_json.h"
#include "ui/settings/request_json.h"

namespace maulstick::ui {
namespace {

using nlohmann::json;

std::optional<styles::Axis> axisOf(const json& object) {
  styles::Axis axis = {.name = textOf(member(object, "name")), .values = {}};
  const auto rows = controls();
  const auto control = std::ranges::find(rows, axis.name, &Control::name);
  const json& values = member(object, "values");
  if (control == rows.end() || !values.is_array() || values.empty()) return std::nullopt;
  for (const json& one : values) {
    if (!one.is_number()) return std::nullopt;
    const auto value = one.get<double>();
    const bool inside = value >= control->minimum && value <= control->maximum;
    if (!inside || (control->whole && value != std::floor(value))) return std::nullopt;
    axis.values.push_back(value);
  }
  return axis;
}

bool readAxes(const json& list, SeriesPlan& plan) {
  if (!list.is_array() || list.size() > mostAxes) return false;
  for (const json& one : list) {
    auto axis = axisOf(one);
    if (!axis) return false;
    plan.axes.push_back(std::move(*axis));
  }
  return true;
}

bool readSeeds(const json& list, SeriesPlan& plan) {
  if (!list.is_array() || list.empty()) return false;
  for (const json& one : list) {
    if (!one.is_number_integer()) return false;
    plan.seeds.push_back(one.get<std::int64_t>());
  }
  return std::ranges::all_of(plan.seeds, [](std::int64_t seed) { return seed >= 0; });
}

// Whether all that was given was taken: readers that serve settings leave out what they cannot use.
bool holds(const json& taken, const json& given) {
  if (!given.is_object()) return false;
  for (const auto& [name, value] : given.items()) {
    if (member(taken, name) != value) return false;
  }
  return true;
}

bool canBePainted(const SeriesPlan& plan) {
  return !plan.model.model.empty() && styles::count(sweepOf(plan)) <= mostPictures;
}

}  // namespace

json planToJson(const SeriesPlan& plan) {
  json axes = json::array();
  for (const styles::Axis& axis : plan.axes) {
    axes.push_back({{"name", axis.name}, {"values", axis.values}});
  }
  json object = {{"model", modelToJson(plan.model)},
                 {"request", requestToJson(plan.base)},
                 {"styles", json::parse(styles::styles_json(plan.styles))},
                 {"seeds", plan.seeds},
                 {"axes", axes}};
  if (plan.asItIs) object["as it is"] = true;
  return object;
}

std::optional<SeriesPlan> planFromJson(const json& object) {
  SeriesPlan plan;
  const json& model = member(object, "model");
  const json& request = member(object, "request");
  plan.model = modelFromJson(model);
  plan.base = requestFromJson(request);
  plan.asItIs = member(object, "as it is") == true;
  if (!holds(modelToJson(plan.model), model) || !holds(requestToJson(plan.base), request)) {
    return std::nullopt;
  }
  try {
    const json& list = member(object, "styles");
    if (!list.is_array()) return std::nullopt;
    if (!list.empty()) plan.styles = styles::parse_styles_json(list.dump(), "the plan");
    if (!readSeeds(member(object, "seeds"), plan) || !readAxes(member(object, "axes"), plan) ||
        !canBePainted(plan)) {
      return std::nullopt;
    }
  } catch (const Error&) {
    return std::nullopt;
  }
  return plan;
}

}  // namespace maulstick::ui

#pragma once
// The plan of a series in its file. Used by series_file.

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "ui/series/series_plan.h"

namespace maulstick::ui {

nlohmann::json planToJson(const SeriesPlan& plan);

// Nothing unless all of it can be used: half a plan is another series. Never throws.
std::optional<SeriesPlan> planFromJson(const nlohmann::json& object);

}  // namespace maulstick::ui

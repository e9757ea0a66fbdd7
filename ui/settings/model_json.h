#pragma once
// Which model paints, where and how exactly, in the app's own files. Used by the settings and the
// queue.

#include <nlohmann/json_fwd.hpp>

#include "engine/engine.h"

namespace maulstick::ui {

nlohmann::json modelToJson(const EngineOptions& model);

// Takes what it knows; the rest stays as in `fallback`. Never throws.
EngineOptions modelFromJson(const nlohmann::json& object, EngineOptions fallback = {});

}  // namespace maulstick::ui

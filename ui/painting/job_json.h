#pragma once
// Jobs in the file of the queue.

#include <nlohmann/json_fwd.hpp>

#include "ui/painting/job.h"

namespace maulstick::ui {

nlohmann::json jobToJson(const Job& job);

// Takes what it knows. Never throws.
Job jobFromJson(const nlohmann::json& object);

}  // namespace maulstick::ui

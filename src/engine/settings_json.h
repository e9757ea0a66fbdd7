#pragma once
// Parts of paintings as JSON, for logs and the command line's output.

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "engine/report.h"

namespace maulstick {

// {"clip": 0.7, "frequency": 0.1, …}: one value for each row of the catalog; null where not finite.
nlohmann::json losses_json(const std::vector<double>& losses);

// A line of --log (program's manual): step, timestep, sigma, seconds, guidance.
nlohmann::json step_json(const StepReport& step);

// The fields of a request under the names of generate's options.
nlohmann::json request_json(const Request& request);

}  // namespace maulstick

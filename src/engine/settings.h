#pragma once
// Paintings as text: what goes into pictures, logs and the command line's output.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/report.h"
#include "picture/png.h"

namespace maulstick {

// {"clip": 0.7, "frequency": 0.1, …}: one value for each row of the catalog; null where not finite.
nlohmann::json losses_json(const std::vector<double>& losses);

// A line of --log (program's manual): step, timestep, sigma, seconds, guidance.
nlohmann::json step_json(const StepReport& step);

// The fields of a request under the names of generate's options.
nlohmann::json request_json(const Request& request);

// The settings as A1111 writes them, so that other programs read them: the prompt, "Negative
// prompt: …", then "Steps: …, Sampler: LMS, …".
std::string parameters_text(const Painting& painting);

// Both text chunks of a picture: "parameters", and "maulstick" with everything that is needed to
// paint it again, and its loss curves.
std::vector<picture::TextChunk> text_chunks(const Painting& painting);

}  // namespace maulstick

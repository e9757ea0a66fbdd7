#pragma once
// Requests in the app's own files and in pictures' settings, under the names of the command line's
// options. Used by the settings, the queue and the history.

#include <nlohmann/json_fwd.hpp>

#include "engine/request.h"

namespace maulstick::ui {

// As the engine writes it into pictures, and the paths of the embeddings.
nlohmann::json requestToJson(const Request& request);

// Takes what it knows and what is in range; the rest stays as in `fallback`. Never throws, whatever
// a person has made of the file.
Request requestFromJson(const nlohmann::json& object, Request fallback = {});

}  // namespace maulstick::ui

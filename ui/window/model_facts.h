#pragma once
// What the panels need to know of the model that paints: its manifest says it, and nothing is loaded.

#include <QString>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/request.h"

namespace maulstick::ui {

struct ModelFacts {
  QString name;
  std::string hash;  // as pictures name it
  SizeRules sizes;
};

// Nothing if the folder is no bundle.
std::optional<ModelFacts> modelFacts(const std::filesystem::path& bundle);

}  // namespace maulstick::ui

#include "ui/window/model_facts.h"

#include "base/error.h"
#include "engine/size_rules.h"
#include "model/bundle.h"

namespace maulstick::ui {

std::optional<ModelFacts> modelFacts(const std::filesystem::path& folder) {
  try {
    const model::Bundle bundle = model::Bundle::open(folder);
    return ModelFacts{.name = QString::fromStdString(bundle.manifest().name),
                      .hash = bundle.hash(),
                      .sizes = size_rules_of(bundle.manifest().latents)};
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace maulstick::ui

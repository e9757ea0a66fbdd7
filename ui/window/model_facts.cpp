#include "ui/window/model_facts.h"

#include "base/error.h"
#include "model/bundle.h"

namespace maulstick::ui {

std::optional<ModelFacts> modelFacts(const std::filesystem::path& folder) {
  try {
    const model::Bundle bundle = model::Bundle::open(folder);
    const model::Latents& latents = bundle.manifest().latents;
    return ModelFacts{.name = QString::fromStdString(bundle.manifest().name),
                      .hash = bundle.hash(),
                      .sizes = {.unit = static_cast<int>(latents.factor * latents.multiple),
                                .width = static_cast<int>(latents.width),
                                .height = static_cast<int>(latents.height)}};
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace maulstick::ui

#pragma once
// The sizes that a model can paint, by its bundle's manifest. No torch header is needed.

#include "engine/request.h"
#include "model/manifest.h"

namespace maulstick {

inline SizeRules size_rules_of(const model::Latents& latents) {
  return {.unit = static_cast<int>(latents.factor * latents.multiple),
          .width = static_cast<int>(latents.width),
          .height = static_cast<int>(latents.height)};
}

}  // namespace maulstick

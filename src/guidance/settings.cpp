#include "guidance/settings.h"

#include <algorithm>

#include "guidance/catalog.h"

namespace maulstick::guidance {

GuideSettings::GuideSettings() {
  for (const Loss& loss : catalog()) scales.push_back(loss.fallback);
}

bool may_guide_at(const GuideSettings& settings, int step, int steps) {
  return step % settings.every == 0 && step > settings.start * steps;
}

bool guides_at(const GuideSettings& settings, int step, int steps) {
  const bool any = std::ranges::any_of(settings.scales, [](double scale) { return scale > 0; });
  return any && may_guide_at(settings, step, steps);
}

}  // namespace maulstick::guidance

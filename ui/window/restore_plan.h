#pragma once
// From what a picture says to what the panels would become, and what it says that they cannot take
// over. Used by the restore desk.

#include <QStringList>
#include <optional>

#include "engine/restore.h"
#include "ui/window/model_facts.h"
#include "ui/window/settings_changes.h"

namespace maulstick::ui {

struct RestorePlan {
  PanelSettings next;
  std::vector<SettingChange> changes;
  QStringList left;  // "Sampler: Euler a": not taken over, or not quite
};

RestorePlan planRestore(Restored found, const PanelSettings& now,
                        const std::optional<ModelFacts>& model);

}  // namespace maulstick::ui

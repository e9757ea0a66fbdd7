#pragma once
// The difference between two states of the panels, in a person's words. Used by the restore sheet.

#include <QString>
#include <vector>

#include "engine/request.h"
#include "ui/settings/style_chip.h"

namespace maulstick::ui {

// What the left column holds.
struct PanelSettings {
  Request request;
  std::vector<StyleChip> styles;
};

// "Steps", "30", "50".
struct SettingChange {
  QString name;
  QString from;
  QString to;

  friend bool operator==(const SettingChange&, const SettingChange&) = default;
};

// Only what differs, in the order of the panels.
std::vector<SettingChange> settingsChanges(const PanelSettings& from, const PanelSettings& to);

}  // namespace maulstick::ui

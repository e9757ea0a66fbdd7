#pragma once
// What can be made of a series' folder, in the background. None of these throws: "" is success,
// else one line that says what went wrong.

#include <QString>
#include <filesystem>
#include <vector>

#include "ui/settings/style_chip.h"

namespace maulstick::ui {

enum class SheetKind { picture, page };

// All pictures on one, or on a page for browsers whose links lead to pictures beside it.
QString writeSheet(const std::filesystem::path& folder, SheetKind kind,
                   const std::filesystem::path& file);

// .csv or .json, by the name's ending.
QString writeStyles(const std::filesystem::path& file, const std::vector<StyleChip>& chips);

struct ReadStyles {
  std::vector<StyleChip> chips;
  QString fault;
};
ReadStyles readStyles(const std::filesystem::path& file);

// The newest first.
std::vector<std::filesystem::path> seriesIn(const std::filesystem::path& parent);

}  // namespace maulstick::ui

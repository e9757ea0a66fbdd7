#pragma once
// Styles that come from a file, among those that are there. Plain functions.

#include <cstddef>
#include <vector>

#include "ui/settings/style_chip.h"

namespace maulstick::ui {

// More chips than that are no help to anybody, and slow to lay out.
inline constexpr std::size_t mostStyles = 500;

struct MergedStyles {
  std::vector<StyleChip> chips;
  int replaced = 0;
};

// Those of a name that is there take its place, and stay on or off; of two of one name the last
// counts.
MergedStyles mergedStyles(std::vector<StyleChip> present, const std::vector<StyleChip>& more);

// The same, and those of a series are on, all others off.
std::vector<StyleChip> chipsAsIn(const std::vector<styles::Style>& series,
                                 std::vector<StyleChip> present);

}  // namespace maulstick::ui

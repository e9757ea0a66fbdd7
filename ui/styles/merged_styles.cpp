#include "ui/styles/merged_styles.h"

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace maulstick::ui {
namespace {

std::string keyOf(const StyleChip& chip) {
  return styles::folded_name(chip.name.toStdString());
}

}  // namespace

MergedStyles mergedStyles(std::vector<StyleChip> present, const std::vector<StyleChip>& more) {
  MergedStyles merged = {.chips = std::move(present)};
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < merged.chips.size(); ++i) places.emplace(keyOf(merged.chips[i]), i);
  for (const StyleChip& one : more) {
    const auto [place, isNew] = places.emplace(keyOf(one), merged.chips.size());
    if (isNew) {
      merged.chips.push_back(one);
      continue;
    }
    StyleChip& same = merged.chips[place->second];
    const bool on = same.on;
    same = one;
    same.on = on;
    ++merged.replaced;
  }
  return merged;
}

std::vector<StyleChip> chipsAsIn(const std::vector<styles::Style>& series,
                                 std::vector<StyleChip> present) {
  std::vector<StyleChip> wanted;
  std::unordered_set<std::string> names;
  for (const styles::Style& style : series) {
    wanted.push_back(chipOf(style));
    names.insert(keyOf(wanted.back()));
  }
  std::vector<StyleChip> chips = mergedStyles(std::move(present), wanted).chips;
  for (StyleChip& chip : chips) chip.on = names.contains(keyOf(chip));
  return chips;
}

}  // namespace maulstick::ui

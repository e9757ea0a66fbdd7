#pragma once
// A style under the prompt: words that are added to it while the chip is on. Used by the settings
// and the prompt panel.

#include <QString>
#include <vector>

namespace maulstick::ui {

struct StyleChip {
  QString name;      // on the chip
  QString words;     // added to the prompt
  QString negative;  // added to the negative prompt
  bool on = false;

  friend bool operator==(const StyleChip&, const StyleChip&) = default;
};

// The five styles that the program comes with.
std::vector<StyleChip> defaultStyleChips();

}  // namespace maulstick::ui

#pragma once
// A style under the prompt: words that are added to it while the chip is on, and, for a series,
// guidance of its own. Used by the settings, the prompt panel and the Styles view.

#include <QString>
#include <map>
#include <string>
#include <vector>

#include "styles/style.h"

namespace maulstick::ui {

struct StyleChip {
  QString name;      // on the chip
  QString words;     // added to the prompt, or a template with {prompt}
  QString negative;  // likewise, of the negative prompt
  bool on = false;
  std::map<std::string, double> controls = {};  // in a series: "clip", "strength"

  friend bool operator==(const StyleChip&, const StyleChip&) = default;
};

// The five styles that the program comes with.
std::vector<StyleChip> defaultStyleChips();

styles::Style styleOf(const StyleChip& chip);
StyleChip chipOf(const styles::Style& style);

}  // namespace maulstick::ui

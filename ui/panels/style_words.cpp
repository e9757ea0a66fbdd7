#include "ui/panels/style_words.h"

#include <algorithm>
#include <string>

namespace maulstick::ui {
namespace {

void append(std::string& prompt, const QString& words) {
  if (words.isEmpty()) return;
  if (!prompt.empty()) prompt += ", ";
  prompt += words.toStdString();
}

// Whether `prompt` ended in ", words"; it is taken off then.
bool takeOff(std::string& prompt, const QString& words) {
  const std::string end = words.toStdString();
  if (end.empty() || !prompt.ends_with(end)) return false;
  const std::size_t rest = prompt.size() - end.size();
  if (rest == 0) {
    prompt.clear();
    return true;
  }
  if (!std::string_view(prompt).substr(0, rest).ends_with(", ")) return false;
  prompt.resize(rest - 2);
  return true;
}

}  // namespace

Request withStyles(Request request, const std::vector<StyleChip>& chips) {
  for (const StyleChip& chip : chips) {
    if (!chip.on) continue;
    append(request.prompt, chip.words);
    append(request.negative, chip.negative);
  }
  return request;
}

Request withoutStyles(Request request, std::vector<StyleChip>& chips) {
  for (StyleChip& chip : chips) chip.on = false;
  // From the last to the first, as they were appended.
  for (bool found = true; found;) {
    found = false;
    for (auto chip = chips.rbegin(); chip != chips.rend() && !found; ++chip) {
      if (chip->on || !takeOff(request.prompt, chip->words)) continue;
      takeOff(request.negative, chip->negative);
      chip->on = true;
      found = true;
    }
  }
  return request;
}

}  // namespace maulstick::ui

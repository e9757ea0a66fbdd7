#include "ui/panels/style_words.h"

#include <string>
#include <utility>

#include "base/error.h"

namespace maulstick::ui {
namespace {

constexpr std::string_view place = "{prompt}";

// Together too long for a prompt: joined plainly, so that painting refuses it and says why.
void joinPlainly(std::string& prompt, const std::string& words) {
  if (!words.empty()) prompt += ", " + words;
}

Request withWords(Request request, const styles::Style& style) {
  try {
    return styles::with_words(request, style);
  } catch (const Error&) {
    joinPlainly(request.prompt, style.prompt);
    joinPlainly(request.negative, style.negative);
    return request;
  }
}

// Whether the words do anything to a prompt.
bool says(const std::string& words) {
  return !words.empty() && words != place;
}

// Whether `prompt` ended in ", words", or was the template `words` filled; it is as before then.
bool takeOff(std::string& prompt, const std::string& words) {
  const std::size_t at = words.find(place);
  if (at == std::string::npos) {
    if (prompt == words) {
      prompt.clear();
      return true;
    }
    const std::string end = ", " + words;
    if (!prompt.ends_with(end)) return false;
    prompt.resize(prompt.size() - end.size());
    return true;
  }
  const std::string before = words.substr(0, at);
  const std::string behind = words.substr(at + place.size());
  const bool fits = prompt.size() >= before.size() + behind.size() && prompt.starts_with(before) &&
                    prompt.ends_with(behind) && behind.find(place) == std::string::npos;
  if (!fits) return false;
  prompt = prompt.substr(before.size(), prompt.size() - before.size() - behind.size());
  return true;
}

// Both its words or none: one half of a style is none of it.
bool takeStyleOff(Request& request, const styles::Style& style) {
  if (!says(style.prompt) && !says(style.negative)) return false;
  std::string prompt = request.prompt;
  std::string negative = request.negative;
  if (says(style.prompt) && !takeOff(prompt, style.prompt)) return false;
  if (says(style.negative) && !takeOff(negative, style.negative)) return false;
  request.prompt = std::move(prompt);
  request.negative = std::move(negative);
  return true;
}

}  // namespace

Request withStyles(Request request, const std::vector<StyleChip>& chips) {
  for (const StyleChip& chip : chips) {
    if (chip.on) request = withWords(std::move(request), styleOf(chip));
  }
  return request;
}

// From the last to the first, as they were added; and only if adding them makes the same of it
// again.
Request withoutStyles(Request request, std::vector<StyleChip>& chips) {
  for (StyleChip& chip : chips) chip.on = false;
  Request rest = request;
  for (auto chip = chips.rbegin(); chip != chips.rend(); ++chip) {
    chip->on = takeStyleOff(rest, styleOf(*chip));
  }
  const Request again = withStyles(rest, chips);
  if (again.prompt == request.prompt && again.negative == request.negative) return rest;
  for (StyleChip& chip : chips) chip.on = false;
  return request;
}

}  // namespace maulstick::ui

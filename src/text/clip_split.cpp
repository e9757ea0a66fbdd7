#include "text/clip_split.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "text/clip_unicode.h"

namespace maulstick::text::clip {
namespace {

using Text = std::span<const Character>;

constexpr std::array<std::u32string_view, 7> contractions = {U"'s", U"'t",  U"'re", U"'ve",
                                                             U"'m", U"'ll", U"'d"};

// What only looks like a special token (written in capitals, say) is split in three, and away from
// the signs around it: two patterns apply to a text, and just the first of them knows these names.
constexpr std::array<std::u32string_view, 3> start_name = {U"<|", U"startoftext", U"|>"};
constexpr std::array<std::u32string_view, 3> end_name = {U"<|", U"endoftext", U"|>"};

bool begins_with(Text text, std::u32string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char32_t a, const Character& b) { return a == b.code_point; });
}

// The length of all three parts, or 0 if `text` does not begin with them.
std::size_t length_of_name(Text text, const std::array<std::u32string_view, 3>& parts) {
  std::size_t length = 0;
  for (const std::u32string_view part : parts) {
    if (!begins_with(text.subspan(length), part)) return 0;
    length += part.size();
  }
  return length;
}

std::size_t length_of_contraction(Text text) {
  const auto found = std::find_if(contractions.begin(), contractions.end(),
                                  [text](auto ending) { return begins_with(text, ending); });
  return found == contractions.end() ? 0 : found->size();
}

std::size_t length_of_run(Text text) {
  const CharacterClass first = character_class(text.front().code_point);
  if (first == CharacterClass::number) return 1;
  const auto end = std::find_if(text.begin(), text.end(), [first](const Character& c) {
    return character_class(c.code_point) != first;
  });
  return static_cast<std::size_t>(end - text.begin());
}

}  // namespace

std::vector<Text> split_words(Text text) {
  std::vector<Text> words;
  const auto take = [&](std::size_t length) {
    words.push_back(text.first(length));
    text = text.subspan(length);
  };
  while (!text.empty()) {
    if (character_class(text.front().code_point) == CharacterClass::space) {
      text = text.subspan(1);
      continue;
    }
    const auto& name = length_of_name(text, start_name) != 0 ? start_name : end_name;
    if (length_of_name(text, name) != 0) {
      for (const std::u32string_view part : name) take(part.size());
    } else if (const std::size_t contraction = length_of_contraction(text); contraction != 0) {
      take(contraction);
    } else {
      take(length_of_run(text));
    }
  }
  return words;
}

}  // namespace maulstick::text::clip

#pragma once
// Styles: words, and perhaps guidance of their own, that are laid over a prompt. The rule is that
// of A1111's web UI: a text with {prompt} is a template, any other goes behind the prompt.

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/request.h"

namespace maulstick::styles {

struct Style {
  std::string name;
  std::string prompt;                           // words to add, or a template with {prompt}
  std::string negative;                         // likewise, of the negative prompt
  std::map<std::string, double> controls = {};  // by the names of controls(): "clip", "strength"

  friend bool operator==(const Style&, const Style&) = default;
};

// Bytes of a name: enough for any, and no file name that is made of it grows too long.
inline constexpr std::size_t longest_name = 200;

// The five of the original app, under the names of their chips.
const std::vector<Style>& built_in_styles();

// Names that differ only in case (of A to Z) or in spaces around them are one.
std::string folded_name(std::string_view name);

// The last of this name, so that a person's own come before the built-in ones; nullptr if there is
// none.
const Style* find_style(std::span<const Style> styles, std::string_view name);

// What `text` means where a style is asked for: the style of that name, or else its words.
Style style_of(std::span<const Style> styles, const std::string& text);

// "a lake" and "oil painting" are "a lake, oil painting"; "a lake" and "ink of {prompt}, wet" are
// "ink of a lake, wet". Either may be empty. Throws Error{bad_input} if the result is longer than a
// prompt may be, before it is made.
std::string join_words(const std::string& words, const std::string& prompt);

// Both prompts of `request` with the style's words. Throws as join_words does.
Request with_words(Request request, const Style& style);

// `request` with the style's guidance. Throws Error{bad_input}, naming the style, for a control
// that does not exist or a value out of its range.
Request with_controls(Request request, const Style& style);

// Both. Where a request names some of its values itself, and those count, it takes the two in turn:
// the guidance, its own values, the words.
Request with_style(Request request, const Style& style);

// Throws Error{bad_input}, naming `where`, unless all of the style can be used: a name of one line
// and not too long, texts of UTF-8 without NUL and not too long, controls in their ranges.
void check_style(const Style& style, const std::string& where);

}  // namespace maulstick::styles

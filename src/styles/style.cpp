#include "styles/style.h"

#include <algorithm>
#include <cmath>
#include <ranges>
#include <utility>

#include "base/refuse.h"
#include "base/utf8.h"
#include "engine/numbers.h"

namespace maulstick::styles {
namespace {

constexpr std::string_view placeholder = "{prompt}";
constexpr std::string_view spaces = " \t\r\n\f\v";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(spaces) + 1 - begin);
}

void check_text(const std::string& text, const std::string& name, const std::string& where) {
  if (text.size() > longest_prompt) {
    refuse(name + " is too long", where, "at most " + std::to_string(longest_prompt) + " bytes",
           std::to_string(text.size()));
  }
  const std::size_t invalid = find_invalid_utf8(text);
  if (invalid != std::string::npos) {
    refuse(name + " is not UTF-8", where, "UTF-8", "a stray byte at " + std::to_string(invalid));
  }
  if (text.find('\0') != std::string::npos) {
    refuse(name + " holds a NUL character", where, "text", "NUL");
  }
}

const Control& control_named(const std::string& name, const std::string& where) {
  const auto rows = controls();
  const auto found = std::ranges::find(rows, name, &Control::name);
  if (found != rows.end()) return *found;
  std::string known;
  for (const Control& row : rows) known += (known.empty() ? "" : ", ") + row.name;
  refuse("the style sets something that does not exist", where, "one of " + known,
         "\"" + name + "\"");
}

void assign(Request& request, const std::string& name, double value, const std::string& where) {
  const Control& control = control_named(name, where);
  const bool inside = value >= control.minimum && value <= control.maximum;  // which NaN is not
  if (!inside || (control.whole && value != std::floor(value))) {
    const char* kind = control.whole ? "a whole number, " : "";
    refuse("a value of the style is out of range", where, name + " " + kind + control.range(),
           shortest(value));
  }
  control.assign(request, value);
}

std::size_t count_places(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(placeholder); at != std::string::npos; ++count) {
    at = text.find(placeholder, at + placeholder.size());
  }
  return count;
}

// The template with `words` in each of its places. What the words hold is not looked at again.
std::string filled(std::string_view text, const std::string& words) {
  std::string result;
  for (std::size_t at = text.find(placeholder); at != std::string::npos;
       at = text.find(placeholder)) {
    result.append(text.substr(0, at)).append(words);
    text.remove_prefix(at + placeholder.size());
  }
  return result.append(text);
}

// A template may ask for thousands of copies of a long prompt.
void check_joined_size(std::size_t bytes) {
  if (bytes <= longest_prompt) return;
  refuse("the prompt is too long with its style", "style",
         "at most " + std::to_string(longest_prompt) + " bytes", std::to_string(bytes));
}

}  // namespace

const std::vector<Style>& built_in_styles() {
  static const std::vector<Style> styles = {
      {.name = "oil painting",
       .prompt = "oil painting, impasto, thick brush strokes, canvas texture",
       .negative = {}},
      {.name = "watercolor",
       .prompt = "watercolor painting, soft wash, paper texture",
       .negative = {}},
      {.name = "pencil",
       .prompt = "pencil sketch, graphite, cross-hatching, monochrome",
       .negative = {}},
      {.name = "cyberpunk",
       .prompt = "cyberpunk, neon lighting, futuristic, high contrast",
       .negative = {}},
      {.name = "pixel art",
       .prompt = "pixel art, 16-bit, low resolution, retro game style",
       .negative = {}}};
  return styles;
}

std::string folded_name(std::string_view name) {
  std::string folded(trimmed(name));
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

const Style* find_style(std::span<const Style> styles, std::string_view name) {
  const std::string wanted = folded_name(name);
  for (const Style& style : styles | std::views::reverse) {
    if (folded_name(style.name) == wanted) return &style;
  }
  return nullptr;
}

Style style_of(std::span<const Style> styles, const std::string& text) {
  if (const Style* known = find_style(styles, text)) return *known;
  return {.name = text, .prompt = text, .negative = {}};
}

std::string join_words(const std::string& words, const std::string& prompt) {
  const std::size_t places = count_places(prompt);
  check_joined_size(prompt.size() + (places == 0 ? words.size() : places * words.size()));
  if (places > 0) return filled(prompt, words);
  const std::string_view first = trimmed(words);
  const std::string_view second = trimmed(prompt);
  if (second.empty()) return words;  // which stay as they were written
  if (first.empty()) return std::string(second);
  return std::string(first) + ", " + std::string(second);
}

Request with_words(Request request, const Style& style) {
  request.prompt = join_words(request.prompt, style.prompt);
  request.negative = join_words(request.negative, style.negative);
  return request;
}

Request with_controls(Request request, const Style& style) {
  for (const auto& [name, value] : style.controls) {
    assign(request, name, value, "style \"" + style.name + "\"");
  }
  return request;
}

Request with_style(Request request, const Style& style) {
  return with_words(with_controls(std::move(request), style), style);
}

void check_style(const Style& style, const std::string& where) {
  check_text(style.name, "the name of a style", where);
  if (trimmed(style.name).empty() || style.name.size() > longest_name ||
      style.name.find_first_of("\r\n") != std::string::npos) {
    refuse("the style needs a name", where,
           "one line of at most " + std::to_string(longest_name) + " bytes",
           style.name.size() > longest_name ? std::to_string(style.name.size()) + " bytes"
                                            : "\"" + style.name + "\"");
  }
  check_text(style.prompt, "the style's text", where);
  check_text(style.negative, "the style's negative text", where);
  Request scratch;
  for (const auto& [name, value] : style.controls) assign(scratch, name, value, where);
}

}  // namespace maulstick::styles

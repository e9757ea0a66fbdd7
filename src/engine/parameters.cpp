#include "engine/parameters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/json.h"

namespace maulstick {
namespace {

constexpr std::string_view negative_mark = "Negative prompt:";
constexpr std::size_t fewest_values = 3;
constexpr std::size_t shortest_key = 2;  // characters

UChar32 next_character(std::string_view text, std::size_t& offset) {
  UChar32 c = 0;
  U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), offset, text.size(), c);
  return c;
}

bool is_word_character(UChar32 c) {
  return u_isalnum(c) || c == '_';
}

bool is_blank(UChar32 c) {
  return u_isUWhiteSpace(c) || (c >= 0x1C && c <= 0x1F);
}

std::size_t after_blanks(std::string_view text, std::size_t at) {
  for (std::size_t next = at; next < text.size(); at = next) {
    if (!is_blank(next_character(text, next))) break;
  }
  return at;
}

std::string_view stripped(std::string_view text) {
  const std::size_t begin = after_blanks(text, 0);
  std::size_t end = begin;
  for (std::size_t next = begin; next < text.size();) {
    if (!is_blank(next_character(text, next))) end = next;
  }
  return text.substr(begin, end - begin);
}

// The next key at or behind `at`, which moves behind its colon: a run of letters, digits and "_ -/"
// in front of a colon, from its first letter or digit on. Empty at the end of the line.
std::string_view next_key(std::string_view line, std::size_t& at) {
  std::size_t begin = std::string_view::npos;
  std::size_t characters = 0;
  for (std::size_t next = at; at < line.size(); at = next) {
    const UChar32 c = next_character(line, next);
    if (begin == std::string_view::npos && is_word_character(c)) begin = at;
    if (is_word_character(c) || c == ' ' || c == '-' || c == '/') {
      if (begin != std::string_view::npos) ++characters;
      continue;
    }
    if (c == ':' && characters >= shortest_key) {
      const std::string_view key = line.substr(begin, at - begin);
      at = next;
      return key;
    }
    begin = std::string_view::npos;
    characters = 0;
  }
  return {};
}

// Behind the closing quote of the JSON string at `begin`; npos if there is none, or it is empty or
// not all of the value.
std::size_t end_of_quoted(std::string_view line, std::size_t begin) {
  if (begin == line.size() || line[begin] != '"') return std::string_view::npos;
  std::size_t at = begin + 1;
  while (at < line.size() && line[at] != '"') at += line[at] == '\\' ? 2 : 1;
  if (at >= line.size() || at == begin + 1) return std::string_view::npos;
  const bool all = at + 1 == line.size() || line[at + 1] == ',';
  return all ? at + 1 : std::string_view::npos;
}

std::string unquoted(std::string_view text) {
  try {
    const auto value = parse_json(text, {.where = "value", .blame = ErrorKind::bad_input});
    return value.is_string() ? value.get<std::string>() : std::string(text);
  } catch (const Error&) {  // then it only looks like one
    return std::string(text);
  }
}

// The value at `at`, which moves behind the comma at its end.
std::string next_value(std::string_view line, std::size_t& at) {
  const std::size_t begin = after_blanks(line, at);
  const std::size_t quoted = end_of_quoted(line, begin);
  const bool plain = quoted == std::string_view::npos;
  const std::size_t end = plain ? std::min(line.find(',', begin), line.size()) : quoted;
  at = std::min(end + 1, line.size());
  const std::string_view text = line.substr(begin, end - begin);
  const bool quotes = text.size() > 1 && text.front() == '"' && text.back() == '"';
  return quotes ? unquoted(text) : std::string(stripped(text));
}

std::vector<std::pair<std::string, std::string>> values_of(std::string_view line) {
  std::vector<std::pair<std::string, std::string>> values;
  for (std::size_t at = 0; at < line.size();) {
    const std::string_view key = next_key(line, at);
    if (!key.empty()) values.emplace_back(key, next_value(line, at));
  }
  return values;
}

void add_line(std::string& text, std::string_view line) {
  if (!text.empty()) text += '\n';
  text += line;
}

}  // namespace

Parameters read_parameters(std::string_view utf8) {
  std::string_view rest = stripped(utf8);
  Parameters parameters;
  const std::size_t last = rest.rfind('\n') + 1;  // 0 if there is one line
  parameters.values = values_of(rest.substr(last));
  if (parameters.values.size() >= fewest_values) {
    rest = rest.substr(0, last);
  } else {
    parameters.values.clear();
  }
  bool negative = false;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
    std::string_view line = stripped(rest.substr(0, end + 1));
    rest.remove_prefix(end + 1);
    if (line.starts_with(negative_mark)) {
      negative = true;
      line = stripped(line.substr(negative_mark.size()));
    }
    add_line(negative ? parameters.negative : parameters.prompt, line);
  }
  return parameters;
}

}  // namespace maulstick

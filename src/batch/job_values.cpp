#include "batch/job_values.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/refuse.h"
#include "engine/mode_names.h"

namespace maulstick::batch {
namespace {

using nlohmann::json;

// What was found instead, as it was written.
std::string shown(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

// Nothing for numbers with a fraction and for those beyond 64 bits.
std::optional<std::int64_t> whole_of(const json& value) {
  constexpr double beyond = 0x1p63;
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    return number <= INT64_MAX ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
  }
  if (value.is_number_integer()) return value.get<std::int64_t>();
  const double number = value.get<double>();
  if (number != std::floor(number) || number < -beyond || number >= beyond) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

}  // namespace

std::string text_value(const json& value, const std::string& where) {
  if (!value.is_string()) refuse("the value is no text", where, "a text in quotes", shown(value));
  std::string text = value.get<std::string>();
  if (text.size() > longest_prompt) {
    refuse("the text is too long", where, "at most " + std::to_string(longest_prompt) + " bytes",
           std::to_string(text.size()));
  }
  if (text.find('\0') != std::string::npos) {
    refuse("the text holds a NUL character", where, "text", "NUL");
  }
  return text;
}

bool truth_value(const json& value, const std::string& where) {
  if (!value.is_boolean()) refuse("the value is another one", where, "true or false", shown(value));
  return value.get<bool>();
}

std::int64_t whole_value(const json& value, const std::string& where, WholeRange range) {
  const std::string expected = std::to_string(range.low) + " to " + std::to_string(range.high);
  const auto number = value.is_number() ? whole_of(value) : std::nullopt;
  if (!number) {
    refuse("the value is not a whole number", where, "a whole number, " + expected, shown(value));
  }
  if (*number < range.low || *number > range.high) {
    refuse("the value is out of range", where, expected, shown(value));
  }
  return *number;
}

guidance::Mode mode_value(const json& value, const std::string& where) {
  if (value.is_string()) {
    if (const auto mode = mode_named(value.get_ref<const std::string&>())) return *mode;
  }
  refuse("the mode is not known", where, "\"reference\" or \"relative\"", shown(value));
}

void control_value(const json& value, const std::string& where, const Control& control,
                   Request& request) {
  if (control.whole) {
    const WholeRange range = {static_cast<std::int64_t>(control.minimum),
                              static_cast<std::int64_t>(control.maximum)};
    return control.assign(request, static_cast<double>(whole_value(value, where, range)));
  }
  if (!value.is_number()) {
    refuse("the value is not a number", where, "a number from " + control.range(), shown(value));
  }
  const auto number = value.get<double>();
  if (!(number >= control.minimum && number <= control.maximum)) {
    refuse("the value is out of range", where, control.range(), shown(value));
  }
  control.assign(request, number);
}

}  // namespace maulstick::batch

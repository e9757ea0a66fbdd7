#include "engine/numbers.h"

#include <array>
#include <charconv>
#include <cmath>

namespace maulstick {
namespace {

template <typename Number>
std::optional<Number> parse(std::string_view text) {
  if (text.starts_with('+')) {  // which from_chars does not take
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  Number value = {};
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<double> parse_real(std::string_view text) {
  const auto value = parse<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
  return parse<std::int64_t>(text);
}

std::string shortest(double value) {
  std::array<char, 32> text = {};
  const auto result = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), result.ptr};
}

}  // namespace maulstick

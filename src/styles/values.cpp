#include "styles/values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <optional>
#include <utility>

#include "base/error.h"
#include "engine/numbers.h"
#include "styles/value_items.h"

namespace maulstick::styles {
namespace {

[[noreturn]] void refuse(std::string what, const ValuePlace& place, std::string expected,
                         std::string_view got) {
  throw Error(ErrorKind::bad_input, {.what = std::move(what),
                                     .where = place.option,
                                     .expected = std::move(expected),
                                     .got = "\"" + std::string(got) + "\""});
}

[[noreturn]] void refuse_step(const ValuePlace& place, const ValueItem& item) {
  refuse("the range does not get to its end", place, "a step towards it, as in 1-5 or 5-1 (-1)",
         item.text);
}

// The numbers that a range stands for, not made yet.
template <typename Number>
struct Run {
  std::uint64_t count;
  std::function<Number(std::uint64_t k)> at;
};

std::uint64_t distance(std::int64_t from, std::int64_t to) {
  const auto a = static_cast<std::uint64_t>(from);
  const auto b = static_cast<std::uint64_t>(to);
  return to >= from ? b - a : a - b;  // which fits where a difference of signed numbers may not
}

// What lies `far` from `from` in the direction of `to`.
std::int64_t walked(std::int64_t from, std::int64_t to, std::uint64_t far) {
  const auto a = static_cast<std::uint64_t>(from);
  return static_cast<std::int64_t>(to >= from ? a + far : a - far);
}

struct WholeRules {
  using Number = std::int64_t;
  ValuePlace place;
  WholeRange range;

  [[nodiscard]] Number read(std::string_view text) const {
    const auto value = parse_whole(text);
    if (!value) refuse("a value is not a whole number", place, "whole, " + place.range, text);
    return *value;
  }

  [[nodiscard]] bool inside(Number value) const {
    return value >= range.minimum && value <= range.maximum;
  }

  [[nodiscard]] Run<Number> stepwise(Number first, Number last, const ValueItem& item) const {
    const Number step = item.step ? read(*item.step) : 1;
    if (step == 0 || (first != last && (step > 0) != (last > first))) refuse_step(place, item);
    const std::uint64_t stride = distance(0, step);
    const std::uint64_t length = distance(first, last) / stride;
    return {.count = length == UINT64_MAX ? length : length + 1,
            .at = [=](std::uint64_t k) { return walked(first, last, k * stride); }};
  }

  // first + k · (last - first) / gaps, rounded; in two parts, because the product may not fit.
  [[nodiscard]] Run<Number> evenly(Number first, Number last, std::uint64_t gaps,
                                   const ValueItem& item) const {
    const std::uint64_t length = distance(first, last);
    if (gaps > length) {
      refuse("the range has too few whole numbers", place,
             "[" + std::to_string(length + 1) + "] or less", item.text);
    }
    return {.count = gaps + 1, .at = [=](std::uint64_t k) {
              if (gaps == 0) return first;
              const std::uint64_t rest = (2 * k * (length % gaps) + gaps) / (2 * gaps);
              return walked(first, last, k * (length / gaps) + rest);
            }};
  }
};

// Twelve digits: what sums of decimals lose lies behind them.
double as_written(double value) {
  std::array<char, 40> text = {};
  std::snprintf(text.data(), text.size(), "%.12g", value);
  return parse_real(text.data()).value_or(value);
}

struct RealRules {
  using Number = double;
  ValuePlace place;
  double minimum;
  double maximum;

  [[nodiscard]] Number read(std::string_view text) const {
    const auto value = parse_real(text);
    if (!value) refuse("a value is not a number", place, place.range, text);
    return *value;
  }

  [[nodiscard]] bool inside(Number value) const { return value >= minimum && value <= maximum; }

  [[nodiscard]] Run<Number> stepwise(Number first, Number last, const ValueItem& item) const {
    const Number step = item.step ? read(*item.step) : 1;
    // The end counts where only rounding keeps it from being reached.
    const double steps = std::floor((last - first) / step + 1e-9);
    if (step == 0 || steps < 0) refuse_step(place, item);
    const double count = std::min(steps + 1, static_cast<double>(most_values) + 1);
    return {.count = static_cast<std::uint64_t>(count), .at = [=](std::uint64_t k) {
              return as_written(first + static_cast<double>(k) * step);
            }};
  }

  [[nodiscard]] Run<Number> evenly(Number first, Number last, std::uint64_t gaps,
                                   const ValueItem& /*item*/) const {
    const auto parts = static_cast<double>(gaps == 0 ? 1 : gaps);
    return {.count = gaps + 1, .at = [=](std::uint64_t k) {
              return as_written(first + (last - first) * static_cast<double>(k) / parts);
            }};
  }
};

std::uint64_t gaps_of(std::string_view count, const ValuePlace& place, const ValueItem& item) {
  const auto value = parse_whole(count);
  if (!value || *value < 1) refuse_values(place, item.text);
  return static_cast<std::uint64_t>(*value) - 1;
}

template <typename Rules>
typename Rules::Number end_of_range(std::string_view text, const Rules& rules,
                                    const ValueItem& item) {
  if (text.empty()) refuse_values(rules.place, item.text);
  const auto value = rules.read(text);
  if (!rules.inside(value)) refuse("a value is out of range", rules.place, rules.place.range, text);
  return value;
}

template <typename Rules>
Run<typename Rules::Number> run_of(const ValueItem& item, const Rules& rules) {
  const auto first = end_of_range(item.first, rules, item);
  if (!item.last) return {.count = 1, .at = [first](std::uint64_t) { return first; }};
  const auto last = end_of_range(*item.last, rules, item);
  if (!item.count) return rules.stepwise(first, last, item);
  return rules.evenly(first, last, gaps_of(*item.count, rules.place, item), item);
}

template <typename Rules>
std::vector<typename Rules::Number> values_by(std::string_view text, const Rules& rules) {
  std::vector<typename Rules::Number> values;
  for (const ValueItem& item : read_value_items(text, rules.place)) {
    const auto run = run_of(item, rules);
    if (run.count > most_values - values.size()) {
      refuse("there are too many values", rules.place, "at most " + std::to_string(most_values),
             item.text);
    }
    for (std::uint64_t k = 0; k < run.count; ++k) values.push_back(run.at(k));
  }
  return values;
}

}  // namespace

std::vector<std::int64_t> whole_values(std::string_view text, const std::string& option,
                                       const WholeRange& range) {
  const std::string ends = std::to_string(range.minimum) + " to " + std::to_string(range.maximum);
  return values_by(text, WholeRules{.place = {.option = option, .range = ends}, .range = range});
}

std::vector<double> control_values(std::string_view text, const Control& control) {
  const std::string option = "--" + control.name;
  if (control.whole) {
    const auto whole = whole_values(text, option,
                                    {.minimum = static_cast<std::int64_t>(control.minimum),
                                     .maximum = static_cast<std::int64_t>(control.maximum)});
    return {whole.begin(), whole.end()};
  }
  return values_by(text, RealRules{.place = {.option = option, .range = control.range()},
                                   .minimum = control.minimum,
                                   .maximum = control.maximum});
}

}  // namespace maulstick::styles

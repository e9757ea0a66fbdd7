#include "styles/sweep.h"

#include <algorithm>
#include <limits>
#include <ranges>

#include "engine/numbers.h"

namespace maulstick::styles {
namespace {

constexpr std::size_t longest_id = 100;
constexpr std::size_t longest_slug = 30;
constexpr std::size_t digits_at_least = 4;

// Neither is 0.
std::uint64_t product(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  return a > most / b ? most : a * b;
}

// Takes the last digit of `number`, in base `size`.
std::size_t take_digit(std::uint64_t& number, std::uint64_t size) {
  const std::uint64_t digit = number % size;
  number /= size;
  return static_cast<std::size_t>(digit);
}

std::uint64_t count_prompts(const Sweep& sweep) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t all = 0;
  for (const Pattern& pattern : sweep.prompts) {
    all = pattern.count() > most - all ? most : all + pattern.count();
  }
  return all;
}

std::string prompt_at(const Sweep& sweep, std::uint64_t number) {
  for (const Pattern& pattern : sweep.prompts) {
    if (number < pattern.count()) return pattern.at(number);
    number -= pattern.count();
  }
  return {};
}

// "Oil painting (wet)" as "oil-painting-wet"; empty if nothing of the name is fit for a file name.
std::string slug(const std::string& name) {
  std::string result;
  for (const char c : folded_name(name)) {
    const bool fit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (fit) {
      result += c;
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
    if (result.size() == longest_slug) break;
  }
  if (result.ends_with('-')) result.pop_back();
  return result;
}

std::string numbered(std::uint64_t number, std::uint64_t count) {
  const std::string text = std::to_string(number);
  const std::size_t digits = std::max(digits_at_least, std::to_string(count).size());
  return std::string(digits - text.size(), '0') + text;
}

// The number alone makes it different from all others, so it may be cut.
std::string id_of(const Sweep& sweep, const Combination& one, std::uint64_t number) {
  std::string id = numbered(number + 1, count(sweep));
  const std::string style = one.style == nullptr ? "" : slug(one.style->name);
  if (!style.empty()) id += "-" + style;
  id += one.seed < 0 ? "-random" : "-seed" + std::to_string(one.seed);
  for (std::size_t i = 0; i < sweep.axes.size(); ++i) {
    const Axis& axis = sweep.axes[i];
    if (axis.values.size() > 1) id += "-" + axis.name + shortest(one.values[i]);
  }
  return id.substr(0, longest_id);
}

}  // namespace

std::uint64_t count(const Sweep& sweep) {
  std::uint64_t all = product(count_prompts(sweep), sweep.styles.size());
  for (const Axis& axis : sweep.axes) all = product(all, axis.values.size());
  return product(all, sweep.seeds.size());
}

Combination combination(const Sweep& sweep, std::uint64_t number) {
  Combination result = {};
  std::uint64_t rest = number;
  result.seed = sweep.seeds[take_digit(rest, sweep.seeds.size())];
  for (const Axis& axis : sweep.axes | std::views::reverse) {
    result.values.push_back(axis.values[take_digit(rest, axis.values.size())]);
  }
  std::ranges::reverse(result.values);
  const auto& style = sweep.styles[take_digit(rest, sweep.styles.size())];
  result.style = style ? &*style : nullptr;
  result.prompt = prompt_at(sweep, rest);
  result.id = id_of(sweep, result, number);
  return result;
}

}  // namespace maulstick::styles

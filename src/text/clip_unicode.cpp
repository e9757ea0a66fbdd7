#include "text/clip_unicode.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "text/clip_unicode_tables.h"

namespace maulstick::text::clip {
namespace {

// The row of a sorted table whose first … last holds `code_point`, or null.
template <typename Row>
const Row* find_row(std::span<const Row> table, char32_t code_point) {
  const auto after = std::upper_bound(table.begin(), table.end(), code_point,
                                      [](char32_t c, const Row& row) { return c < row.first; });
  if (after == table.begin()) return nullptr;
  const Row& row = *std::prev(after);
  return code_point <= row.last ? &row : nullptr;
}

bool contains(std::span<const Range> table, char32_t code_point) {
  return find_row(table, code_point) != nullptr;
}

}  // namespace

CharacterClass character_class(char32_t code_point) {
  if (contains(letters, code_point)) return CharacterClass::letter;
  if (contains(spaces, code_point)) return CharacterClass::space;
  if (contains(numbers, code_point)) return CharacterClass::number;
  return CharacterClass::other;
}

LowerCase lower_case(char32_t code_point) {
  if (code_point == U'\u0130') return {.first = U'i', .second = U'\u0307'};
  const auto* run = find_row(std::span<const LowerCaseRun>(lower_case_runs), code_point);
  if (run == nullptr || (code_point - run->first) % run->step != 0) {
    return {.first = code_point, .second = 0};
  }
  const auto moved = static_cast<std::int32_t>(code_point) + run->delta;
  return {.first = static_cast<char32_t>(moved), .second = 0};
}

}  // namespace maulstick::text::clip

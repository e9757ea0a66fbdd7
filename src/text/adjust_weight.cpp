#include "text/adjust_weight.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "text/prompt_weights.h"
#include "text/weight_syntax.h"

namespace maulstick::text {
namespace {

constexpr double largest_weight = 10;
// In tenths, as the weights that are written here.
constexpr double square_tenths = 0.9;

struct Range {
  std::size_t begin;
  std::size_t end;

  [[nodiscard]] bool holds(std::size_t place) const { return place >= begin && place < end; }
  friend bool operator==(const Range&, const Range&) = default;
};

// A bracket with its partner, "(" and ")" or ":1.2)".
struct Pair {
  Range open;
  Range close;
  double weight;

  [[nodiscard]] Range inside() const { return {open.end, close.begin}; }
  [[nodiscard]] Range whole() const { return {open.begin, close.end}; }
};

class PairFinder {
 public:
  void take(Range place, const Sign& sign) {
    switch (sign.kind) {
      case SignKind::open_round: return open(round_, place);
      case SignKind::open_square: return open(square_, place);
      case SignKind::weight: return close(round_, place, sign.weight);
      case SignKind::close_round: return close(round_, place, round_weight);
      case SignKind::close_square: return close(square_, place, square_tenths);
      case SignKind::escape:
      case SignKind::text: break;
    }
  }

  std::vector<Pair> ended(std::size_t size) && {
    while (!round_.empty()) close(round_, {size, size}, round_weight);
    while (!square_.empty()) close(square_, {size, size}, square_tenths);
    return std::move(pairs_);
  }

 private:
  static void open(std::vector<Range>& brackets, Range place) {
    if (brackets.size() < deepest_brackets) brackets.push_back(place);
  }
  void close(std::vector<Range>& brackets, Range place, double weight) {
    if (brackets.empty()) return;
    pairs_.push_back({brackets.back(), place, weight});
    brackets.pop_back();
  }

  std::vector<Pair> pairs_;  // inner ones before outer ones
  std::vector<Range> round_;
  std::vector<Range> square_;
};

std::vector<Pair> pairs_of(std::string_view prompt) {
  PairFinder finder;
  for (std::size_t at = 0; at < prompt.size();) {
    const Sign sign = sign_at(prompt, at);
    finder.take({at, at + sign.length}, sign);
    at += sign.length;
  }
  return std::move(finder).ended(prompt.size());
}

bool is_word_character(UChar32 c) {
  constexpr std::u32string_view joiners = U"-_'\u2019<>";  // "<birb-style>" is a word
  const bool mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
  return u_isalnum(c) || mark || joiners.find(static_cast<char32_t>(c)) != joiners.npos;
}

UChar32 character_at(std::string_view text, std::size_t& offset) {
  UChar32 c = 0;
  U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), offset, text.size(), c);
  return c;
}

UChar32 character_before(std::string_view text, std::size_t& offset) {
  UChar32 c = 0;
  auto before = static_cast<std::int32_t>(offset);
  U8_PREV(reinterpret_cast<const std::uint8_t*>(text.data()), 0, before, c);
  offset = static_cast<std::size_t>(before);
  return c;
}

Range word_at(std::string_view prompt, std::size_t place) {
  Range word = {place, place};
  for (std::size_t next = word.end; next < prompt.size(); word.end = next) {
    if (!is_word_character(character_at(prompt, next))) break;
  }
  for (std::size_t next = word.begin; next > 0; word.begin = next) {
    if (!is_word_character(character_before(prompt, next))) break;
  }
  return word;
}

Range without_blanks(std::string_view prompt, Range range) {
  for (std::size_t next = range.begin; next < range.end; range.begin = next) {
    if (!u_isUWhiteSpace(character_at(prompt, next))) break;
  }
  for (std::size_t next = range.end; next > range.begin; range.end = next) {
    if (!u_isUWhiteSpace(character_before(prompt, next))) break;
  }
  return range;
}

// The text that is meant, without brackets of its own.
Range meant(std::string_view prompt, Range selected, const std::vector<Pair>& pairs) {
  if (selected.begin == selected.end) {
    for (const Pair& pair : pairs) {
      // In the number: the one in front of it, or the cursor would weigh the number.
      const bool number = pair.close.end > pair.close.begin + 1;
      if (number && pair.close.holds(selected.begin)) return pair.inside();
    }
    return word_at(prompt, selected.begin);
  }
  selected = without_blanks(prompt, selected);
  for (const Pair& pair : pairs) {
    if (pair.whole() == selected) return pair.inside();
  }
  return selected;
}

// Whether brackets around the selection would tear those that are there.
bool torn(Range selected, const std::vector<Pair>& pairs) {
  return std::ranges::any_of(pairs, [selected](const Pair& pair) {
    const bool opens = selected.holds(pair.open.begin);
    const bool touches = pair.close.begin < selected.end && pair.close.end > selected.begin;
    const bool closes = pair.close.begin >= selected.begin && pair.close.end <= selected.end;
    return opens != touches || (touches && !closes);
  });
}

double stepped(double weight, double step) {
  const double rounded = std::round((weight + step) * 100) / 100 + 0.0;  // never "-0"
  return std::clamp(rounded, std::min(weight, 0.0), std::max(weight, largest_weight));
}

std::string written(double weight) {
  std::array<char, 32> text = {};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), weight).ptr;
  return {text.data(), end};
}

// The text of `inside` with another weight in the place of what stands at `replaced`.
Selection rewritten(std::string_view prompt, Range replaced, Range inside, double weight) {
  const std::string before(prompt.substr(0, replaced.begin));
  const std::string word(prompt.substr(inside.begin, inside.end - inside.begin));
  const std::string after(prompt.substr(replaced.end));
  if (weight == 1) return {before + word + after, before.size(), before.size() + word.size()};
  const std::size_t first = before.size() + 1;
  return {before + "(" + word + ":" + written(weight) + ")" + after, first, first + word.size()};
}

}  // namespace

Selection adjust_weight(std::string_view prompt, std::size_t begin, std::size_t end, double step) {
  begin = std::min(begin, prompt.size());
  end = std::clamp(end, begin, prompt.size());
  const Selection unchanged = {std::string(prompt), begin, end};
  const std::vector<Pair> pairs = pairs_of(prompt);
  const Range inside = meant(prompt, {begin, end}, pairs);
  if (inside.begin >= inside.end || torn(inside, pairs)) return unchanged;

  const auto around = std::ranges::find(pairs, inside, &Pair::inside);
  const bool bare = around == pairs.end();
  const Selection changed = rewritten(prompt, bare ? inside : around->whole(), inside,
                                      stepped(bare ? 1 : around->weight, step));
  // A backslash or a colon beside the brackets may read them otherwise than they are meant.
  return plain_text(changed.prompt) == plain_text(prompt) ? changed : unchanged;
}

}  // namespace maulstick::text

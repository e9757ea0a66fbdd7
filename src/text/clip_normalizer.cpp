#include "text/clip_normalizer.h"

#include <unicode/normalizer2.h>
#include <unicode/uniset.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

#include "base/error.h"
#include "text/clip_unicode.h"

namespace maulstick::text::clip {
namespace {

// The `tokenizers` library composes by the tables of Unicode 9.0. Composition of characters never
// changes once they are assigned, so ICU gives the same if it leaves later ones alone.
constexpr const char* known_characters = "[:Age=9.0:]";

struct Mark {
  Character character;
  std::uint8_t combining_class;  // 0: a starter
};

const icu::Normalizer2& normalizer() {
  static UErrorCode status = U_ZERO_ERROR;
  static const icu::UnicodeSet known(*icu::UnicodeSet(known_characters, status).freeze());
  static const icu::Normalizer2* composer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) {
    throw Error(ErrorKind::device, {.what = "text cannot be normalised",
                                    .where = "ICU",
                                    .expected = "its Unicode data",
                                    .got = u_errorName(status)});
  }
  static const icu::FilteredNormalizer2 instance(*composer, known);
  return instance;
}

std::vector<Character> decode(std::string_view utf8, std::size_t origin) {
  std::vector<Character> characters;
  characters.reserve(utf8.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  for (std::size_t offset = 0; offset < utf8.size();) {
    const std::size_t begin = offset;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, offset, utf8.size(), c);
    characters.push_back({.code_point = static_cast<char32_t>(c), .origin = origin + begin});
  }
  return characters;
}

// Below U+0300 nothing combines, and nothing has a composed form other than itself.
bool is_composed(const std::vector<Character>& characters) {
  return std::all_of(characters.begin(), characters.end(),
                     [](const Character& c) { return c.code_point < 0x300; });
}

Mark with_class(char32_t code_point, std::size_t origin) {
  return {.character = {.code_point = code_point, .origin = origin},
          .combining_class = normalizer().getCombiningClass(static_cast<UChar32>(code_point))};
}

std::vector<Mark> decompose(const std::vector<Character>& characters) {
  std::vector<Mark> marks;
  marks.reserve(characters.size());
  icu::UnicodeString parts;
  for (const auto& [code_point, origin] : characters) {
    if (!normalizer().getDecomposition(static_cast<UChar32>(code_point), parts)) {
      marks.push_back(with_class(code_point, origin));
      continue;
    }
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
      marks.push_back(with_class(static_cast<char32_t>(parts.char32At(i)), origin));
    }
  }
  return marks;
}

// Canonical order: marks that follow one starter are sorted by their class.
void reorder(std::vector<Mark>& marks) {
  const auto is_starter = [](const Mark& mark) { return mark.combining_class == 0; };
  for (auto begin = marks.begin(); begin != marks.end();) {
    begin = std::find_if_not(begin, marks.end(), is_starter);
    const auto end = std::find_if(begin, marks.end(), is_starter);
    std::stable_sort(begin, end, [](const Mark& a, const Mark& b) {
      return a.combining_class < b.combining_class;
    });
    begin = end;
  }
}

// Joins each mark with the last starter before it, unless one in between has the same class or a
// higher one (Unicode Standard, D115 to D117).
std::vector<Character> compose(const std::vector<Mark>& marks) {
  std::vector<Character> composed;
  composed.reserve(marks.size());
  std::size_t after_starter = 0;  // 0: no starter yet
  std::uint8_t last_class = 0;
  for (const Mark& mark : marks) {
    const bool adjacent = composed.size() == after_starter;
    if (after_starter != 0 && (adjacent || last_class < mark.combining_class)) {
      char32_t& starter = composed[after_starter - 1].code_point;
      const UChar32 pair = normalizer().composePair(
          static_cast<UChar32>(starter), static_cast<UChar32>(mark.character.code_point));
      if (pair >= 0) {
        starter = static_cast<char32_t>(pair);
        continue;
      }
    }
    composed.push_back(mark.character);
    last_class = mark.combining_class;
    if (mark.combining_class == 0) after_starter = composed.size();
  }
  return composed;
}

std::vector<Character> lower_cased(const std::vector<Character>& characters) {
  std::vector<Character> lower;
  lower.reserve(characters.size());
  for (const auto& [code_point, origin] : characters) {
    const LowerCase mapped = lower_case(code_point);
    lower.push_back({.code_point = mapped.first, .origin = origin});
    if (mapped.second != 0) lower.push_back({.code_point = mapped.second, .origin = origin});
  }
  return lower;
}

}  // namespace

std::vector<Character> normalise(std::string_view utf8, std::size_t origin) {
  std::vector<Character> characters = decode(utf8, origin);
  if (!is_composed(characters)) {
    std::vector<Mark> marks = decompose(characters);
    reorder(marks);
    characters = compose(marks);
  }
  return lower_cased(characters);
}

}  // namespace maulstick::text::clip

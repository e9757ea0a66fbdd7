#pragma once
// The properties of a code point that decide CLIP's token ids, exactly as the `tokenizers` library
// has them (see clip_unicode_tables.h for why ICU's do not serve).

#include <cstdint>

namespace maulstick::text::clip {

enum class CharacterClass { letter, number, space, other };

CharacterClass character_class(char32_t code_point);

// One code point in lower case: itself, another one, or (U+0130 only) two. `second` is 0 if there
// is none. The mapping knows no context and no language: capital sigma always gives σ.
struct LowerCase {
  char32_t first;
  char32_t second;
};

LowerCase lower_case(char32_t code_point);

// Rows of the tables. Both ends are included.
struct Range {
  char32_t first;
  char32_t last;
};

struct LowerCaseRun {
  char32_t first;
  char32_t last;
  char32_t step;       // 1, or 2 where capital and small letters alternate
  std::int32_t delta;  // what is added to each
};

}  // namespace maulstick::text::clip

#pragma once
// CLIP's words: runs of letters, single numbers, runs of anything else but white space, and English
// contractions ('s, 't, 're, 've, 'm, 'll, 'd) by themselves.

#include <cstddef>
#include <span>
#include <vector>

#include "text/clip_normalizer.h"

namespace maulstick::text::clip {

// The words of a normalised text, as views into it, in order. White space belongs to none.
std::vector<std::span<const Character>> split_words(std::span<const Character> text);

}  // namespace maulstick::text::clip

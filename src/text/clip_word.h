#pragma once
// Byte pair encoding of one word.

#include <cstddef>
#include <vector>

#include "text/clip_merges.h"

namespace maulstick::text::clip {

struct Symbol {
  TokenId id;
  std::size_t length;  // bytes of the word
};

// Applies `merges` to neighbours, the lowest rank first and the leftmost of equals, until none is
// left. Takes O(n log n) for a word of n symbols.
std::vector<Symbol> merge_symbols(const std::vector<Symbol>& word, const MergeTable& merges);

}  // namespace maulstick::text::clip

#pragma once
// The merges of a CLIP tokenizer: which pairs of tokens become one, and in what order. Read from
// merges.txt and checked.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "text/clip_vocabulary.h"

namespace maulstick::text::clip {

struct Merge {
  std::uint32_t rank;  // the lowest is applied first
  TokenId merged;
};

class MergeTable {
 public:
  // A pair of tokens a line, with one space between them; lines that begin with "#version" are
  // skipped. Throws Error{model}, naming the line, for anything else, for a pair that is there
  // twice, for a token, or a pair's joined token, that `vocabulary` lacks, and beyond 32 MiB.
  MergeTable(std::string_view text, const Vocabulary& vocabulary);

  // What the pair becomes, or null.
  [[nodiscard]] const Merge* find(TokenId left, TokenId right) const;

 private:
  std::unordered_map<std::uint64_t, Merge> merges_;  // by left · 2^32 + right
};

}  // namespace maulstick::text::clip

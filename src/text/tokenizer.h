#pragma once
// What the two kinds of tokenizer have in common: text in, ids of a vocabulary out. Start and end
// tokens, padding and cutting are the business of prompt.h.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace maulstick::text {

struct Piece {
  std::int64_t id;
  std::string token;  // as the vocabulary spells it: "neon</w>", "▁neon"
  std::size_t begin;  // byte offset, in the text as given, of the first character the piece covers
};

class Tokenizer {
 public:
  virtual ~Tokenizer() = default;

  // The pieces of `utf8` (valid UTF-8, checked by the caller), in order, without start and end.
  [[nodiscard]] virtual std::vector<Piece> pieces(std::string_view utf8) const = 0;

  // How the vocabulary spells `id`, for showing it.
  [[nodiscard]] virtual std::string spelling(std::int64_t id) const = 0;
};

}  // namespace maulstick::text

#include "text/clip_bpe.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <span>

#include "text/clip_alphabet.h"
#include "text/clip_merges.h"
#include "text/clip_normalizer.h"
#include "text/clip_split.h"
#include "text/clip_vocabulary.h"
#include "text/clip_word.h"

namespace maulstick::text {
namespace {

using namespace clip;

struct ByteIds {
  TokenId inside;
  TokenId last;  // with "</w>": the word ends here
};

// A word as bytes of UTF-8, each with the origin of its character.
struct Bytes {
  std::vector<std::uint8_t> values;
  std::vector<std::size_t> origins;
};

Bytes bytes_of(std::span<const Character> word) {
  Bytes bytes;
  for (const auto& [code_point, origin] : word) {
    std::array<std::uint8_t, 4> encoded{};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(encoded.data(), length, code_point);
    bytes.values.insert(bytes.values.end(), encoded.begin(), encoded.begin() + length);
    bytes.origins.insert(bytes.origins.end(), length, origin);
  }
  return bytes;
}

struct SpecialToken {
  std::size_t offset;
  std::string_view text;
};

// The first special token in `text`, or one of no length at its end.
SpecialToken find_special(std::string_view text) {
  for (std::size_t offset = text.find("<|"); offset < text.size();
       offset = text.find("<|", offset + 1)) {
    for (const std::string_view token : {start_token, end_token}) {
      if (text.substr(offset).starts_with(token)) return {.offset = offset, .text = token};
    }
  }
  return {.offset = text.size(), .text = {}};
}

class ClipBpe final : public Tokenizer {
 public:
  ClipBpe(std::string_view vocab_json, std::string_view merges_text)
      : vocabulary_(vocab_json), merges_(merges_text, vocabulary_) {
    for (unsigned byte = 0; byte < byte_ids_.size(); ++byte) {
      const std::string letter = letter_for_byte(static_cast<std::uint8_t>(byte));
      byte_ids_[byte] = {.inside = vocabulary_.find(letter).value_or(vocabulary_.end()),
                         .last = vocabulary_.find(letter + "</w>").value_or(vocabulary_.end())};
    }
  }

  [[nodiscard]] std::vector<Piece> pieces(std::string_view utf8) const override {
    std::vector<Piece> pieces;
    for (std::size_t begin = 0; begin < utf8.size();) {
      const SpecialToken special = find_special(utf8.substr(begin));
      add_text(utf8.substr(begin, special.offset), begin, pieces);
      begin += special.offset;
      if (!special.text.empty()) {
        const TokenId id = special.text == start_token ? vocabulary_.start() : vocabulary_.end();
        pieces.push_back({.id = id, .token = spelling(id), .begin = begin});
      }
      begin += special.text.size();
    }
    return pieces;
  }

  [[nodiscard]] std::string spelling(std::int64_t id) const override {
    return vocabulary_.spelling(id);
  }

 private:
  // Text without special tokens, `origin` bytes into the whole.
  void add_text(std::string_view utf8, std::size_t origin, std::vector<Piece>& pieces) const {
    const std::vector<Character> characters = normalise(utf8, origin);
    for (const std::span<const Character> word : split_words(characters)) add_word(word, pieces);
  }

  void add_word(std::span<const Character> word, std::vector<Piece>& pieces) const {
    const Bytes bytes = bytes_of(word);
    std::vector<Symbol> symbols;
    symbols.reserve(bytes.values.size());
    for (const std::uint8_t byte : bytes.values) {
      symbols.push_back({.id = byte_ids_[byte].inside, .length = 1});
    }
    symbols.back().id = byte_ids_[bytes.values.back()].last;
    auto origin = bytes.origins.begin();
    for (const Symbol& symbol : merge_symbols(symbols, merges_)) {
      const auto end = origin + static_cast<std::ptrdiff_t>(symbol.length);
      // Canonical reordering can put a later character first.
      const std::size_t first = *std::min_element(origin, end);
      pieces.push_back({.id = symbol.id, .token = spelling(symbol.id), .begin = first});
      origin = end;
    }
  }

  Vocabulary vocabulary_;
  MergeTable merges_;
  std::array<ByteIds, 256> byte_ids_{};
};

}  // namespace

std::unique_ptr<Tokenizer> clip_bpe(std::string_view vocab_json, std::string_view merges_text) {
  return std::make_unique<ClipBpe>(vocab_json, merges_text);
}

}  // namespace maulstick::text

#include "text/prompt.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "text/prompt_weights.h"

namespace maulstick::text {
namespace {

bool is_word_character(UChar32 c) {
  return u_isalnum(c) || c == '_';
}

UChar32 first_character(std::string_view text) {
  UChar32 c = 0;
  std::int32_t begin = 0;
  U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), begin,
          static_cast<std::int32_t>(text.size()), c);
  return c;
}

UChar32 last_character(std::string_view text) {
  UChar32 c = 0;
  auto end = static_cast<std::int32_t>(text.size());
  U8_PREV(reinterpret_cast<const std::uint8_t*>(text.data()), 0, end, c);
  return c;
}

// Whether text[begin, begin + token.size()) stands alone, so that "cat" is not found in
// "catalogue".
bool stands_alone(std::string_view text, std::size_t begin, std::string_view token) {
  const std::string_view before = text.substr(0, begin);
  const std::string_view after = text.substr(begin + token.size());
  const bool joined_before = !before.empty() && is_word_character(first_character(token)) &&
                             is_word_character(last_character(before));
  const bool joined_after = !after.empty() && is_word_character(last_character(token)) &&
                            is_word_character(first_character(after));
  return !joined_before && !joined_after;
}

struct Match {
  std::size_t begin = std::string_view::npos;
  const CustomToken* token = nullptr;
};

// The leftmost custom token at or after `from`; of several at one place the longest.
Match find_custom(std::string_view text, std::size_t from, std::span<const CustomToken> custom) {
  Match best;
  for (const CustomToken& token : custom) {
    std::size_t begin = text.find(token.text, from);
    while (begin != std::string_view::npos && !stands_alone(text, begin, token.text)) {
      begin = text.find(token.text, begin + 1);
    }
    const bool earlier = begin < best.begin;
    const bool longer = begin != std::string_view::npos && begin == best.begin &&
                        token.text.size() > best.token->text.size();
    if (earlier || longer) best = {begin, &token};
  }
  return best;
}

// SentencePiece's pieces begin with the space before their word.
std::string_view without_leading_spaces(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

std::vector<Piece> all_pieces(const Tokenizer& tokenizer, std::string_view text,
                              std::span<const CustomToken> custom) {
  std::vector<Piece> pieces;
  for (std::size_t from = 0; from < text.size();) {
    const Match match = find_custom(text, from, custom);
    const std::size_t end = std::min(match.begin, text.size());
    for (Piece& piece : tokenizer.pieces(text.substr(from, end - from))) {
      piece.begin += from;
      pieces.push_back(std::move(piece));
    }
    if (match.token == nullptr) break;
    for (std::int64_t k = 0; k < match.token->count; ++k) {
      pieces.push_back({match.token->first_id + k, match.token->text, match.begin});
    }
    from = match.begin + match.token->text.size();
  }
  return pieces;
}

// Start token, the pieces that fit, end token.
class Framed {
 public:
  Framed(const Tokenizer& tokenizer, const Frame& frame, std::string_view utf8)
      : tokenizer_(tokenizer), frame_(frame), utf8_(utf8) {
    add(frame.start, tokenizer.spelling(frame.start), 1);
  }

  // `begin` is the piece's place in the prompt.
  void add(const Piece& piece, double weight, std::size_t begin) {
    if (full_) return;
    if (prompt_.ids.size() + 1 < static_cast<std::size_t>(frame_.length)) {
      return add(piece.id, piece.token, weight);
    }
    full_ = true;
    prompt_.cut = without_leading_spaces(utf8_.substr(begin));
  }

  EncodedPrompt ended() && {
    add(frame_.end, tokenizer_.spelling(frame_.end), 1);
    return std::move(prompt_);
  }

 private:
  void add(std::int64_t id, std::string token, double weight) {
    prompt_.ids.push_back(id);
    prompt_.tokens.push_back(std::move(token));
    prompt_.weights.push_back(weight);
  }

  const Tokenizer& tokenizer_;
  const Frame& frame_;
  std::string_view utf8_;
  EncodedPrompt prompt_;
  bool full_ = false;
};

}  // namespace

EncodedPrompt encode_prompt(const Tokenizer& tokenizer, const Frame& frame, std::string_view utf8,
                            std::span<const CustomToken> custom) {
  Framed framed(tokenizer, frame, utf8);
  for (const Piece& piece : all_pieces(tokenizer, utf8, custom)) framed.add(piece, 1, piece.begin);
  return std::move(framed).ended();
}

EncodedPrompt encode_weighted(const Tokenizer& tokenizer, const Frame& frame, std::string_view utf8,
                              std::span<const CustomToken> custom) {
  Framed framed(tokenizer, frame, utf8);
  for (const WeightedText& part : parse_weights(utf8)) {
    for (const Piece& piece : all_pieces(tokenizer, part.text, custom)) {
      framed.add(piece, part.weight, part.place(piece.begin));
    }
  }
  return std::move(framed).ended();
}

std::vector<std::int64_t> padded(std::vector<std::int64_t> ids, const Frame& frame) {
  ids.resize(static_cast<std::size_t>(frame.length), frame.pad);
  return ids;
}

}  // namespace maulstick::text

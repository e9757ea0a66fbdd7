#include "text/prompt.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

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

}  // namespace

EncodedPrompt encode_prompt(const Tokenizer& tokenizer, const Frame& frame, std::string_view utf8,
                            std::span<const CustomToken> custom) {
  const std::vector<Piece> pieces = all_pieces(tokenizer, utf8, custom);
  const std::size_t room = static_cast<std::size_t>(frame.length) - 2;
  const std::size_t kept = std::min(pieces.size(), room);

  EncodedPrompt prompt;
  const auto add = [&prompt](std::int64_t id, std::string token) {
    prompt.ids.push_back(id);
    prompt.tokens.push_back(std::move(token));
  };
  add(frame.start, tokenizer.spelling(frame.start));
  for (std::size_t i = 0; i < kept; ++i) add(pieces[i].id, pieces[i].token);
  add(frame.end, tokenizer.spelling(frame.end));
  if (kept < pieces.size()) prompt.cut = without_leading_spaces(utf8.substr(pieces[kept].begin));
  return prompt;
}

std::vector<std::int64_t> padded(std::vector<std::int64_t> ids, const Frame& frame) {
  ids.resize(static_cast<std::size_t>(frame.length), frame.pad);
  return ids;
}

}  // namespace maulstick::text

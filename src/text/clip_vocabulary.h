#pragma once
// The tokens of a CLIP tokenizer and their ids, read from vocab.json and checked.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace maulstick::text::clip {

using TokenId = std::int32_t;

inline constexpr const char* start_token = "<|startoftext|>";
inline constexpr const char* end_token = "<|endoftext|>";

class Vocabulary {
 public:
  // `json` is one object, {"token": id, …}. Throws Error{model} for anything else, for a token that
  // is there twice, for ids that are negative, used twice or beyond 31 bits, without the two
  // special tokens, without a single letter of the byte alphabet, and beyond 32 MiB or 2^20 tokens.
  explicit Vocabulary(std::string_view json);

  [[nodiscard]] std::optional<TokenId> find(const std::string& token) const;

  // Empty for an id that no token has.
  [[nodiscard]] std::string spelling(std::int64_t id) const;

  [[nodiscard]] TokenId start() const { return start_; }
  [[nodiscard]] TokenId end() const { return end_; }

 private:
  void add(std::string token, TokenId id);
  [[nodiscard]] TokenId required(const std::string& token) const;
  [[nodiscard]] bool knows_a_byte() const;

  std::unordered_map<std::string, TokenId> ids_;
  std::unordered_map<std::int64_t, std::string> spellings_;
  TokenId start_ = 0;
  TokenId end_ = 0;
};

}  // namespace maulstick::text::clip

#pragma once
// A prompt as a text encoder takes it: start token, the pieces that fit, end token.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/tokenizer.h"

namespace maulstick::text {

// How an encoder frames its ids; from the bundle's manifest.
struct Frame {
  std::int64_t start;
  std::int64_t end;
  std::int64_t pad;
  std::int64_t length;  // of the encoder: 77
};

// A token that the vocabulary does not know and that stands for embeddings of its own.
struct CustomToken {
  std::string text;       // exactly as it is written in prompts: "<birb-style>"
  std::int64_t first_id;  // the ids first_id … first_id + count - 1 stand for its vectors
  std::int64_t count;
};

struct EncodedPrompt {
  std::vector<std::int64_t> ids;    // from start to end token, not padded, at most frame.length
  std::vector<std::string> tokens;  // as the vocabulary spells them, one an id
  std::vector<double> weights;      // one an id; 1 for start and end
  std::string cut;                  // the end of the prompt as it is written, that did not fit
};

// Whether brackets are text, or weights as prompt_weights.h has them.
enum class Syntax { literal, weights };

// A custom token is recognised where it is written exactly, and, if it begins or ends with a letter
// or digit, not inside a longer word. `utf8` must be valid.
EncodedPrompt encode_prompt(const Tokenizer& tokenizer, const Frame& frame, std::string_view utf8,
                            std::span<const CustomToken> custom = {});

// The same with weights: the pieces between brackets are tokenised one by one, and each token bears
// its piece's weight. A prompt whose weights are all 1 has the tokens of its plain text.
EncodedPrompt encode_weighted(const Tokenizer& tokenizer, const Frame& frame, std::string_view utf8,
                              std::span<const CustomToken> custom = {});

// `ids` followed by pad tokens up to frame.length.
std::vector<std::int64_t> padded(std::vector<std::int64_t> ids, const Frame& frame);

}  // namespace maulstick::text

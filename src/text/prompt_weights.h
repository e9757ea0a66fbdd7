#pragma once
// Weights in prompts, in the syntax of A1111's web UI: `(word)` weighs 1.1, `((word))` 1.21,
// `[word]` 1/1.1, `(word:1.3)` 1.3; brackets nest and multiply, a backslash makes the bracket behind
// it text, and brackets that are not closed end with the prompt. Read by the prompt's encoder and by
// the app's token meter. Nothing is an error: what is no weight is text.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace maulstick::text {

// A piece of a prompt's text whose tokens share a weight. Pieces are tokenised one by one.
struct WeightedText {
  std::string text;
  double weight = 1;

  // Where the text stands in the prompt: brackets and escapes leave gaps.
  struct Fragment {
    std::size_t text;    // byte offset in `text` …
    std::size_t prompt;  // … and in the prompt
  };
  std::vector<Fragment> fragments;

  // The place in the prompt of the character at `offset` of the text; of an escaped one, its
  // backslash.
  [[nodiscard]] std::size_t place(std::size_t offset) const;
};

// At least one piece; neighbours have different weights. `utf8` must be valid. Takes time in
// proportion to its length.
std::vector<WeightedText> parse_weights(std::string_view utf8);

// The prompt without its brackets, weights and escapes.
std::string plain_text(std::string_view utf8);

}  // namespace maulstick::text

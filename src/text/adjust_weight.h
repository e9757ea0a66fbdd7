#pragma once
// Ctrl+Up and Ctrl+Down in a prompt: the weight of what is selected goes up or down.

#include <cstddef>
#include <string>
#include <string_view>

namespace maulstick::text {

struct Selection {
  std::string prompt;
  std::size_t begin;  // bytes
  std::size_t end;

  friend bool operator==(const Selection&, const Selection&) = default;
};

// The prompt with `step` added to the weight of the selected text, which stays selected: brackets
// around it are written (`word` becomes `(word:1.1)`), changed, or, where the weight becomes 1,
// taken away. A selection may be with or without its brackets; an empty one stands for the word it
// touches. Nothing changes where there is no word, or where a bracket within the selection has its
// partner outside. Weights stay between 0 and 10. `prompt` is valid UTF-8 and is cut between
// characters.
Selection adjust_weight(std::string_view prompt, std::size_t begin, std::size_t end, double step);

}  // namespace maulstick::text

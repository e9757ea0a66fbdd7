#pragma once
// The signs of which prompts with weights are made, in the order in which A1111's web UI looks for
// them. What they mean together is told by prompt_weights.h.

#include <cstddef>
#include <string_view>

namespace maulstick::text {

enum class SignKind {
  text,
  escape,  // a backslash with the bracket or backslash behind it, or alone: then it vanishes
  open_round,
  open_square,
  weight,  // ":1.2)", with blanks before and behind the number
  close_round,
  close_square,
};

struct Sign {
  SignKind kind;
  std::size_t length;  // in bytes
  double weight = 1;   // of SignKind::weight
};

// The sign at `at`, which lies in `utf8`. Taking all signs of a text takes time in proportion to
// its length.
Sign sign_at(std::string_view utf8, std::size_t at);

// What brackets without a number weigh.
inline constexpr double round_weight = 1.1;
inline constexpr double square_weight = 1 / 1.1;

// With this many brackets of a kind open, one more is text. Nobody writes so many, and it keeps
// hostile prompts cheap.
inline constexpr std::size_t deepest_brackets = 100;

}  // namespace maulstick::text

#include "styles/patterns.h"

#include <cstddef>
#include <limits>
#include <utility>

#include "base/error.h"
#include "engine/request.h"

namespace maulstick::styles {
namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
constexpr int deepest = 200;

std::uint64_t sum(std::uint64_t a, std::uint64_t b) {
  return a > most - b ? most : a + b;
}

// Neither is 0.
std::uint64_t product(std::uint64_t a, std::uint64_t b) {
  return a > most / b ? most : a * b;
}

bool has_a_meaning(char c) {
  return c == '{' || c == '}' || c == '|';
}

}  // namespace

// Reads from left to right, one call of sequence() inside the other for braces in braces.
class PatternReader {
 public:
  PatternReader(std::string_view text, const std::string& option) : text_(text), option_(option) {}

  Pattern::Sequence whole() {
    Pattern::Sequence result = sequence(0);
    if (at_ < text_.size()) refuse("a { before every }", at_);
    return result;
  }

 private:
  using Sequence = Pattern::Sequence;
  using Part = Pattern::Part;

  // Up to the bar or brace that ends it, which stays to be read.
  Sequence sequence(int depth) {
    Sequence result;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '}' || (c == '|' && depth > 0)) break;
      result.parts.push_back(c == '{' ? alternatives(depth + 1) : plain(depth));
      result.count = product(result.count, result.parts.back().count);
    }
    return result;
  }

  Part alternatives(int depth) {
    const std::size_t opened = at_;
    if (depth > deepest) refuse(std::to_string(deepest) + " braces in each other at most", opened);
    Part part = {.text = {}, .alternatives = {}, .count = 0};
    do {
      ++at_;  // the brace or the bar
      part.alternatives.push_back(sequence(depth));
      part.count = sum(part.count, part.alternatives.back().count);
      if (at_ == text_.size()) refuse("a } behind every {", opened);
    } while (text_[at_] == '|');
    ++at_;
    return part;
  }

  Part plain(int depth) {
    Part part;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '{' || c == '}' || (c == '|' && depth > 0)) break;
      const bool escape = c == '\\' && at_ + 1 < text_.size() && has_a_meaning(text_[at_ + 1]);
      part.text += escape ? text_[++at_] : c;
    }
    return part;
  }

  [[noreturn]] void refuse(std::string expected, std::size_t where) const {
    throw Error(ErrorKind::bad_input,
                {.what = "the braces of the prompt cannot be read",
                 .where = option_,
                 .expected = std::move(expected),
                 .got = "\"" + std::string(text_.substr(where, 16)) + "\" at byte " +
                        std::to_string(where + 1),
                 .hint = "a brace that is no alternative is written \\{ or \\}"});
  }

  std::string_view text_;
  const std::string& option_;
  std::size_t at_ = 0;
};

Pattern::Pattern(std::string_view text, const std::string& option) {
  if (text.size() > longest_prompt) {
    throw Error(ErrorKind::bad_input,
                {.what = "the text is too long",
                 .where = option,
                 .expected = "at most " + std::to_string(longest_prompt) + " bytes",
                 .got = std::to_string(text.size())});
  }
  whole_ = PatternReader(text, option).whole();
}

std::string Pattern::at(std::uint64_t number) const {
  std::string prompt;
  append(whole_, number, prompt);
  return prompt;
}

// The number's digits, where each part is a place of the number with a base of its own.
void Pattern::append(const Sequence& sequence, std::uint64_t number, std::string& prompt) {
  std::uint64_t weight = sequence.count;
  for (const Part& part : sequence.parts) {
    weight /= part.count;
    append(part, number / weight % part.count, prompt);
  }
}

void Pattern::append(const Part& part, std::uint64_t number, std::string& prompt) {
  prompt += part.text;
  for (const Sequence& alternative : part.alternatives) {
    if (number < alternative.count) return append(alternative, number, prompt);
    number -= alternative.count;
  }
}

}  // namespace maulstick::styles

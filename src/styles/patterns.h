#pragma once
// Prompts that stand for several: "a {red|blue|} boat in {fog|{heavy|light} rain}".

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maulstick::styles {

// Alternatives stand in braces, divided by bars; they may be empty, and may hold braces themselves.
// A backslash takes away the meaning of a brace or bar behind it, and is an ordinary character
// anywhere else, as is a bar outside of braces.
class Pattern {
 public:
  // Throws Error{bad_input} for a brace without its partner, for hundreds of braces in each other,
  // and for text longer than a prompt may be. `option` names it in messages.
  explicit Pattern(std::string_view text, const std::string& option = "--prompt");

  // How many prompts it stands for, counted and not made. 2^64-1 stands for itself and all above.
  [[nodiscard]] std::uint64_t count() const { return whole_.count; }

  // One of them, number < count(): the last braces change fastest. Not for counts of 2^64-1.
  [[nodiscard]] std::string at(std::uint64_t number) const;

 private:
  friend class PatternReader;

  // Plain text, or else alternatives, each with its parts.
  struct Part;
  struct Sequence {
    std::vector<Part> parts;
    std::uint64_t count = 1;  // of the texts it stands for
  };
  struct Part {
    std::string text;
    std::vector<Sequence> alternatives;
    std::uint64_t count = 1;
  };

  static void append(const Sequence& sequence, std::uint64_t number, std::string& prompt);
  static void append(const Part& part, std::uint64_t number, std::string& prompt);

  Sequence whole_;
};

}  // namespace maulstick::styles

#pragma once
// The one error type of the program. Thrown by every room, caught in two places only: the command
// line's main and, in the desktop app, the worker that paints.

#include <exception>
#include <string>

#include "base/api.h"

namespace maulstick {

// The values are the exit codes of the command line.
enum class ErrorKind {
  bad_input = 2,
  model = 3,
  output = 4,
  device = 5,
  interrupted = 130,
};

struct ErrorText {
  std::string what;       // what went wrong: "the seed is not a whole number"
  std::string where;      // an option, a file, a step
  std::string expected;   // what would have been right
  std::string got;        // what was found
  std::string hint = {};  // the next step, if there is one
};

// Reads as "WHAT (WHERE): expected …, got …": one line of fewer than 400 characters, whatever text
// (control characters, very long values, broken UTF-8) was put in.
class MAULSTICK_API Error : public std::exception {
 public:
  Error(ErrorKind kind, ErrorText text);

  [[nodiscard]] ErrorKind kind() const { return kind_; }
  [[nodiscard]] const std::string& message() const { return message_; }
  [[nodiscard]] const std::string& hint() const { return hint_; }
  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

 private:
  ErrorKind kind_;
  std::string message_;
  std::string hint_;
};

}  // namespace maulstick

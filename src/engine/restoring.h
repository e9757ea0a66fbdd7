#pragma once
// What restore.cpp and its two readers share: values from outside become fields of a request, and an
// account is kept of what had to be changed or left out.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/restore.h"

namespace maulstick {

// Values are named as the picture names them.
class Restoring {
 public:
  Restoring(Restored::Origin origin, Request base);

  // Valid UTF-8. NUL characters are taken out, and what is too long is cut.
  void text(std::string Request::*field, std::string_view name, std::string_view value);
  void number(const Control& control, std::string_view name, double value);
  void side(int Request::*field, std::string_view name, std::int64_t value);
  void seed(std::string_view name, std::int64_t value);
  void moves(std::vector<Move> moves);
  void embedding(std::string_view file, std::string_view sha256);

  void adjusted(std::string_view name, std::string_view from, std::string_view to);
  void lost(std::string_view name, std::string_view value);

  [[nodiscard]] Request& request() { return result_.request; }
  [[nodiscard]] Restored& result() { return result_; }

  // Throws Error{bad_input} if the request would not pass check(), which none does.
  Restored done() &&;

 private:
  Restored result_;
};

// Puts what is said into `into`. Throws Error{bad_input} if `text` is no settings of ours.
void read_settings(const std::string& text, Restoring& into);

// Valid UTF-8 in A1111's grammar.
void read_a1111(std::string_view text, Restoring& into);

}  // namespace maulstick

#include "base/error.h"

#include <utility>

#include "base/utf8.h"

namespace maulstick {
namespace {

// Together, with the words between them and "error: " before, they stay under 400 bytes.
constexpr std::size_t what_limit = 120;
constexpr std::size_t where_limit = 100;
constexpr std::size_t expected_limit = 90;
constexpr std::size_t got_limit = 50;
constexpr std::size_t hint_limit = 300;

std::string or_nothing(const std::string& text) {
  return text.empty() ? "nothing" : text;
}

std::string compose(const ErrorText& text) {
  return printable(text.what, what_limit) + " (" + printable_end(text.where, where_limit) +
         "): expected " + printable(text.expected, expected_limit) + ", got " +
         or_nothing(printable(text.got, got_limit));
}

}  // namespace

Error::Error(ErrorKind kind, ErrorText text)
    : kind_(kind), message_(compose(text)), hint_(printable(text.hint, hint_limit)) {}

}  // namespace maulstick

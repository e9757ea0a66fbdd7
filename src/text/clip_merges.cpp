#include "text/clip_merges.h"

#include <algorithm>
#include <string>

#include "base/error.h"

namespace maulstick::text::clip {
namespace {

constexpr std::size_t size_limit = std::size_t{32} << 20U;

struct Line {
  std::string_view text;
  std::size_t number;
};

[[noreturn]] void refuse(const Line& line, std::string expected, std::string_view got) {
  throw Error(ErrorKind::model, {.what = "the tokenizer's merges cannot be used",
                                 .where = "merges.txt, line " + std::to_string(line.number),
                                 .expected = std::move(expected),
                                 .got = "\"" + std::string(got) + "\""});
}

std::pair<std::string, std::string> pair_of(const Line& line) {
  const std::size_t space = line.text.find(' ');
  const bool two_parts = space != std::string_view::npos && space != 0 &&
                         space + 1 < line.text.size() &&
                         line.text.find(' ', space + 1) == std::string_view::npos;
  if (!two_parts) refuse(line, "two tokens with one space between them", line.text);
  return {std::string(line.text.substr(0, space)), std::string(line.text.substr(space + 1))};
}

std::uint64_t key_of(TokenId left, TokenId right) {
  return (static_cast<std::uint64_t>(left) << 32U) | static_cast<std::uint64_t>(right);
}

// Takes the first line off `text`.
std::string_view next_line(std::string_view& text) {
  const std::size_t length = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, length);
  text.remove_prefix(std::min(length + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

MergeTable::MergeTable(std::string_view text, const Vocabulary& vocabulary) {
  if (text.size() > size_limit) {
    throw Error(ErrorKind::model, {.what = "the tokenizer's merges cannot be used",
                                   .where = "merges.txt",
                                   .expected = "at most 32 MiB",
                                   .got = std::to_string(text.size()) + " bytes"});
  }
  const auto token = [&vocabulary](const Line& line, const std::string& spelling) {
    const std::optional<TokenId> id = vocabulary.find(spelling);
    if (!id) refuse(line, "tokens of the vocabulary", spelling);
    return *id;
  };
  merges_.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
  for (std::size_t number = 1; !text.empty(); ++number) {
    const Line line{.text = next_line(text), .number = number};
    if (line.text.starts_with("#version")) continue;
    const auto [left, right] = pair_of(line);
    const Merge merge{.rank = static_cast<std::uint32_t>(merges_.size()),
                      .merged = token(line, left + right)};
    const std::uint64_t key = key_of(token(line, left), token(line, right));
    if (!merges_.emplace(key, merge).second) refuse(line, "each pair once", line.text);
  }
}

const Merge* MergeTable::find(TokenId left, TokenId right) const {
  const auto found = merges_.find(key_of(left, right));
  return found == merges_.end() ? nullptr : &found->second;
}

}  // namespace maulstick::text::clip

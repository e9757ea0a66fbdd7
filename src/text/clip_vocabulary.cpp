#include "text/clip_vocabulary.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/error.h"
#include "text/clip_alphabet.h"

namespace maulstick::text::clip {
namespace {

using nlohmann::json;

constexpr std::size_t size_limit = std::size_t{32} << 20U;
constexpr std::size_t token_limit = std::size_t{1} << 20U;
constexpr TokenId largest_id = std::numeric_limits<TokenId>::max();

[[noreturn]] void refuse(std::string expected, std::string got) {
  throw Error(ErrorKind::model, {.what = "the tokenizer's vocabulary cannot be used",
                                 .where = "vocab.json",
                                 .expected = std::move(expected),
                                 .got = std::move(got)});
}

std::string in_quotes(const std::string& token) {
  return '"' + token + '"';
}

// Hands every token and its id on as the parser meets them. A tree of values of the whole file
// would take longer to build and to tear down than everything else that loading a tokenizer does.
template <typename Add>
class Reader : public nlohmann::json_sax<json> {
 public:
  explicit Reader(Add add) : add_(std::move(add)) {}

  bool start_object(std::size_t /*size*/) override {
    if (std::exchange(inside_, true)) refuse_value("an object");
    return true;
  }
  bool key(string_t& token) override {
    token_ = std::move(token);
    return true;
  }
  bool number_unsigned(std::uint64_t id) override {
    if (!inside_ || id > std::uint64_t{largest_id}) refuse_value(std::to_string(id));
    add_(std::move(token_), static_cast<TokenId>(id));
    return true;
  }
  bool end_object() override { return true; }

  bool null() override { return refuse_value("null"); }
  bool boolean(bool /*value*/) override { return refuse_value("true or false"); }
  bool number_integer(std::int64_t id) override { return refuse_value(std::to_string(id)); }
  bool number_float(double /*value*/, const string_t& text) override { return refuse_value(text); }
  bool string(string_t& /*text*/) override { return refuse_value("a string"); }
  bool binary(binary_t& /*bytes*/) override { return refuse_value("bytes"); }
  bool start_array(std::size_t /*size*/) override { return refuse_value("an array"); }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string& /*last*/,
                   const json::exception& /*fault*/) override {
    refuse("valid JSON", "a fault at byte " + std::to_string(position));
  }

 private:
  [[noreturn]] bool refuse_value(std::string got) const {
    if (!inside_) refuse("an object of tokens and ids", std::move(got));
    refuse("an id from 0 to " + std::to_string(largest_id) + " for " + in_quotes(token_),
           std::move(got));
  }

  Add add_;
  bool inside_ = false;
  std::string token_;
};

}  // namespace

Vocabulary::Vocabulary(std::string_view text) {
  if (text.size() > size_limit) {
    refuse("at most 32 MiB", std::to_string(text.size()) + " bytes");
  }
  Reader reader([this](std::string token, TokenId id) { add(std::move(token), id); });
  json::sax_parse(text, &reader);
  if (!knows_a_byte()) refuse("letters of the byte alphabet", "a vocabulary without any");
  start_ = required(start_token);
  end_ = required(end_token);
}

void Vocabulary::add(std::string token, TokenId id) {
  if (ids_.size() == token_limit) {
    refuse("at most " + std::to_string(token_limit) + " tokens", "more");
  }
  const auto [entry, is_new_token] = ids_.emplace(std::move(token), id);
  if (!is_new_token) refuse("each token once", in_quotes(entry->first) + " twice");
  const auto [other, is_new_id] = spellings_.emplace(id, entry->first);
  if (!is_new_id) {
    refuse("each id once", std::to_string(id) + " for " + in_quotes(other->second) + " and " +
                               in_quotes(entry->first));
  }
}

TokenId Vocabulary::required(const std::string& token) const {
  const std::optional<TokenId> id = find(token);
  if (!id) refuse("the token " + in_quotes(token), "a vocabulary without it");
  return *id;
}

bool Vocabulary::knows_a_byte() const {
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (find(letter_for_byte(static_cast<std::uint8_t>(byte)))) return true;
  }
  return false;
}

std::optional<TokenId> Vocabulary::find(const std::string& token) const {
  const auto found = ids_.find(token);
  if (found == ids_.end()) return std::nullopt;
  return found->second;
}

std::string Vocabulary::spelling(std::int64_t id) const {
  const auto found = spellings_.find(id);
  return found == spellings_.end() ? std::string() : found->second;
}

}  // namespace maulstick::text::clip

// The text chunks of PNG files: read under caps.

#include <zlib.h>

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "base/utf8.h"
#include "picture/latin1.h"
#include "picture/png.h"
#include "picture/png_chunks.h"

namespace maulstick::picture {
namespace {

constexpr std::size_t one_text_limit = std::size_t{1} << 20U;
constexpr std::size_t all_texts_limit = std::size_t{4} << 20U;

// zlib data, unless it grows beyond the limit.
std::optional<std::string> inflated(std::string_view data) {
  std::string text(one_text_limit, '\0');
  auto size = static_cast<uLongf>(text.size());
  const auto* source = reinterpret_cast<const Bytef*>(data.data());
  const int status = uncompress(reinterpret_cast<Bytef*>(text.data()), &size, source,
                                static_cast<uLong>(data.size()));
  if (status != Z_OK) return std::nullopt;
  text.resize(size);
  return text;
}

// What stands before the next NUL of `rest`, which moves past the NUL.
std::optional<std::string_view> up_to_nul(std::string_view& rest) {
  const std::size_t end = rest.find('\0');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view field = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return field;
}

// Many programs write UTF-8 into tEXt, although the format says Latin-1.
std::string from_text_bytes(std::string_view bytes) {
  return find_invalid_utf8(bytes) == std::string_view::npos ? std::string(bytes)
                                                            : from_latin1(bytes);
}

std::optional<std::string> text_of_ztxt(std::string_view rest) {
  if (rest.empty() || rest.front() != 0) return std::nullopt;  // compression method
  const auto bytes = inflated(rest.substr(1));
  return bytes ? std::optional(from_text_bytes(*bytes)) : std::nullopt;
}

std::optional<std::string> text_of_itxt(std::string_view rest) {
  if (rest.size() < 2) return std::nullopt;
  const bool compressed = rest.front() == 1;
  rest.remove_prefix(2);                                          // compression flag and method
  if (!up_to_nul(rest) || !up_to_nul(rest)) return std::nullopt;  // language, translated keyword
  auto text = compressed ? inflated(rest) : std::optional<std::string>(rest);
  if (text && find_invalid_utf8(*text) != std::string::npos) return std::nullopt;
  return text;
}

std::optional<TextChunk> text_of(const Chunk& chunk) {
  if (!chunk.sound || chunk.data.size() > one_text_limit) return std::nullopt;
  std::string_view rest = chunk.data;
  const auto keyword = up_to_nul(rest);
  if (!keyword) return std::nullopt;
  std::optional<std::string> text;
  if (chunk.type == "tEXt") text = from_text_bytes(rest);
  if (chunk.type == "zTXt") text = text_of_ztxt(rest);
  if (chunk.type == "iTXt") text = text_of_itxt(rest);
  if (!text) return std::nullopt;
  return TextChunk{from_latin1(*keyword), std::move(*text)};
}

}  // namespace

std::vector<TextChunk> read_text_chunks(std::string_view bytes) {
  if (!bytes.starts_with(png_signature)) {
    throw Error(ErrorKind::bad_input, {.what = "this is no PNG",
                                       .where = "signature",
                                       .expected = "the 8 bytes that every PNG begins with",
                                       .got = std::string(bytes.substr(0, 8))});
  }
  bytes.remove_prefix(png_signature.size());
  std::vector<TextChunk> texts;
  std::size_t total = 0;
  while (const auto chunk = next_chunk(bytes)) {
    if (chunk->type == "IEND") break;
    auto text = text_of(*chunk);
    if (!text) continue;
    total += text->text.size() + text->keyword.size();
    if (total > all_texts_limit) break;
    texts.push_back(std::move(*text));
  }
  return texts;
}

const TextChunk* find_text(const std::vector<TextChunk>& texts, std::string_view keyword) {
  const auto found = std::ranges::find(texts, keyword, &TextChunk::keyword);
  return found == texts.end() ? nullptr : &*found;
}

}  // namespace maulstick::picture

#include "verify/claim.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "engine/restore.h"
#include "engine/settings.h"
#include "picture/png.h"

namespace maulstick::verify {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using picture::find_text;
using picture::TextChunk;

constexpr std::uintmax_t picture_limit = std::uintmax_t{256} << 20U;
constexpr std::size_t longest_name = 255;

[[noreturn]] void refuse(const fs::path& picture, std::string what, std::string expected,
                         std::string got) {
  throw Error(ErrorKind::bad_input,
              {.what = std::move(what),
               .where = picture.string(),
               .expected = std::move(expected),
               .got = std::move(got),
               .hint = "only pictures that Maulstick has painted to their end "
                       "can be verified"});
}

// What the desktop app keeps of a run that was stopped says so.
bool is_unfinished(const std::vector<TextChunk>& texts) {
  const TextChunk* comment = find_text(texts, "Comment");
  return comment != nullptr && comment->text.starts_with(stopped_comment);
}

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string()
             ? printable(found->get<std::string>(), longest_name)
             : "";
}

int number_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_integer() ? std::max(found->get<int>(), 1) : 1;
}

void read_fingerprint(const std::string& settings, Claim& claim) {
  const json root = parse_json(settings, {.where = "maulstick", .blame = ErrorKind::bad_input});
  const json said = root.value("painted_with", json());
  if (!said.is_object()) return;
  claim.painted_with = {.model = text_of(said, "model"),
                        .model_hash = text_of(said, "model_hash"),
                        .device = text_of(said, "device"),
                        .precision = text_of(said, "precision"),
                        .torch = text_of(said, "torch"),
                        .isa = text_of(said, "isa"),
                        .together = number_of(said, "together")};
  claim.version = text_of(said, "version");
}

Restored restored_of(const fs::path& picture, const std::vector<TextChunk>& texts) {
  Restored restored = restore(texts);
  if (find_text(texts, "maulstick") == nullptr) {
    refuse(picture, "the picture cannot be painted again", "settings of Maulstick",
           "settings in A1111's grammar only");
  }
  if (restored.origin != Restored::Origin::maulstick) {
    refuse(picture, "the picture's settings are damaged", "settings of Maulstick",
           "settings that cannot be read");
  }
  return restored;
}

std::string size_text(int width, int height) {
  return std::to_string(width) + "x" + std::to_string(height);
}

void check_size(const fs::path& picture, const Claim& claim) {
  const Request& asked = claim.request;
  if (asked.width == claim.image.width && asked.height == claim.image.height) return;
  refuse(picture, "the picture is not as it was painted",
         size_text(asked.width, asked.height) + " pixels",
         size_text(claim.image.width, claim.image.height));
}

}  // namespace

Claim read_claim(const fs::path& picture) {
  const std::string bytes =
      read_file(picture, {.bytes = picture_limit, .blame = ErrorKind::bad_input});
  const std::vector<TextChunk> texts = picture::read_text_chunks(bytes);
  Restored restored = restored_of(picture, texts);
  if (is_unfinished(texts)) {
    refuse(picture, "the picture was not painted to its end", "a finished picture",
           find_text(texts, "Comment")->text);
  }
  Claim claim = {.image = picture::decode_png(bytes, picture.string()),
                 .request = std::move(restored.request),
                 .embeddings = std::move(restored.embeddings),
                 .painted_with = {},
                 .version = {},
                 .lost = std::move(restored.adjusted)};
  for (std::string& one : restored.not_restored) claim.lost.push_back(std::move(one));
  read_fingerprint(find_text(texts, "maulstick")->text, claim);
  check_size(picture, claim);
  return claim;
}

KnownFiles known_files(const std::vector<fs::path>& files) {
  KnownFiles known;
  for (const fs::path& file : files) known[sha256_of_file(file, ErrorKind::bad_input)] = file;
  return known;
}

Request complete_request(const Claim& claim, const KnownFiles& known) {
  Request request = claim.request;
  for (const EmbeddingRecord& record : claim.embeddings) {
    const auto found = known.find(record.sha256);
    if (found == known.end()) {
      throw Error(ErrorKind::bad_input,
                  {.what = "an embedding is missing",
                   .where = printable(record.file, longest_name),
                   .expected = "the file with SHA-256 " + record.sha256.substr(0, 10) + "…",
                   .got = known.empty() ? "none" : "others",
                   .hint = "the picture was painted with it; add it and try again"});
    }
    request.embeddings.push_back(found->second);
  }
  return request;
}

}  // namespace maulstick::verify

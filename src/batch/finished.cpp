#include "batch/finished.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "engine/restore.h"
#include "engine/settings_json.h"
#include "guidance/catalog.h"
#include "picture/png.h"
#include "picture/png_chunks.h"

namespace maulstick::batch {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uintmax_t picture_limit = std::uintmax_t{256} << 20U;
constexpr std::size_t longest_name = 255;  // of an embedding's file, as settings keep it

[[noreturn]] void refuse(const fs::path& picture, std::string what, std::string expected,
                         std::string got, std::string place = {}) {
  throw Error(ErrorKind::bad_input,
              {.what = std::move(what),
               .where = picture.string() + (place.empty() ? "" : ", " + place),
               .expected = std::move(expected),
               .got = std::move(got)});
}

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

// What has the first bytes of a picture, or none at all, may be what is left of one.
bool may_be_a_picture(std::string_view bytes) {
  const std::string_view beginning = bytes.substr(0, picture::png_signature.size());
  return picture::png_signature.starts_with(beginning);
}

bool decodes(std::string_view bytes) {
  try {
    return !picture::decode_png(bytes, "picture").rgb.empty();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::bad_input) throw;
    return false;
  }
}

struct Settings {
  Restored restored;
  json all;
};

Settings settings_of(const fs::path& picture, std::string_view bytes) {
  const auto texts = picture::read_text_chunks(bytes);
  const auto ours = std::ranges::find(texts, "maulstick", &picture::TextChunk::keyword);
  const std::string expected = "a picture of this job, or none";
  if (ours == texts.end())
    refuse(picture, "another picture is in the way", expected, "no settings");
  Restored restored = restore(texts);
  if (restored.origin != Restored::Origin::maulstick) {
    refuse(picture, "the picture's settings are damaged", expected, "settings that cannot be read");
  }
  return {.restored = std::move(restored),
          .all = parse_json(ours->text, {.where = "maulstick", .blame = ErrorKind::bad_input})};
}

// Throws for the first field that differs, under its option's name.
void compare(const fs::path& picture, const Request& wanted, const Request& found) {
  const json one = request_json(wanted);
  const json other = request_json(found);
  for (const auto& [key, value] : one.items()) {
    if (other.value(key, json()) == value) continue;
    refuse(picture, "the picture was painted with other settings", value.dump(),
           other.value(key, json()).dump(), "\"" + key + "\"");
  }
  if (!found.moves.empty()) {
    refuse(picture, "the picture was painted with other settings", "sliders that stayed",
           "sliders that were moved");
  }
}

std::vector<EmbeddingRecord> records_of(const std::vector<fs::path>& files) {
  std::vector<EmbeddingRecord> records;
  for (const fs::path& file : files) {
    records.push_back({.file = printable(file.filename().string(), longest_name),
                       .sha256 = sha256_of_file(file, ErrorKind::bad_input)});
  }
  return records;
}

void compare(const fs::path& picture, const Wanted& wanted, const Restored& found) {
  Request request = wanted.request;
  if (request.seed == -1) request.seed = found.request.seed;
  compare(picture, request, found.request);
  if (records_of(wanted.request.embeddings) != found.embeddings) {
    refuse(picture, "the picture was painted with other embeddings", "those of the job", "others",
           "\"embedding\"");
  }
  if (wanted.model_hash != found.model_hash) {
    refuse(picture, "the picture was painted with another model", wanted.model_hash.substr(0, 10),
           found.model_hash.substr(0, 10), "--model");
  }
}

double number_of(const json& object, std::string_view key) {
  const std::string name(key);
  if (object.is_object() && object.contains(name) && object[name].is_number()) {
    return object[name].get<double>();
  }
  return std::numeric_limits<double>::quiet_NaN();
}

Finished account(const Settings& settings) {
  Finished finished = {.seed = settings.restored.request.seed,
                       .seconds = number_of(settings.all, "seconds"),
                       .losses = {}};
  const json losses = settings.all.value("losses", json());
  for (const guidance::Loss& loss : guidance::catalog()) {
    finished.losses.push_back(number_of(losses, loss.name));
  }
  return finished;
}

}  // namespace

std::optional<Finished> find_finished(const fs::path& picture, const Wanted& wanted) {
  if (!is_there(picture)) return std::nullopt;
  const std::string bytes =
      read_file(picture, {.bytes = picture_limit, .blame = ErrorKind::bad_input});
  if (!may_be_a_picture(bytes)) {
    refuse(picture, "another file is in the way", "a picture of this job, or none", "no PNG");
  }
  if (!decodes(bytes)) return std::nullopt;
  const Settings settings = settings_of(picture, bytes);
  compare(picture, wanted, settings.restored);
  return account(settings);
}

}  // namespace maulstick::batch

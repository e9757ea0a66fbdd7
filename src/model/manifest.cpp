#include "model/manifest.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/json.h"

namespace maulstick::model {
namespace {

using nlohmann::json;

constexpr int supported_version = 1;
constexpr std::size_t file_count_limit = 64;
constexpr std::uint64_t file_size_limit = std::uint64_t{1} << 36U;

struct Range {
  double low;
  double high;
};

// One object of the manifest with its path ("clip.tokenizer"), for messages that name the field.
class Fields {
 public:
  Fields(const json& object, std::string path, const std::string& where)
      : object_(object), path_(std::move(path)), where_(where) {
    if (!object.is_object()) refuse(path_, "an object", object.type_name());
  }

  [[noreturn]] void refuse(const std::string& field, std::string expected, std::string got) const {
    throw Error(ErrorKind::model,
                {.what = "the manifest cannot be used: " + field,
                 .where = where_,
                 .expected = std::move(expected),
                 .got = std::move(got),
                 .hint = "export the model again with scripts/export_weights.py"});
  }

  [[nodiscard]] Fields object(const std::string& key) const { return {at(key), name(key), where_}; }

  [[nodiscard]] std::string text(const std::string& key) const {
    const json& value = at(key);
    if (!value.is_string()) refuse(name(key), "a text", value.type_name());
    return value.get<std::string>();
  }

  [[nodiscard]] bool boolean(const std::string& key) const {
    const json& value = at(key);
    if (!value.is_boolean()) refuse(name(key), "true or false", value.type_name());
    return value.get<bool>();
  }

  [[nodiscard]] double real(const std::string& key, Range range) const {
    return checked_real(at(key), name(key), range);
  }

  [[nodiscard]] std::int64_t whole(const std::string& key, Range range) const {
    const json& value = at(key);
    if (!value.is_number_integer()) refuse(name(key), "a whole number", value.dump());
    return static_cast<std::int64_t>(checked_real(value, name(key), range));
  }

  [[nodiscard]] std::array<double, 3> triple(const std::string& key, Range range) const {
    return checked_triple(at(key), name(key), range);
  }

  // Nothing if the field is missing.
  [[nodiscard]] std::optional<PreviewMap> preview(const std::string& key, Range range) const {
    if (!object_.contains(key)) return std::nullopt;
    const json& value = at(key);
    PreviewMap rows = {};
    if (!value.is_array() || value.size() != rows.size()) {
      refuse(name(key), "five rows of three numbers", value.dump());
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows[i] = checked_triple(value[i], name(key), range);
    }
    return rows;
  }

  // Exactly `expected`: fields that fix what this program can do.
  void constant(const std::string& key, const std::string& expected) const {
    const std::string value = text(key);
    if (value != expected) refuse(name(key), "\"" + expected + "\"", "\"" + value + "\"");
  }

  [[nodiscard]] std::string name(const std::string& key) const {
    return path_.empty() ? key : path_ + "." + key;
  }

  [[nodiscard]] const json& at(const std::string& key) const {
    const auto found = object_.find(key);
    if (found == object_.end()) refuse(name(key), "this field", "none");
    return *found;
  }

 private:
  [[nodiscard]] double checked_real(const json& value, const std::string& field,
                                    Range range) const {
    if (!value.is_number()) refuse(field, "a number", value.dump());
    const auto number = value.get<double>();
    if (!(number >= range.low && number <= range.high)) {
      std::ostringstream expected;
      expected << range.low << " to " << range.high;
      refuse(field, expected.str(), value.dump());
    }
    return number;
  }

  [[nodiscard]] std::array<double, 3> checked_triple(const json& value, const std::string& field,
                                                     Range range) const {
    if (!value.is_array() || value.size() != 3) refuse(field, "three numbers", value.dump());
    std::array<double, 3> result = {};
    for (std::size_t i = 0; i < 3; ++i) result[i] = checked_real(value[i], field, range);
    return result;
  }

  const json& object_;
  std::string path_;
  const std::string& where_;
};

// Printable ASCII, relative, with forward slashes, and without a part that is empty, "." or "..".
bool stays_inside(const std::string& name) {
  if (name.empty() || name.size() > 200) return false;
  std::istringstream parts("/" + name + "/");
  std::string part;
  std::getline(parts, part, '/');
  while (std::getline(parts, part, '/')) {
    if (part.empty() || part == "." || part == "..") return false;
  }
  return std::ranges::all_of(name,
                             [](char c) { return c >= ' ' && c <= '~' && c != '\\' && c != ':'; });
}

bool is_sha256(const std::string& text) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == 64 && std::ranges::all_of(text, is_digit);
}

std::map<std::string, FileEntry> read_files(const Fields& root) {
  const json& list = root.at("files");
  const Fields files = root.object("files");
  if (list.size() > file_count_limit) {
    root.refuse("files", "at most 64 files", std::to_string(list.size()));
  }
  std::map<std::string, FileEntry> result;
  for (const auto& [name, value] : list.items()) {
    if (!stays_inside(name)) root.refuse("files", "names inside the bundle", "\"" + name + "\"");
    const Fields entry = files.object(name);
    const auto bytes = entry.whole("bytes", {0, static_cast<double>(file_size_limit)});
    const std::string hash = entry.text("sha256");
    if (!is_sha256(hash)) root.refuse(files.name(name), "64 hex digits of SHA-256", hash);
    result.emplace(name, FileEntry{static_cast<std::uint64_t>(bytes), hash});
  }
  return result;
}

class Reader {
 public:
  explicit Reader(const Fields& root) : root_(root) {}

  Manifest read() {
    root_.constant("format", "maulstick-bundle");
    if (root_.whole("format_version", {0, 1e9}) != supported_version) {
      root_.refuse("format_version", std::to_string(supported_version), "another version");
    }
    files_ = read_files(root_);
    return {.name = root_.text("name"),
            .source = root_.text("source"),
            .licence = root_.text("licence"),
            .precision = root_.text("precision"),
            .files = files_,
            .latents = latents(root_.object("latents")),
            .schedule = schedule(root_.object("schedule")),
            .text_encoder = tower(root_.object("text_encoder"), "module"),
            .unet = unet(root_.object("unet")),
            .vae_decoder = file(root_.object("vae"), "decoder"),
            .vae_encoder = file(root_.object("vae"), "encoder"),
            .clip = clip(root_.object("clip")),
            .reference = file(root_, "reference")};
  }

 private:
  [[nodiscard]] std::string file(const Fields& fields, const std::string& key) const {
    std::string name = fields.text(key);
    if (!files_.contains(name)) {
      fields.refuse(fields.name(key), "a file listed in files", "\"" + name + "\"");
    }
    return name;
  }

  static Latents latents(const Fields& fields) {
    const Latents latents = {.channels = fields.whole("channels", {4, 4}),
                             .scale = fields.real("scale", {1e-6, 1e6}),
                             .factor = fields.whole("factor", {1, 64}),
                             .multiple = fields.whole("multiple", {1, 64}),
                             .width = fields.whole("width", {1, 2048}),
                             .height = fields.whole("height", {1, 2048}),
                             .preview = fields.preview("preview", {-1e3, 1e3})};
    const std::int64_t unit = latents.factor * latents.multiple;
    if (latents.width % unit != 0 || latents.height % unit != 0) {
      fields.refuse("latents.width and latents.height", "multiples of " + std::to_string(unit),
                    std::to_string(latents.width) + " and " + std::to_string(latents.height));
    }
    return latents;
  }

  static sampling::BetaSchedule schedule(const Fields& fields) {
    fields.constant("beta_schedule", "scaled_linear");
    fields.constant("prediction", "epsilon");
    const sampling::BetaSchedule betas = {
        .beta_start = fields.real("beta_start", {1e-9, 0.5}),
        .beta_end = fields.real("beta_end", {1e-9, 0.5}),
        .train_timesteps = static_cast<int>(fields.whole("train_timesteps", {100, 100'000}))};
    if (betas.beta_end <= betas.beta_start) {
      fields.refuse("schedule.beta_end", "more than beta_start", std::to_string(betas.beta_end));
    }
    return betas;
  }

  [[nodiscard]] TokenizerEntry tokenizer(const Fields& fields, std::int64_t length,
                                         std::int64_t vocabulary) const {
    const Range ids = {0, static_cast<double>(vocabulary - 1)};
    TokenizerEntry entry = {.kind = TokenizerKind::clip_bpe,
                            .vocab = {},
                            .merges = {},
                            .model = {},
                            .lower_case = false,
                            .frame = {.start = fields.whole("start", ids),
                                      .end = fields.whole("end", ids),
                                      .pad = fields.whole("pad", ids),
                                      .length = length}};
    const std::string kind = fields.text("kind");
    if (kind == "clip_bpe") {
      entry.vocab = file(fields, "vocab");
      entry.merges = file(fields, "merges");
    } else if (kind == "sentencepiece") {
      entry.kind = TokenizerKind::sentencepiece;
      entry.model = file(fields, "model");
      entry.lower_case = fields.boolean("lower_case");
    } else {
      fields.refuse(fields.name("kind"), "clip_bpe or sentencepiece", "\"" + kind + "\"");
    }
    return entry;
  }

  [[nodiscard]] TextTower tower(const Fields& fields, const std::string& module_key) const {
    const std::int64_t vocabulary = fields.whole("vocabulary", {3, 1e6});
    const std::int64_t length = fields.whole("length", {3, 1024});
    return {.module = file(fields, module_key),
            .tokens = file(fields, "tokens"),
            .width = fields.whole("width", {1, 65536}),
            .vocabulary = vocabulary,
            .tokenizer = tokenizer(fields.object("tokenizer"), length, vocabulary)};
  }

  [[nodiscard]] std::string unet(const Fields& fields) const {
    const std::int64_t width = fields.whole("context_width", {1, 65536});
    const std::int64_t produced = root_.object("text_encoder").whole("width", {1, 65536});
    if (width != produced) {
      fields.refuse("unet.context_width", "the text encoder's width, " + std::to_string(produced),
                    std::to_string(width));
    }
    return file(fields, "module");
  }

  [[nodiscard]] ClipEntry clip(const Fields& fields) const {
    const std::string pooling = fields.text("pooling");
    if (pooling != "first_end" && pooling != "largest_id") {
      fields.refuse("clip.pooling", "first_end or largest_id", "\"" + pooling + "\"");
    }
    return {.image_module = file(fields, "image_module"),
            .text = tower(fields, "text_module"),
            .pooling = pooling == "first_end" ? Pooling::first_end : Pooling::largest_id,
            .features = fields.whole("features", {1, 65536}),
            .image_size = fields.whole("image_size", {1, 4096}),
            .mean = fields.triple("mean", {-1e3, 1e3}),
            .std = fields.triple("std", {1e-6, 1e3})};
  }

  const Fields& root_;
  std::map<std::string, FileEntry> files_;
};

}  // namespace

Manifest parse_manifest(std::string_view text, const std::string& where) {
  const json object = parse_json(text, {.where = where, .blame = ErrorKind::model});
  const Fields root(object, "", where);
  return Reader(root).read();
}

}  // namespace maulstick::model

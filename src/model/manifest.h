#pragma once
// manifest.json of a bundle as a value, every field checked. models/README.md describes the format.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "sampling/schedule.h"
#include "text/prompt.h"

namespace maulstick::model {

struct FileEntry {
  std::uint64_t bytes;
  std::string sha256;  // 64 lower-case hex digits
};

enum class TokenizerKind { clip_bpe, sentencepiece };

struct TokenizerEntry {
  TokenizerKind kind;
  std::string vocab;   // clip_bpe: vocab.json
  std::string merges;  // clip_bpe: merges.txt
  std::string model;   // sentencepiece: tokenizer.model
  bool lower_case = false;
  text::Frame frame;
};

// What a text encoder and a guidance CLIP's text tower have in common.
struct TextTower {
  std::string module;
  std::string tokens;  // the table of token embeddings
  std::int64_t width;
  std::int64_t vocabulary;
  TokenizerEntry tokenizer;
};

// From a cell of latents to a colour in [0, 1]: rows 0 to 3 are the factors of the channels, row 4
// is added; columns are red, green, blue.
using PreviewMap = std::array<std::array<double, 3>, 5>;

struct Latents {
  std::int64_t channels;
  double scale;           // s
  std::int64_t factor;    // pixels per latent cell along one side
  std::int64_t multiple;  // latent sides are multiples of it
  std::int64_t width;     // pixels, the model's own size
  std::int64_t height;
  std::optional<PreviewMap> preview;
};

enum class Pooling { first_end, largest_id };

struct ClipEntry {
  std::string image_module;
  TextTower text;
  Pooling pooling;
  std::int64_t features;
  std::int64_t image_size;
  std::array<double, 3> mean;
  std::array<double, 3> std;
};

struct Manifest {
  std::string name;
  std::string source;
  std::string licence;
  std::string precision;  // of the stored weights
  std::map<std::string, FileEntry> files;
  Latents latents;
  sampling::BetaSchedule schedule;
  TextTower text_encoder;
  std::string unet;
  std::string vae_decoder;
  std::string vae_encoder;
  ClipEntry clip;
  std::string reference;
};

inline constexpr std::uintmax_t manifest_limit = std::uintmax_t{1} << 20U;

// Throws Error{model}, naming `where` and the field: no JSON, another format or version, a field
// that is missing, of another type or out of range, a file name that leaves the folder or is not
// listed.
Manifest parse_manifest(std::string_view json, const std::string& where);

}  // namespace maulstick::model

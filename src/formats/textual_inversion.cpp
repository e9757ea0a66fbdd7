#include "formats/textual_inversion.h"

#include <algorithm>

#include "base/file.h"
#include "formats/pickle.h"
#include "formats/zip.h"

namespace maulstick::formats {
namespace {

using Kind = PickleValue::Kind;
using Entries = std::map<std::string, std::string_view>;

constexpr std::uintmax_t file_limit = std::uintmax_t{16} << 20U;
constexpr std::int64_t vector_limit = 1024;
constexpr const char* layouts = "{token: tensor}, string_to_param or emb_params";

[[noreturn]] void refuse(const std::string& where, std::string what, std::string expected,
                         std::string got, std::string hint = {}) {
  throw Error(ErrorKind::bad_input, {.what = std::move(what),
                                     .where = where,
                                     .expected = std::move(expected),
                                     .got = std::move(got),
                                     .hint = std::move(hint)});
}

struct FoundTensor {
  ElementType type;
  std::vector<std::int64_t> shape;  // [width] or [vectors, width]
  std::string_view bytes;
};

CustomEmbedding embedding(const std::string& token, const FoundTensor& found,
                          const std::string& where) {
  const auto& shape = found.shape;
  const bool sound = (shape.size() == 1 || shape.size() == 2) && found.type != ElementType::int64 &&
                     std::ranges::all_of(shape, [](std::int64_t side) { return side > 0; }) &&
                     (shape.size() == 1 || shape[0] <= vector_limit);
  if (!sound) {
    refuse(where, "this tensor is no embedding: " + token, "floats of shape [width] or [n, width]",
           "another shape or type");
  }
  if (token.empty()) refuse(where, "the embedding has no name", "a token", "an empty text");
  return {.token = token,
          .type = found.type,
          .vectors = shape.size() == 1 ? 1 : shape[0],
          .width = shape.back(),
          .bytes = std::string(found.bytes)};
}

void refuse_sdxl(bool is_sdxl, const std::string& where) {
  if (is_sdxl) {
    refuse(where, "this embedding was made for SDXL", "one for Stable Diffusion v1",
           "the keys clip_l or clip_g");
  }
}

std::vector<CustomEmbedding> from_safetensors(std::string_view bytes,
                                              const std::filesystem::path& path) {
  const std::string where = path.string();
  const SafetensorsView view = read_safetensors(bytes, where, ErrorKind::bad_input);
  refuse_sdxl(view.tensors.contains("clip_l") || view.tensors.contains("clip_g"), where);
  std::vector<CustomEmbedding> result;
  for (const auto& [name, tensor] : view.tensors) {
    const std::string token = name == "emb_params" ? path.stem().string() : name;
    result.push_back(embedding(token, {tensor.type, tensor.shape, tensor.bytes}, where));
  }
  return result;
}

ElementType storage_type(const PickleValue& storage, const std::string& where) {
  const std::string& name = storage.items[0]->text;
  if (name == "torch FloatStorage") return ElementType::float32;
  if (name == "torch HalfStorage") return ElementType::float16;
  if (name == "torch BFloat16Storage") return ElementType::bfloat16;
  refuse(where, "this tensor type is not known", "Float, Half or BFloat16", name);
}

// torch.save puts the storages beside the pickle: "NAME/data.pkl", "NAME/data/0", "NAME/data/1" …
std::string_view storage_bytes(const Entries& entries, const std::string& folder,
                               const PickleValue& tensor, const std::string& where) {
  const auto found = entries.find(folder + "data/" + tensor.storage->items[1]->text);
  if (found == entries.end()) refuse(where, "a tensor's data are missing", "its storage", "none");
  std::size_t size = size_of(storage_type(*tensor.storage, where));
  const auto offset = static_cast<std::size_t>(tensor.integer) * size;
  for (const std::int64_t side : tensor.shape) size *= static_cast<std::size_t>(side);
  const std::string_view data = found->second;
  if (tensor.integer > static_cast<std::int64_t>(data.size()) || offset > data.size() ||
      size > data.size() - offset) {
    refuse(where, "a tensor's data are cut", std::to_string(size) + " bytes",
           std::to_string(data.size()));
  }
  return data.substr(offset, size);
}

class TorchFile {
 public:
  TorchFile(std::string_view bytes, const std::filesystem::path& path)
      : path_(path), where_(path.string()), entries_(read_stored_zip(bytes, where_)) {}

  [[nodiscard]] std::vector<CustomEmbedding> embeddings() const {
    const auto pickled = std::ranges::find_if(
        entries_, [](const auto& entry) { return entry.first.ends_with("/data.pkl"); });
    if (pickled == entries_.end()) refuse(where_, "this is no torch.save file", "data.pkl", "none");
    const std::string folder = pickled->first.substr(0, pickled->first.size() - 8);
    const Pickle pickle = read_pickle(pickled->second, where_);
    const PickleValue& root = *pickle.root;
    if (root.kind != Kind::dictionary)
      refuse(where_, "no embedding found", layouts, "no dictionary");
    refuse_sdxl(root.find("clip_l") != nullptr || root.find("clip_g") != nullptr, where_);

    if (const PickleValue* params = root.find("string_to_param")) {
      return {named("*", params->find("*"), a1111_name(root), folder)};
    }
    if (const PickleValue* params = root.find("emb_params")) {
      return {named("emb_params", params, path_.stem().string(), folder)};
    }
    std::vector<CustomEmbedding> result;
    for (const auto& [key, value] : root.entries) {
      if (key->kind != Kind::text) refuse(where_, "no embedding found", layouts, "other keys");
      result.push_back(named(key->text, value, key->text, folder));
    }
    return result;
  }

 private:
  [[nodiscard]] std::string a1111_name(const PickleValue& root) const {
    const PickleValue* name = root.find("name");
    const bool given = name != nullptr && name->kind == Kind::text && !name->text.empty();
    return given ? name->text : path_.stem().string();
  }

  [[nodiscard]] CustomEmbedding named(const std::string& key, const PickleValue* tensor,
                                      const std::string& token, const std::string& folder) const {
    if (tensor == nullptr || tensor->kind != Kind::tensor) {
      refuse(where_, "no embedding found", layouts, "\"" + key + "\" without a tensor");
    }
    return embedding(token,
                     {storage_type(*tensor->storage, where_), tensor->shape,
                      storage_bytes(entries_, folder, *tensor, where_)},
                     where_);
  }

  const std::filesystem::path& path_;
  std::string where_;
  Entries entries_;
};

}  // namespace

std::vector<CustomEmbedding> read_textual_inversion(const std::filesystem::path& path) {
  const std::string bytes = read_file(path, {.bytes = file_limit, .blame = ErrorKind::bad_input});
  std::vector<CustomEmbedding> result = looks_like_zip(bytes) ? TorchFile(bytes, path).embeddings()
                                        : path.extension() == ".safetensors"
                                            ? from_safetensors(bytes, path)
                                            : std::vector<CustomEmbedding>();
  if (result.empty()) {
    refuse(path.string(), "no embedding found", "a .safetensors, .bin or .pt file with a tensor",
           "something else", "files that torch saved before version 1.6 must be saved again");
  }
  return result;
}

}  // namespace maulstick::formats

#include "formats/safetensors.h"

#include <bit>
#include <cstring>

#include "base/json.h"

static_assert(std::endian::native == std::endian::little, "the format is little-endian");

namespace maulstick::formats {
namespace {

using nlohmann::json;

constexpr std::size_t length_bytes = 8;
constexpr std::uint64_t header_limit = std::uint64_t{8} << 20U;
constexpr std::size_t rank_limit = 8;

struct TypeName {
  ElementType type;
  const char* name;
  std::size_t size;
};
constexpr TypeName type_names[] = {{ElementType::float32, "F32", 4},
                                   {ElementType::float16, "F16", 2},
                                   {ElementType::bfloat16, "BF16", 2},
                                   {ElementType::int64, "I64", 8}};

const TypeName& named(ElementType type) {
  for (const TypeName& row : type_names) {
    if (row.type == type) return row;
  }
  return type_names[0];
}

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& where, ErrorKind blame)
      : bytes_(bytes), where_(where), blame_(blame) {}

  SafetensorsView read() {
    const std::string_view header = take_header();
    const json object = parse_json(header, {.where = where_, .blame = blame_});
    require(object.is_object(), "header", "a JSON object", object.type_name());
    SafetensorsView view;
    for (const auto& [name, entry] : object.items()) {
      if (name == "__metadata__") {
        view.metadata = metadata(entry);
      } else {
        view.tensors.emplace(name, tensor(name, entry));
      }
    }
    return view;
  }

 private:
  void require(bool holds, const std::string& what, std::string expected, std::string got) const {
    if (holds) return;
    throw Error(blame_, {.what = "this is no sound safetensors file: " + what,
                         .where = where_,
                         .expected = std::move(expected),
                         .got = std::move(got)});
  }

  std::string_view take_header() {
    require(bytes_.size() >= length_bytes, "length", "at least 8 bytes",
            std::to_string(bytes_.size()));
    std::uint64_t length = 0;
    std::memcpy(&length, bytes_.data(), length_bytes);
    require(length <= header_limit && length <= bytes_.size() - length_bytes, "header length",
            "a header inside the file, at most 8 MiB", std::to_string(length) + " bytes");
    data_ = bytes_.substr(length_bytes + length);
    return bytes_.substr(length_bytes, length);
  }

  [[nodiscard]] std::map<std::string, std::string> metadata(const json& entry) const {
    require(entry.is_object(), "__metadata__", "an object of texts", entry.type_name());
    std::map<std::string, std::string> result;
    for (const auto& [key, value] : entry.items()) {
      require(value.is_string(), "__metadata__", "texts", value.type_name());
      result.emplace(key, value.get<std::string>());
    }
    return result;
  }

  [[nodiscard]] ElementType type_of(const std::string& name, const json& entry) const {
    const bool has_type = entry.contains("dtype") && entry["dtype"].is_string();
    require(has_type, name, "a dtype", "none");
    const auto text = entry["dtype"].get<std::string>();
    for (const TypeName& row : type_names) {
      if (text == row.name) return row.type;
    }
    require(false, name, "F32, F16, BF16 or I64", text);
    return {};
  }

  [[nodiscard]] std::vector<std::uint64_t> naturals(const std::string& name, const json& entry,
                                                    const char* key) const {
    const bool is_list = entry.contains(key) && entry[key].is_array();
    require(is_list && entry[key].size() <= rank_limit, name, "a short list: " + std::string(key),
            "something else");
    std::vector<std::uint64_t> values;
    for (const json& item : entry[key]) {
      require(item.is_number_unsigned(), name, "whole numbers in " + std::string(key),
              item.type_name());
      values.push_back(item.get<std::uint64_t>());
    }
    return values;
  }

  [[nodiscard]] TensorView tensor(const std::string& name, const json& entry) const {
    require(entry.is_object(), name, "an object", entry.type_name());
    TensorView view = {.type = type_of(name, entry), .shape = {}, .bytes = {}};
    const auto offsets = naturals(name, entry, "data_offsets");
    require(offsets.size() == 2 && offsets[0] <= offsets[1] && offsets[1] <= data_.size(), name,
            "data inside the file", "offsets outside");
    std::uint64_t needed = size_of(view.type);
    for (const std::uint64_t side : naturals(name, entry, "shape")) {
      // No side and no product can exceed the file, so nothing here overflows.
      require(side <= data_.size() && needed <= data_.size(), name, "a shape that fits its data",
              "a larger one");
      needed *= side;
      view.shape.push_back(static_cast<std::int64_t>(side));
    }
    require(needed == offsets[1] - offsets[0], name,
            std::to_string(needed) + " bytes for its shape",
            std::to_string(offsets[1] - offsets[0]));
    view.bytes = data_.substr(offsets[0], needed);
    return view;
  }

  std::string_view bytes_;
  std::string_view data_;
  const std::string& where_;
  ErrorKind blame_;
};

}  // namespace

std::size_t size_of(ElementType type) {
  return named(type).size;
}

SafetensorsView read_safetensors(std::string_view bytes, const std::string& where,
                                 ErrorKind blame) {
  return Reader(bytes, where, blame).read();
}

std::string write_safetensors(const std::map<std::string, TensorView>& tensors,
                              const std::map<std::string, std::string>& metadata) {
  json header = json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::uint64_t offset = 0;
  for (const auto& [name, view] : tensors) {
    const std::uint64_t end = offset + view.bytes.size();
    header[name] = {
        {"dtype", named(view.type).name}, {"shape", view.shape}, {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');  // so that the data begins on 8 bytes

  std::string bytes(length_bytes, '\0');
  const std::uint64_t length = text.size();
  std::memcpy(bytes.data(), &length, length_bytes);
  bytes += text;
  for (const auto& [name, view] : tensors) bytes += view.bytes;
  return bytes;
}

}  // namespace maulstick::formats

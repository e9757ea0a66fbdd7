#pragma once
// The safetensors format (8 bytes of header length, a JSON header, raw little-endian data): a
// capped reader that copies nothing, and a writer. No tensor library: values are bytes with a type
// and a shape.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace maulstick::formats {

enum class ElementType { float32, float16, bfloat16, int64 };

std::size_t size_of(ElementType type);

struct TensorView {
  ElementType type;
  std::vector<std::int64_t> shape;
  std::string_view bytes;  // product(shape) · size_of(type), little-endian, inside the file's bytes
};

struct SafetensorsView {
  std::map<std::string, TensorView> tensors;
  std::map<std::string, std::string> metadata;
};

// Views into `bytes`, which must outlive them. Throws Error{blame}, naming `where`, for anything
// but a sound file: a header over 8 MiB, offsets that leave the file or do not fit the shape, other
// types.
SafetensorsView read_safetensors(std::string_view bytes, const std::string& where, ErrorKind blame);

// A whole file. Every view's bytes must fit its shape.
std::string write_safetensors(const std::map<std::string, TensorView>& tensors,
                              const std::map<std::string, std::string>& metadata);

}  // namespace maulstick::formats

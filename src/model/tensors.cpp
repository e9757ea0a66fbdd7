#include "model/tensors.h"

#include <ATen/ATen.h>

#include <sstream>

namespace maulstick::model {
namespace {

using formats::ElementType;

struct TypePair {
  ElementType element;
  at::ScalarType scalar;
};
constexpr TypePair types[] = {{ElementType::float32, at::kFloat},
                              {ElementType::float16, at::kHalf},
                              {ElementType::bfloat16, at::kBFloat16},
                              {ElementType::int64, at::kLong}};

std::string words_for(at::IntArrayRef shape) {
  std::ostringstream text;
  text << "[";
  const char* separator = "";
  for (const std::int64_t side : shape) {
    text << separator;
    if (side < 0)
      text << "any";
    else
      text << side;
    separator = ", ";
  }
  text << "]";
  return text.str();
}

}  // namespace

at::Tensor to_tensor(const formats::TensorView& view) {
  at::ScalarType scalar = at::kFloat;
  for (const TypePair& pair : types) {
    if (pair.element == view.type) scalar = pair.scalar;
  }
  // from_blob wants a pointer it might write through; the clone is taken before anybody can.
  void* data = const_cast<char*>(view.bytes.data());
  return at::from_blob(data, view.shape, at::TensorOptions().dtype(scalar)).clone();
}

formats::TensorView to_view(const at::Tensor& tensor) {
  ElementType element = ElementType::float32;
  for (const TypePair& pair : types) {
    if (pair.scalar == tensor.scalar_type()) element = pair.element;
  }
  return {.type = element,
          .shape = tensor.sizes().vec(),
          .bytes = {static_cast<const char*>(tensor.const_data_ptr()), tensor.nbytes()}};
}

void require_shape(const at::Tensor& tensor, at::IntArrayRef shape, const std::string& what) {
  bool fits = tensor.dim() == static_cast<std::int64_t>(shape.size());
  std::int64_t axis = 0;
  for (const std::int64_t side : shape) {
    fits = fits && (side < 0 || tensor.size(axis) == side);
    ++axis;
  }
  if (fits) return;
  throw Error(ErrorKind::model, {.what = "a network of the model gives another shape",
                                 .where = what,
                                 .expected = words_for(shape),
                                 .got = words_for(tensor.sizes())});
}

}  // namespace maulstick::model

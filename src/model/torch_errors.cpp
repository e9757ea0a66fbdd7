#include "model/torch_errors.h"

#include <c10/util/Exception.h>

#include <new>

namespace maulstick::model {
namespace {

// What was thrown, without the back-trace that torch appends to what().
std::string words_of(const std::exception& fault) {
  const auto* torch_fault = dynamic_cast<const c10::Error*>(&fault);
  return torch_fault != nullptr ? torch_fault->what_without_backtrace() : fault.what();
}

// The line that says what happened: the interpreter puts its own position before it.
std::string telling_line(const std::string& text) {
  constexpr std::string_view marker = "RuntimeError: ";
  const std::size_t marked = text.rfind(marker);
  const std::size_t begin = marked == std::string::npos ? 0 : marked + marker.size();
  return text.substr(begin, text.find('\n', begin) - begin);
}

bool mentions(const std::string& text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (text.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

void rethrow(const std::exception& fault, ErrorKind kind, const std::string& where) {
  const std::string words = words_of(fault);
  const bool out_of_memory = dynamic_cast<const std::bad_alloc*>(&fault) != nullptr ||
                             dynamic_cast<const c10::OutOfMemoryError*>(&fault) != nullptr ||
                             mentions(words, {"can't allocate memory", "out of memory"});
  if (out_of_memory) {
    throw Error(ErrorKind::device, {.what = "memory ran out",
                                    .where = where,
                                    .expected = "enough memory for the picture",
                                    .got = "a failed allocation",
                                    .hint = "try a smaller picture, or --precision bfloat16"});
  }
  // oneDNN says no more than this, mostly because it found no memory.
  const bool no_primitive = mentions(words, {"could not create a primitive", "could not execute"});
  if (no_primitive || mentions(words, {"CUDA error", "CUDNN", "cuDNN", "MPS backend"})) {
    kind = ErrorKind::device;
  }
  throw Error(kind, {.what = kind == ErrorKind::model ? "a network of the model cannot be used"
                                                      : "the computation failed",
                     .where = where,
                     .expected = "a network and a device that work",
                     .got = telling_line(words)});
}

}  // namespace maulstick::model

#include "engine/trace.h"

#include <ATen/ATen.h>

#include <cstdio>
#include <utility>

#include "base/file.h"
#include "formats/safetensors.h"
#include "model/tensors.h"

namespace maulstick {

Trace::Trace(std::filesystem::path path) : path_(std::move(path)) {
  if (!path_.empty()) check_writable(path_);
}

void Trace::record(const std::string& name, const at::Tensor& tensor) {
  if (path_.empty() || !tensor.defined()) return;
  tensors_[name] = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
}

void Trace::record(const std::string& name, int step, const at::Tensor& tensor) {
  char number[16];
  std::snprintf(number, sizeof number, "/%03d", step);
  record(name + number, tensor);
}

void Trace::write() const {
  if (path_.empty()) return;
  std::map<std::string, formats::TensorView> views;
  for (const auto& [name, tensor] : tensors_) views.emplace(name, model::to_view(tensor));
  write_file_atomically(path_, formats::write_safetensors(views, {{"format", "maulstick-trace"}}));
}

}  // namespace maulstick

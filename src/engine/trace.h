#pragma once
// The run as tensors, for whoever wants to compare it number for number (docs/trace.md).

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>

namespace maulstick {

class Trace {
 public:
  // An empty path records nothing. Throws Error{output} if the file could not be written.
  explicit Trace(std::filesystem::path path);

  void record(const std::string& name, const at::Tensor& tensor);
  void record(const std::string& name, int step, const at::Tensor& tensor);  // "name/007"

  // Throws Error{output}.
  void write() const;

 private:
  std::filesystem::path path_;
  std::map<std::string, at::Tensor> tensors_;  // float32, on the CPU
};

}  // namespace maulstick

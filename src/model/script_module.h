#pragma once
// One network of a bundle, ready to run. Only script_module.cpp, graph_pass.cpp and graph_patterns.cpp know
// that networks are TorchScript archives today.

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <filesystem>
#include <memory>
#include <vector>

namespace maulstick::model {

struct Placement {
  at::Device device = at::kCPU;
  at::ScalarType precision = at::kFloat;  // float32, float16 or bfloat16
  bool own_layers = true;                 // those of operators/layers.h, where they suit
  bool bfloat16_products = false;         // of those, linear layers and 1×1 convolutions
};

// Whether a network placed there computes with layers of our own.
bool has_own_layers(const Placement& placement);

// The same, but bfloat16 on a CPU that multiplies in it becomes what is fastest there. With matrix units (AMX)
// that is all of it; without, products of matrices alone: the rest is as fast in float32, and more exact.
Placement with_fast_bfloat16(const Placement& placement);

class ScriptModule {
 public:
  // Weights are read on the CPU, converted, moved and frozen: constants of a flat graph, in
  // inference mode, without gradients of their own. The file must have been checked before: loading
  // runs code that the archive contains. Throws Error{model} if torch cannot read it, Error{device}
  // if memory or the device fails.
  static ScriptModule load(const std::filesystem::path& archive, const Placement& placement);

  // Inputs and output on the module's device; gradients flow if the grad mode is on. Throws
  // Error{device} if memory or the device fails, Error{model} if the module does not fit its
  // inputs.
  [[nodiscard]] at::Tensor operator()(const std::vector<at::Tensor>& inputs) const;

 private:
  struct Impl;
  explicit ScriptModule(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

}  // namespace maulstick::model

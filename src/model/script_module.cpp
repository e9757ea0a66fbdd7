#include "model/script_module.h"

#include <ATen/cpu/Utils.h>
#include <caffe2/serialize/inline_container.h>
#include <torch/csrc/jit/passes/freeze_module.h>
#include <torch/csrc/jit/passes/tensorexpr_fuser.h>
#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/csrc/jit/runtime/profiling_graph_executor_impl.h>
#include <torch/csrc/jit/serialization/import.h>

#include <string>
#include <utility>

#include "model/graph_pass.h"
#include "model/torch_errors.h"
#include "operators/tensor_memory.h"

namespace maulstick::model {
namespace {

// Without profiling the first run is like every other: nothing is measured, recompiled or fused.
void use_plain_executor() {
  torch::jit::getExecutorMode() = false;
  torch::jit::getProfilingMode() = false;
  torch::jit::setTensorExprFuserEnabled(false);
}

void place(const torch::jit::Module& module, const Placement& placement) {
  const auto convert = [&placement](at::Tensor tensor) {
    // An archive keeps the flags its tensors had; backward passes must not reach the weights.
    tensor.set_requires_grad(false);
    const at::ScalarType type =
        tensor.is_floating_point() ? placement.precision : tensor.scalar_type();
    tensor.set_data(tensor.to(placement.device, type));
  };
  for (const at::Tensor& tensor : module.parameters()) convert(tensor);
  for (const at::Tensor& tensor : module.buffers()) convert(tensor);
}

// torch.save and torch.jit.save both write zip archives of the same look; only the second has constants.
void require_torchscript(const std::filesystem::path& archive) {
  caffe2::serialize::PyTorchStreamReader reader(archive.string());
  if (reader.hasRecord("constants.pkl")) return;
  throw Error(ErrorKind::model,
              {.what = "this file was written by torch.save, not by torch.jit.save",
               .where = archive.string(),
               .expected = "a TorchScript archive",
               .got = "plain tensors or a pickled module",
               .hint = "scripts/export_weights.py makes TorchScript of models"});
}

}  // namespace

bool has_own_layers(const Placement& placement) {
  return placement.own_layers && placement.device.is_cpu() && placement.precision == at::kFloat;
}

Placement with_fast_bfloat16(const Placement& placement) {
  Placement result = placement;
  if (placement.precision != at::kBFloat16 || !placement.own_layers || !placement.device.is_cpu()) {
    return result;
  }
  const auto capabilities = at::cpu::get_cpu_capabilities();
  const auto has = [&capabilities](const char* name) {
    const auto found = capabilities.find(name);
    return found != capabilities.end() && found->second.toBool();
  };
  result.bfloat16_products = has("avx512_bf16") && !has("amx_bf16");
  if (result.bfloat16_products) result.precision = at::kFloat;
  return result;
}

struct ScriptModule::Impl {
  torch::jit::Module module;
  std::string name;  // of the file, for messages
};

ScriptModule::ScriptModule(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}

ScriptModule ScriptModule::load(const std::filesystem::path& archive, const Placement& placement) {
  return guarded(ErrorKind::model, archive.string(), [&] {
    require_torchscript(archive);
    use_plain_executor();
    torch::jit::Module module = torch::jit::load(archive.string(), at::kCPU);
    module.eval();
    place(module, placement);
    module = torch::jit::freeze_module(module);
    if (placement.own_layers && placement.device.is_cpu()) {
      operators::keep_tensor_memory();
      if (has_own_layers(placement)) {
        use_own_layers(module.get_method("forward").graph(),
                       placement.bfloat16_products ? Products::bfloat16 : Products::float32);
      }
      operators::release_tensor_memory();  // weights as they were read
    }
    return ScriptModule(std::make_shared<Impl>(Impl{module, archive.filename().string()}));
  });
}

at::Tensor ScriptModule::operator()(const std::vector<at::Tensor>& inputs) const {
  return guarded(ErrorKind::model, impl_->name, [&] {
    return impl_->module.forward({inputs.begin(), inputs.end()}).toTensor();
  });
}

}  // namespace maulstick::model

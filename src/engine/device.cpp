#include "engine/device.h"

#include <ATen/Context.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/CachingDeviceAllocator.h>

#include "engine/device_names.h"
#include "engine/system_memory.h"
#include "model/torch_errors.h"

namespace maulstick {
namespace {

std::uint64_t main_memory() {
  const auto memory = system_memory();
  return memory ? memory->total : 0;
}

std::uint64_t cuda_memory(int index) {
  return model::guarded(ErrorKind::device, "cuda:" + std::to_string(index), [index] {
    at::globalContext().lazyInitDevice(at::kCUDA);
    const auto device = static_cast<c10::DeviceIndex>(index);
    return c10::getDeviceAllocator(at::kCUDA)->getMemoryInfo(device).second;
  });
}

}  // namespace

std::vector<DeviceInfo> devices() {
  // float16 is not worth offering on a CPU: most emulate it, ten times slower than float32.
  std::vector<DeviceInfo> list = {{.name = "cpu",
                                   .label = processor_name(),
                                   .memory = main_memory(),
                                   .precisions = {Precision::float32, Precision::bfloat16}}};
  const int count = at::hasCUDA() ? at::detail::getCUDAHooks().deviceCount() : 0;
  for (int index = 0; index < count; ++index) {
    list.push_back({.name = "cuda:" + std::to_string(index),
                    .label = cuda_device_name(index),
                    .memory = cuda_memory(index),
                    .precisions = {Precision::float32, Precision::float16, Precision::bfloat16}});
  }
  if (at::hasMPS()) {
    list.push_back({.name = "mps",
                    .label = "Apple GPU",
                    .memory = main_memory(),  // which it shares
                    .precisions = {Precision::float32, Precision::float16}});
  }
  return list;
}

}  // namespace maulstick

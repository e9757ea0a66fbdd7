#include "engine/placement.h"

#include <ATen/Context.h>
#include <ATen/detail/CUDAHooksInterface.h>

#include <cstdlib>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "engine/numbers.h"

namespace maulstick {
namespace {

at::ScalarType scalar_type(Precision precision) {
  switch (precision) {
    case Precision::float16: return at::kHalf;
    case Precision::bfloat16: return at::kBFloat16;
    case Precision::float32: break;
  }
  return at::kFloat;
}

[[noreturn]] void refuse_name(const std::string& device) {
  throw Error(ErrorKind::bad_input, {.what = "the device is not known",
                                     .where = "--device",
                                     .expected = "auto, cpu, cuda, cuda:N or mps",
                                     .got = "\"" + device + "\""});
}

void require(bool available, const std::string& device, const std::string& found) {
  if (available) return;
  throw Error(ErrorKind::device, {.what = "this machine does not have the device",
                                  .where = "--device",
                                  .expected = device,
                                  .got = found,
                                  .hint = "--device auto takes the best there is"});
}

// "cuda" or "cuda:N".
at::Device cuda_device(const std::string& name) {
  std::optional<std::int64_t> index = 0;
  if (name != "cuda") {
    if (!name.starts_with("cuda:") || name.size() > 7) refuse_name(name);
    index = parse_whole(name.substr(5));
    if (!index || *index < 0) refuse_name(name);
  }
  const auto count = at::hasCUDA() ? at::detail::getCUDAHooks().deviceCount() : 0;
  require(*index < count, name, std::to_string(count) + " CUDA devices");
  return {at::kCUDA, static_cast<at::DeviceIndex>(*index)};
}

at::Device choose_device(const std::string& name) {
  if (name == "cpu") return at::kCPU;
  if (name == "mps") {
    require(at::hasMPS(), name, "no MPS");
    return at::kMPS;
  }
  if (name == "auto") {
    if (at::hasCUDA()) return {at::kCUDA, 0};
    return at::hasMPS() ? at::kMPS : at::kCPU;
  }
  return cuda_device(name);
}

}  // namespace

model::Placement choose_placement(const std::string& device, Precision precision) {
  // For comparing, and should the layers of our own be in doubt.
  const char* layers = std::getenv("MAULSTICK_LAYERS");
  return model::with_fast_bfloat16(
      {.device = choose_device(device),
       .precision = scalar_type(precision),
       .own_layers = layers == nullptr || std::string_view(layers) != "torch"});
}

}  // namespace maulstick

// What the parts of a guided picture cost: loading, one call of the UNet with both halves of
// classifier-free guidance, the decoder, and the decoder with its gradient.
//
//   cmake --build build/release --target bench_networks
//   build/release/bin/bench_networks BUNDLE own|torch|bfloat16 [REPEATS [THREADS [OUTPUTS]]]
//
// `torch` leaves the networks as they were exported, `bfloat16` is the program's fast precision. Prints one
// JSON object: seconds of every repeat, and the memory in GiB that each part took over the loaded networks
// at its peak. The results' floats go into the folder OUTPUTS; the inputs are the bits that torch.randn
// draws in the same order with seed 14 (bench/peers.py).

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "base/huge_pages.h"
#include "model/bundle.h"
#include "model/networks.h"
#include "operators/tensor_memory.h"

namespace {

using namespace maulstick;
using Json = nlohmann::ordered_json;

double memory_gib(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(field + ":")) return std::stod(line.substr(field.size() + 1)) / (1 << 20);
  }
  return 0;
}

// The peak counts from now on.
void forget_peak() {
  std::ofstream("/proc/self/clear_refs") << "5";
}

Json measure(int repeats, double loaded_gib, const std::function<void()>& part) {
  Json seconds = Json::array();
  operators::release_tensor_memory();  // what the part before left
  forget_peak();
  for (int i = 0; i < repeats; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    part();
    seconds.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  return {{"seconds", seconds}, {"added_gib", memory_gib("VmHWM") - loaded_gib}};
}

at::Tensor gradient(const model::VaeDecoder& decoder, const at::Tensor& latents,
                    const at::Tensor& slope) {
  const at::AutoGradMode with_gradient(true);
  const at::Tensor leaf = latents.detach().requires_grad_();
  return torch::autograd::grad({decoder.picture(leaf)}, {leaf}, {slope}).front();
}

void write_floats(const std::filesystem::path& file, const at::Tensor& tensor) {
  const at::Tensor floats = tensor.detach().to(at::kFloat).contiguous();
  std::ofstream(file, std::ios::binary)
      .write(static_cast<const char*>(floats.const_data_ptr()),
             static_cast<std::streamsize>(floats.nbytes()));
}

}  // namespace

int main(int count, char** arguments) {
  const std::string mode = count > 2 ? arguments[2] : "";
  const int repeats = count > 3 ? std::atoi(arguments[3]) : 3;
  const int threads = count > 4 ? std::atoi(arguments[4]) : 2;
  if ((mode != "own" && mode != "torch" && mode != "bfloat16") || repeats < 1 || threads < 1) {
    std::fprintf(stderr,
                 "usage: bench_networks BUNDLE own|torch|bfloat16 [REPEATS [THREADS [OUTPUTS]]]\n");
    return 2;
  }
  use_huge_pages();
  at::set_num_threads(threads);
  const model::Placement placement =
      model::with_fast_bfloat16({.precision = mode == "bfloat16" ? at::kBFloat16 : at::kFloat,
                                 .own_layers = mode != "torch"});
  const model::Bundle bundle = model::Bundle::open(arguments[1]);
  const at::AutoGradMode without_gradient(false);

  const auto begin = std::chrono::steady_clock::now();
  const model::Unet unet(bundle, placement);
  const model::VaeDecoder decoder(bundle, model::picture_placement(placement));
  Json result;
  result["load_s"] =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const double loaded = memory_gib("VmRSS");
  result["loaded_gib"] = loaded;

  const model::Latents& entry = bundle.manifest().latents;
  at::manual_seed(14);
  const at::Tensor latents =
      at::randn({1, 4, entry.height / entry.factor, entry.width / entry.factor});
  const at::Tensor context =
      at::randn({2, 77, bundle.manifest().text_encoder.width}).to(placement.precision);
  const at::Tensor slope = at::randn({1, 3, entry.height, entry.width});
  const at::Tensor both = latents.repeat({2, 1, 1, 1});
  at::Tensor noise;
  at::Tensor picture;
  at::Tensor dx;
  result["cfg step"] = measure(repeats, loaded, [&] { noise = unet.noise(both, 500, context); });
  result["decode"] = measure(repeats, loaded, [&] { picture = decoder.picture(latents); });
  result["decode and gradient"] =
      measure(repeats, loaded, [&] { dx = gradient(decoder, latents, slope); });
  if (count > 5) {
    const std::filesystem::path folder = arguments[5];
    write_floats(folder / "noise.f32", noise);
    write_floats(folder / "picture.f32", picture);
    write_floats(folder / "gradient.f32", dx);
  }
  std::printf("%s\n", result.dump().c_str());
  return 0;
}

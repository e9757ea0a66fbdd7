// What the parts of a guided picture cost: loading, one call of the UNet with both halves of
// classifier-free guidance, the decoder, and the decoder with its gradient.
//
//   cmake --build build/release --target bench_networks
//   build/release/bin/bench_networks BUNDLE own|torch|bfloat16 [REPEATS [THREADS [SIDE]]]
//
// `torch` leaves the networks as they were exported, `bfloat16` is the program's fast precision. Prints one JSON object: seconds of every repeat, and
// the memory in GiB that each part added at its peak.

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/huge_pages.h"
#include "model/bundle.h"
#include "model/networks.h"

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

Json measure(int repeats, const std::function<void()>& part) {
  Json seconds = Json::array();
  forget_peak();
  const double before = memory_gib("VmRSS");
  for (int i = 0; i < repeats; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    part();
    seconds.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  return {{"seconds", seconds}, {"added_gib", memory_gib("VmHWM") - before}};
}

void gradient(const model::VaeDecoder& decoder, const at::Tensor& latents, const at::Tensor& slope,
              at::Tensor& result) {
  const at::AutoGradMode with_gradient(true);
  const at::Tensor leaf = latents.detach().requires_grad_();
  result = torch::autograd::grad({decoder.picture(leaf)}, {leaf}, {slope}).front();
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::fprintf(stderr, "usage: bench_networks BUNDLE own|torch|bfloat16 [REPEATS [THREADS [SIDE]]]\n");
    return 2;
  }
  use_huge_pages();
  const int repeats = count > 3 ? std::atoi(arguments[3]) : 3;
  at::set_num_threads(count > 4 ? std::atoi(arguments[4]) : 2);
  const std::string mode = arguments[2];
  const model::Placement placement = {
      .precision = mode == "bfloat16" ? at::kBFloat16 : at::kFloat, .own_layers = mode != "torch"};
  const model::Bundle bundle = model::Bundle::open(arguments[1]);
  const at::AutoGradMode without_gradient(false);

  Json result;
  std::optional<model::Unet> unet;
  std::optional<model::VaeDecoder> decoder;
  result["load unet"] = measure(1, [&] { unet.emplace(bundle, placement); });
  result["load decoder"] = measure(1, [&] { decoder.emplace(bundle, model::picture_placement(placement)); });
  result["loaded_gib"] = memory_gib("VmRSS");

  const std::int64_t factor = bundle.manifest().latents.factor;
  const std::int64_t side = count > 5 ? std::atoi(arguments[5]) / factor
                                      : bundle.manifest().latents.width / factor;
  at::manual_seed(14);
  const at::Tensor latents = at::randn({1, 4, side, side});
  const at::Tensor both = latents.repeat({2, 1, 1, 1});
  const at::Tensor context =
      at::randn({2, 77, bundle.manifest().text_encoder.width}).to(placement.precision);
  const at::Tensor slope = at::randn({1, 3, side * factor, side * factor});
  at::Tensor dx;
  result["cfg step"] = measure(repeats, [&] { (void)unet->noise(both, 500, context); });
  result["decode"] = measure(repeats, [&] { (void)decoder->picture(latents); });
  result["decode and gradient"] =
      measure(repeats, [&] { gradient(*decoder, latents, slope, dx); });
  std::printf("%s\n", result.dump().c_str());
  return 0;
}

#include "engine/memory.h"

#include <ATen/Context.h>
#include <c10/core/CachingDeviceAllocator.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/placement.h"
#include "engine/system_memory.h"
#include "model/bundle.h"
#include "model/networks.h"
#include "model/torch_errors.h"

namespace maulstick {
namespace {

// What networks take grows with a power of their size from one model to another: factor · (weights in
// millions)^exponent. Measured on two architectures, Easel's (a decoder of 1.8 million, a UNet of 7.1, by
// their files) and Stable Diffusion v1's (49.5 and 859.7), which fixes both numbers (docs/design.md).
struct Law {
  double factor;
  double exponent;

  // An empty file is refused later, by name.
  [[nodiscard]] double of(double millions) const {
    return factor * std::pow(std::max(millions, 1e-3), exponent);
  }
};

// Activations: bytes a pixel, by the decoder's size, in float32.
struct Activations {
  Law plain;
  Law guided;
};
constexpr Activations own_activations = {.plain = {235, 0.546}, .guided = {687, 0.626}};
constexpr Activations torch_activations = {.plain = {595, 0.493}, .guided = {2537, 0.577}};

// Layers of our own keep the weights of convolutions transformed, four times as large: all of a decoder's, a
// share of a UNet's that falls with its size. What that adds, in parts of the network's own weights.
constexpr double decoder_transformed = 2.9;
constexpr Law unet_transformed = {2.365, -0.431};

// The share of a UNet's weights that is linear layers and 1×1 convolutions: 0.33 and 0.37. A text encoder's
// module is nothing else.
constexpr double unet_products = 0.35;

// Between these the laws are interpolation.
constexpr double smallest_decoder = 1.5;  // millions of weights
constexpr double largest_decoder = 55;
constexpr double largest_picture = 512 * 512;  // pixels

// Weights take a little more than their numbers: graphs, and blocks that do not fit.
constexpr double weights_share = 1.025;

// What torch keeps beside tensors: code and tables; with CUDA, mostly the driver's context, which is
// an estimate.
constexpr double program_on_cpu = 190 * 1048576.0;
constexpr double program_on_card = 600 * 1048576.0;

double bytes_of(const std::string& stored_as) {
  return stored_as == "float32" ? 4 : 2;
}

double file_bytes(const model::Manifest& manifest, const std::string& name) {
  return static_cast<double>(manifest.files.at(name).bytes);
}

// Numbers in some files of a bundle.
double count_weights(const model::Manifest& manifest, const std::vector<std::string>& files) {
  double bytes = 0;
  for (const std::string& name : files) bytes += file_bytes(manifest, name);
  return bytes / bytes_of(manifest.precision);
}

// Bytes of the weights that painting loads. The VAE's encoder stays on the disk.
double weights_of(const model::Manifest& manifest, const model::Placement& placement) {
  const model::Placement pictures = model::picture_placement(placement);
  const double unet = count_weights(manifest, {manifest.unet});
  const double decoder = count_weights(manifest, {manifest.vae_decoder});
  const double texts =
      count_weights(manifest, {manifest.text_encoder.module, manifest.text_encoder.tokens});
  const double clip = count_weights(
      manifest, {manifest.clip.image_module, manifest.clip.text.module, manifest.clip.text.tokens});
  const auto size = [](at::ScalarType type) { return static_cast<double>(at::elementSize(type)); };
  double bytes =
      (texts + unet) * size(placement.precision) + (decoder + clip) * size(pictures.precision);
  if (model::has_own_layers(pictures)) bytes += 4 * decoder * decoder_transformed;
  if (model::has_own_layers(placement)) bytes += 4 * unet * unet_transformed.of(unet / 1e6);
  if (placement.bfloat16_products) {
    bytes -= 2 * (unet_products * unet + count_weights(manifest, {manifest.text_encoder.module}));
  }
  return weights_share * bytes;
}

std::uint64_t whole(double bytes) {
  return static_cast<std::uint64_t>(std::llround(bytes));
}

}  // namespace

std::uint64_t MemoryForecast::total() const {
  return program + weights + std::max(plain_step, guided_step);
}

MemoryForecast forecast_memory(const EngineOptions& options, int width, int height, bool guided) {
  const model::Bundle bundle = model::Bundle::open(options.model);
  const model::Manifest& manifest = bundle.manifest();
  const model::Placement placement = choose_placement(options.device, options.precision);
  const model::Placement pictures = model::picture_placement(placement);
  const bool on_cpu = placement.device.is_cpu();
  const double pixels = static_cast<double>(width > 0 ? width : manifest.latents.width) *
                        static_cast<double>(height > 0 ? height : manifest.latents.height);
  const double decoder = count_weights(manifest, {manifest.vae_decoder}) / 1e6;
  const bool own = model::has_own_layers(pictures);
  const Activations& laws = own ? own_activations : torch_activations;
  const auto activations = [&](const Law& law) {
    return whole(pixels * law.of(decoder) *
                 static_cast<double>(at::elementSize(pictures.precision)) / 4);
  };
  const bool measured = own && options.precision == Precision::float32 &&
                        pixels <= largest_picture && decoder >= smallest_decoder &&
                        decoder <= largest_decoder;
  return {.program = whole(on_cpu ? program_on_cpu : program_on_card),
          .weights = whole(weights_of(manifest, placement)),
          .plain_step = activations(laws.plain),
          .guided_step = guided ? activations(laws.guided) : 0,
          .certainty = measured ? Certainty::measured : Certainty::computed};
}

std::optional<std::uint64_t> available_memory(const std::string& device) {
  const at::Device place = choose_placement(device, Precision::float32).device;
  if (place.is_cuda()) {
    return model::guarded(ErrorKind::device, device, [&place] {
      at::globalContext().lazyInitDevice(at::kCUDA);
      return c10::getDeviceAllocator(at::kCUDA)->getMemoryInfo(place.index()).first;
    });
  }
  // An Apple GPU shares it.
  const auto memory = system_memory();
  return memory ? std::optional(memory->available) : std::nullopt;
}

}  // namespace maulstick

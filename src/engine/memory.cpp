#include "engine/memory.h"

#include <ATen/Context.h>
#include <c10/core/CachingDeviceAllocator.h>

#include <algorithm>
#include <cmath>

#include "engine/placement.h"
#include "engine/system_memory.h"
#include "model/bundle.h"
#include "model/torch_errors.h"

namespace maulstick {
namespace {

// The networks' activations grow with the pixels, and from one model to another with a power of the
// decoder's size: bytes a pixel = factor · (its weights in millions)^exponent, in float32. Measured
// on two architectures, Easel's (1.8 million) and Stable Diffusion v1's (49.5 million), which fixes
// both numbers (docs/design.md).
struct Law {
  double factor;
  double exponent;
};
constexpr Law plain_law = {595, 0.493};
constexpr Law guided_law = {2537, 0.577};

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

double bytes_of(Precision precision) {
  return precision == Precision::float32 ? 4 : 2;
}

double file_bytes(const model::Manifest& manifest, const std::string& name) {
  return static_cast<double>(manifest.files.at(name).bytes);
}

// Of what painting loads, as a number of weights. The VAE's encoder stays on the disk.
double count_weights(const model::Manifest& manifest) {
  double bytes = 0;
  for (const std::string& name : {manifest.text_encoder.module, manifest.text_encoder.tokens,
                                  manifest.unet, manifest.vae_decoder, manifest.clip.image_module,
                                  manifest.clip.text.module, manifest.clip.text.tokens}) {
    bytes += file_bytes(manifest, name);
  }
  return bytes / bytes_of(manifest.precision);
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
  const bool on_cpu = choose_placement(options.device, options.precision).device.is_cpu();
  const double pixels = static_cast<double>(width > 0 ? width : manifest.latents.width) *
                        static_cast<double>(height > 0 ? height : manifest.latents.height);
  const double decoder =
      file_bytes(manifest, manifest.vae_decoder) / bytes_of(manifest.precision) / 1e6;
  const double size = bytes_of(options.precision);
  const auto activations = [&](const Law& law) {
    return whole(pixels * law.factor * std::pow(decoder, law.exponent) * size / 4);
  };
  const bool measured = on_cpu && options.precision == Precision::float32 &&
                        pixels <= largest_picture && decoder >= smallest_decoder &&
                        decoder <= largest_decoder;
  return {.program = whole(on_cpu ? program_on_cpu : program_on_card),
          .weights = whole(weights_share * count_weights(manifest) * size),
          .plain_step = activations(plain_law),
          .guided_step = guided ? activations(guided_law) : 0,
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

#include "model/networks.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <type_traits>

#include "base/stop.h"
#include "model/clip_pixels.h"
#include "model/tensors.h"
#include "operators/tensor_memory.h"

namespace maulstick::model {
namespace {

at::Tensor per_channel(const std::array<double, 3>& values, const at::Device& device) {
  const at::Tensor channels = at::tensor({values[0], values[1], values[2]}, at::kDouble);
  return channels.to(at::kFloat).view({1, 3, 1, 1}).to(device);
}

}  // namespace

Unet::Unet(const Bundle& bundle, const Placement& placement)
    : placement_(placement),
      module_(ScriptModule::load(bundle.path_of(bundle.manifest().unet), placement)) {}

at::Tensor Unet::noise(const at::Tensor& scaled_latents, float timestep,
                       const at::Tensor& context) const {
  const at::Tensor time =
      at::full({1}, timestep, at::TensorOptions(placement_.device).dtype(at::kFloat));
  const at::Tensor noise = module_({scaled_latents.to(placement_.precision), time, context});
  require_shape(noise, scaled_latents.sizes(), "UNet");
  return noise.to(at::kFloat);
}

VaeDecoder::VaeDecoder(const Bundle& bundle, const Placement& placement)
    : placement_(placement),
      module_(ScriptModule::load(bundle.path_of(bundle.manifest().vae_decoder), placement)),
      scale_(bundle.manifest().latents.scale),
      factor_(bundle.manifest().latents.factor) {}

at::Tensor VaeDecoder::picture(const at::Tensor& latents) const {
  const at::Tensor decoded = module_({((1.0 / scale_) * latents).to(placement_.precision)});
  require_shape(decoded, {latents.size(0), 3, latents.size(2) * factor_, latents.size(3) * factor_},
                "VAE decoder");
  return (decoded.to(at::kFloat) / 2 + 0.5).clamp(0, 1);
}

GuidanceClip::GuidanceClip(const Bundle& bundle, const Placement& placement)
    : placement_(placement),
      tokens_(bundle, bundle.manifest().clip.text, placement),
      text_module_(
          ScriptModule::load(bundle.path_of(bundle.manifest().clip.text.module), placement)),
      image_module_(
          ScriptModule::load(bundle.path_of(bundle.manifest().clip.image_module), placement)),
      entry_(bundle.manifest().clip),
      mean_(per_channel(entry_.mean, placement.device)),
      std_(per_channel(entry_.std, placement.device)) {}

at::Tensor GuidanceClip::image_features(const at::Tensor& pictures) const {
  const at::Tensor pixels = clip_pixels(pictures, entry_.image_size, mean_, std_);
  const at::Tensor features = image_module_({pixels.to(placement_.precision)});
  require_shape(features, {pictures.size(0), entry_.features}, "guidance CLIP, pictures");
  return features.to(at::kFloat);
}

at::Tensor GuidanceClip::text_features(std::string_view prompt) const {
  const std::vector<std::int64_t> ids = tokens_.encode(prompt).ids;
  const at::Tensor position =
      at::full({1}, pooled_position(ids), at::TensorOptions(placement_.device).dtype(at::kLong));
  const at::Tensor features = text_module_({tokens_.embed(ids), position});
  require_shape(features, {1, entry_.features}, "guidance CLIP, text");
  return features.to(at::kFloat);
}

std::int64_t GuidanceClip::pooled_position(const std::vector<std::int64_t>& ids) const {
  const auto found = entry_.pooling == Pooling::first_end
                         ? std::ranges::find(ids, tokens_.frame().end)
                         : std::ranges::max_element(ids);
  return found - ids.begin();
}

KeptMemory::~KeptMemory() {
  operators::release_tensor_memory();
}

Placement picture_placement(const Placement& placement) {
  Placement result = placement;
  if (placement.device.is_cpu() && placement.own_layers) result.precision = at::kFloat;
  result.bfloat16_products = false;
  return result;
}

Networks Networks::load(const Bundle& bundle, const Placement& placement,
                        const std::stop_token& stop) {
  const auto load_next = [&]<typename Network>(std::type_identity<Network>,
                                               const Placement& where) {
    throw_if_stopped(stop, "loading", bundle.folder().string());
    return Network(bundle, where);
  };
  const Placement for_pictures = picture_placement(placement);
  // Braces keep the order.
  return {KeptMemory(), load_next(std::type_identity<TextEncoder>{}, placement),
          load_next(std::type_identity<Unet>{}, placement),
          load_next(std::type_identity<VaeDecoder>{}, for_pictures),
          load_next(std::type_identity<GuidanceClip>{}, for_pictures)};
}

}  // namespace maulstick::model

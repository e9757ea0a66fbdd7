#pragma once
// The networks of a bundle behind the shapes and units that the sampler and the guide speak in:
// latents and pictures are float32 tensors on the device, whatever precision the networks compute
// in.

#include <ATen/core/Tensor.h>

#include <stop_token>
#include <string_view>

#include "model/bundle.h"
#include "model/script_module.h"
#include "model/text_encoder.h"

namespace maulstick::model {

class Unet {
 public:
  Unet(const Bundle& bundle, const Placement& placement);

  // The noise in scaled latents z/√(σ²+1) [B, 4, h, w], float32, at a float timestep, for context
  // [B, 77, D] in the network's precision. [B, 4, h, w], float32.
  [[nodiscard]] at::Tensor noise(const at::Tensor& scaled_latents, float timestep,
                                 const at::Tensor& context) const;

 private:
  Placement placement_;
  ScriptModule module_;
};

class VaeDecoder {
 public:
  VaeDecoder(const Bundle& bundle, const Placement& placement);

  // Latents (not yet divided by s) [B, 4, h, w] -> picture [B, 3, H, W] in [0, 1], clamped,
  // float32.
  [[nodiscard]] at::Tensor picture(const at::Tensor& latents) const;

 private:
  Placement placement_;
  ScriptModule module_;
  double scale_;
  std::int64_t factor_;
};

// The CLIP that judges pictures during guidance; another model than the text encoder.
class GuidanceClip {
 public:
  GuidanceClip(const Bundle& bundle, const Placement& placement);

  // Pictures [B, 3, H, W] in [0, 1], float32 -> projected features [B, P], float32, not normalised.
  [[nodiscard]] at::Tensor image_features(const at::Tensor& pictures) const;

  // The feature [1, P] of a prompt's ids from start to end, unpadded and cut at the length.
  [[nodiscard]] at::Tensor text_features(std::string_view prompt) const;

  // The position in `ids` whose feature stands for the text (manifest: clip.pooling).
  [[nodiscard]] std::int64_t pooled_position(const std::vector<std::int64_t>& ids) const;

 private:
  Placement placement_;
  TokenTable tokens_;
  ScriptModule text_module_;
  ScriptModule image_module_;
  ClipEntry entry_;
  at::Tensor mean_;  // [1, 3, 1, 1]
  at::Tensor std_;
};

// Where the networks that see pictures go, the decoder and the guidance CLIP. On a CPU they compute in
// float32 whatever the others do: with the layers of our own that is no slower.
Placement picture_placement(const Placement& placement);

// What torch keeps of the memory of large tensors on the CPU, weights among them, goes back to the system
// with this.
struct KeptMemory {
  KeptMemory() = default;
  ~KeptMemory();
  KeptMemory(const KeptMemory&) = delete;
  KeptMemory& operator=(const KeptMemory&) = delete;
};

// Everything that painting needs.
struct Networks {
  KeptMemory memory;  // outlives the networks
  TextEncoder text_encoder;
  Unet unet;
  VaeDecoder vae_decoder;
  GuidanceClip clip;

  // Reads them one after the other, looking at `stop` in between: Error{interrupted}. The files
  // must have been checked. Throws as ScriptModule::load does.
  static Networks load(const Bundle& bundle, const Placement& placement,
                       const std::stop_token& stop = {});
};

}  // namespace maulstick::model

#include "engine/verify.h"

#include <ATen/ATen.h>

#include <string>
#include <vector>

#include "base/error.h"
#include "base/stop.h"
#include "formats/safetensors.h"
#include "model/networks.h"
#include "model/tensors.h"

namespace maulstick {
namespace {

using at::Tensor;

// Differences of rounding between machines; a network that is wrong is off by far more.
double tolerance_of(const model::Placement& placement) {
  if (placement.bfloat16_products) return 1e-1;
  switch (placement.precision) {
    case at::kHalf: return 2e-2;
    case at::kBFloat16: return 1e-1;
    default: return 1e-3;
  }
}

class Record {
 public:
  explicit Record(const model::Bundle& bundle)
      : where_(bundle.path_of(bundle.manifest().reference).string()),
        bytes_(bundle.read(bundle.manifest().reference)),
        file_(formats::read_safetensors(bytes_, where_, ErrorKind::model)) {}

  [[nodiscard]] Tensor tensor(const std::string& name) const {
    const auto found = file_.tensors.find(name);
    if (found == file_.tensors.end()) missing(name);
    return model::to_tensor(found->second);
  }

  [[nodiscard]] std::vector<std::int64_t> ids(const std::string& name) const {
    const Tensor tensor = this->tensor(name).to(at::kLong).flatten().contiguous();
    const auto* data = tensor.const_data_ptr<std::int64_t>();
    return {data, data + tensor.numel()};
  }

  [[nodiscard]] std::string prompt() const {
    const auto found = file_.metadata.find("prompt");
    if (found == file_.metadata.end()) missing("prompt");
    return found->second;
  }

 private:
  [[noreturn]] void missing(const std::string& name) const {
    throw Error(ErrorKind::model, {.what = "the exporter's record is not complete",
                                   .where = where_,
                                   .expected = name,
                                   .got = "nothing of that name"});
  }

  std::string where_;
  std::string bytes_;
  formats::SafetensorsView file_;
};

class Verifier {
 public:
  Verifier(const model::Bundle& bundle, const model::Placement& placement, std::stop_token stop)
      : bundle_(bundle),
        manifest_(bundle.manifest()),
        placement_(placement),
        pictures_(model::picture_placement(placement)),
        stop_(std::move(stop)),
        record_(bundle) {}

  std::vector<Verification> run() {
    text_encoder();
    unet();
    vae();
    clip();
    return std::move(results_);
  }

 private:
  [[nodiscard]] Tensor input(const std::string& name, const model::Placement& placement) const {
    const Tensor tensor = record_.tensor(name);
    return tensor.to(placement.device,
                     tensor.is_floating_point() ? placement.precision : tensor.scalar_type());
  }

  // Runs the network of `file` and holds its output against the record's.
  void compare(const std::string& part, const std::string& file, const std::vector<Tensor>& inputs,
               const model::Placement& placement) {
    throw_if_stopped(stop_, "verifying", file);
    const Tensor output = model::ScriptModule::load(bundle_.path_of(file), placement)(inputs);
    const Tensor expected = record_.tensor(part + "/output").to(at::kFloat);
    const Tensor actual = output.to(at::kCPU, at::kFloat);
    const bool same_shape = actual.sizes() == expected.sizes();
    double error = 1;
    if (same_shape) {
      error = ((actual - expected).abs().max() / (expected.abs().max() + 1e-12)).item<double>();
    }
    results_.push_back({part, error, tolerance_of(placement)});
  }

  void compare_ids(const std::string& part, const std::vector<std::int64_t>& ids) {
    results_.push_back({part, ids == record_.ids(part) ? 0.0 : 1.0, 0.0});
  }

  void text_encoder() {
    const model::TokenTable table(bundle_, manifest_.text_encoder, placement_);
    compare_ids("text_encoder/ids",
                text::padded(table.encode(record_.prompt()).ids, table.frame()));
    compare("text_encoder", manifest_.text_encoder.module,
            {table.embed(record_.ids("text_encoder/ids"))}, placement_);
  }

  void unet() {
    const Tensor timestep =
        record_.tensor("unet/timestep").to(placement_.device);  // always float32
    compare("unet", manifest_.unet,
            {input("unet/latents", placement_), timestep, input("unet/context", placement_)},
            placement_);
  }

  void vae() {
    compare("vae_decoder", manifest_.vae_decoder, {input("vae_decoder/latents", pictures_)},
            pictures_);
    compare("vae_encoder", manifest_.vae_encoder, {input("vae_encoder/image", pictures_)},
            pictures_);
  }

  void clip() {
    const model::TokenTable table(bundle_, manifest_.clip.text, pictures_);
    compare_ids("clip_text/ids", table.encode(record_.prompt()).ids);
    compare("clip_text", manifest_.clip.text.module,
            {table.embed(record_.ids("clip_text/ids")), input("clip_text/position", pictures_)},
            pictures_);
    compare("clip_image", manifest_.clip.image_module, {input("clip_image/pixels", pictures_)},
            pictures_);
  }

  const model::Bundle& bundle_;
  const model::Manifest& manifest_;
  model::Placement placement_;
  model::Placement pictures_;  // of the networks that see them
  std::stop_token stop_;
  Record record_;
  std::vector<Verification> results_;
};

}  // namespace

std::vector<Verification> verify_networks(const model::Bundle& bundle,
                                          const model::Placement& placement,
                                          const std::stop_token& stop) {
  return Verifier(bundle, placement, stop).run();
}

}  // namespace maulstick

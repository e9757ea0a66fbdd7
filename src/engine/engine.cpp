#include "engine/engine.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/core/grad_mode.h>
#include <torch/version.h>

#include <cmath>
#include <optional>
#include <utility>

#include "base/stop.h"
#include "engine/images.h"
#include "engine/impl.h"
#include "engine/placement.h"
#include "engine/run.h"
#include "engine/side_by_side.h"
#include "engine/size_rules.h"
#include "engine/verify.h"
#include "formats/textual_inversion.h"
#include "model/torch_errors.h"
#include "text/prompt_weights.h"

namespace maulstick {
namespace {

using at::Tensor;

std::string name_of(Precision precision) {
  switch (precision) {
    case Precision::float16: return "float16";
    case Precision::bfloat16: return "bfloat16";
    case Precision::float32: break;
  }
  return "float32";
}

}  // namespace

Engine::Impl::Impl(const EngineOptions& options, const std::stop_token& stop)
    : bundle(model::Bundle::open(options.model)),
      placement(choose_placement(options.device, options.precision)),
      networks([&] {
        bundle.require_sound(stop);
        return model::Networks::load(bundle, placement, stop);
      }()),
      fingerprint{.model = bundle.manifest().name,
                  .model_hash = bundle.hash(),
                  .device = placement.device.str(),
                  .precision = name_of(options.precision),
                  .torch = TORCH_VERSION,
                  .isa = at::get_cpu_capability()} {}

Request Engine::Impl::complete(const Request& request) const {
  check(request);
  return with_seed(with_size(request, size_rules_of(bundle.manifest().latents)));
}

Texts Engine::Impl::read_texts(const Request& request, const std::stop_token& stop) const {
  const auto look_at_stop = [&stop] {
    throw_if_stopped(stop, "painting", "while reading the prompt");
  };
  Texts texts;
  const auto syntax = request.weights ? text::Syntax::weights : text::Syntax::literal;
  const model::TokenTable tokens =
      networks.text_encoder.tokens().with_embeddings(request.embeddings);
  const text::EncodedPrompt positive = tokens.encode(request.prompt, syntax);
  const text::EncodedPrompt negative = tokens.encode(request.negative, syntax);
  texts.cut = positive.cut;
  texts.cut_negative = negative.cut;
  look_at_stop();
  const Tensor unconditional = networks.text_encoder.context(negative, tokens);
  look_at_stop();
  texts.contexts = at::cat({unconditional, networks.text_encoder.context(positive, tokens)});
  look_at_stop();
  texts.clip_features = networks.clip.text_features(
      request.weights ? text::plain_text(request.prompt) : request.prompt);
  return texts;
}

std::vector<Tensor> Engine::Impl::predict_noise(const std::vector<Question>& questions) const {
  const sampling::Moment& moment = questions.front().moment;
  const double scale = std::sqrt(static_cast<double>(moment.sigma) * moment.sigma + 1);
  std::vector<Tensor> latents;
  std::vector<Tensor> contexts;
  for (const Question& question : questions) {
    latents.insert(latents.end(), 2, question.latents / scale);
    contexts.push_back(question.contexts);
  }
  const Tensor all = networks.unet.noise(at::cat(latents), moment.timestep, at::cat(contexts));
  std::vector<Tensor> noise;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto row = static_cast<std::int64_t>(2 * i);
    const Tensor unconditional = all.narrow(0, row, 1);
    const Tensor conditional = all.narrow(0, row + 1, 1);
    noise.push_back(unconditional + questions[i].cfg * (conditional - unconditional));
  }
  return noise;
}

guidance::Eyes Engine::Impl::eyes(const Texts& texts) const {
  return {.decode = [this](const Tensor& x0) { return networks.vae_decoder.picture(x0); },
          .losses = {
              .image_features =
                  [this](const Tensor& pictures) { return networks.clip.image_features(pictures); },
              .text_features = texts.clip_features}};
}

Engine::Engine(const EngineOptions& options, const std::stop_token& stop) {
  if (options.threads > 0) at::set_num_threads(options.threads);
  impl_ = std::make_unique<Impl>(options, stop);
}

Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Painting Engine::paint(const Request& request, Observer& observer, const std::stop_token& stop,
                       const PaintOptions& options) {
  const Request complete = impl_->complete(request);
  return model::guarded(ErrorKind::device, "painting", [&] {
    Run run(*impl_, complete, observer, stop, options);
    run.begin();
    while (!run.done()) run.step();
    return run.finish();
  });
}

std::vector<Outcome> Engine::paint_together(const std::vector<Task>& tasks,
                                            const std::stop_token& stop, int at_once) {
  return SideBySide(*impl_, tasks, stop, at_once).paint();
}

std::vector<double> Engine::measure(const Image& image, const std::string& prompt) {
  Request request;
  request.prompt = prompt;
  check(request);
  return model::guarded(ErrorKind::device, "measuring", [&] {
    const at::AutoGradMode no_gradients(false);
    Texts texts;
    texts.clip_features = impl_->networks.clip.text_features(prompt);
    const Tensor picture = to_picture(image).to(impl_->placement.device);
    return guidance::measure(picture, impl_->eyes(texts).losses);
  });
}

std::vector<Verification> Engine::verify(const EngineOptions& options,
                                         const std::stop_token& stop) {
  const model::Bundle bundle = model::Bundle::open(options.model);
  const model::Placement placement = choose_placement(options.device, options.precision);
  bundle.require_sound(stop);
  return model::guarded(ErrorKind::model, bundle.folder().string(), [&] {
    const at::AutoGradMode no_gradients(false);
    return verify_networks(bundle, placement, stop);
  });
}

void Engine::check_ahead(const EngineOptions& options, const Request& request) {
  check(request);
  const model::Bundle bundle = model::Bundle::open(options.model);
  with_size(request, size_rules_of(bundle.manifest().latents));
  for (const auto& path : request.embeddings) formats::read_textual_inversion(path);
}

SizeRules Engine::size_rules() const {
  return size_rules_of(impl_->bundle.manifest().latents);
}

}  // namespace maulstick

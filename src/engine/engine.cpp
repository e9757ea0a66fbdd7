// The eight stations of a picture, in order: request, tokens, text, schedule, denoise, guide, step,
// deliver. The sampler owns 5 to 7; this file hands it the functions that know the networks.

#include "engine/engine.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/core/grad_mode.h>
#include <torch/version.h>

#include <chrono>
#include <cmath>
#include <optional>
#include <utility>

#include "base/sha256.h"
#include "base/stop.h"
#include "engine/images.h"
#include "engine/live.h"
#include "engine/moves.h"
#include "engine/placement.h"
#include "engine/trace.h"
#include "engine/verify.h"
#include "engine/watch.h"
#include "formats/textual_inversion.h"
#include "guidance/guide.h"
#include "model/bundle.h"
#include "model/networks.h"
#include "model/torch_errors.h"
#include "sampling/run.h"
#include "text/prompt_weights.h"

namespace maulstick {
namespace {

using at::Tensor;

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::string name_of(Precision precision) {
  switch (precision) {
    case Precision::float16: return "float16";
    case Precision::bfloat16: return "bfloat16";
    case Precision::float32: break;
  }
  return "float32";
}

void require_finite(const Tensor& tensor, const char* what, const std::string& where) {
  if (tensor.isfinite().all().item<bool>()) return;
  throw Error(ErrorKind::device, {.what = what,
                                  .where = where,
                                  .expected = "finite numbers",
                                  .got = "infinity or NaN",
                                  .hint = "try --precision float32, or a lower --cfg"});
}

SizeRules rules_of(const model::Latents& latents) {
  return {.unit = static_cast<int>(latents.factor * latents.multiple),
          .width = static_cast<int>(latents.width),
          .height = static_cast<int>(latents.height)};
}

// The pieces of text that a run needs, as tensors.
struct Texts {
  Tensor contexts;       // [2, 77, D]: unconditional, conditional
  Tensor clip_features;  // [1, P]
  std::string cut;
  std::string cut_negative;
  std::vector<EmbeddingRecord> embeddings;
};

std::vector<EmbeddingRecord> records_of(const std::vector<std::filesystem::path>& files) {
  std::vector<EmbeddingRecord> records;
  for (const auto& path : files) {
    records.push_back({path.filename().string(), sha256_of_file(path, ErrorKind::bad_input)});
  }
  return records;
}

}  // namespace

struct Engine::Impl {
  model::Bundle bundle;
  model::Placement placement;
  model::Networks networks;
  Fingerprint fingerprint;

  Impl(const EngineOptions& options, const std::stop_token& stop);

  Texts read_texts(const Request& request, const std::stop_token& stop) const;
  Tensor predict_noise(const Tensor& latents, const sampling::Moment& moment, const Texts& texts,
                       double cfg) const;
  guidance::Eyes eyes(const Texts& texts) const;
};

// One picture in the making: what the steps of a run share.
class Run {
 public:
  Run(const Engine::Impl& engine, const Request& request, Observer& observer, std::stop_token stop,
      Trace& trace)
      : engine_(engine),
        request_(request),
        observer_(observer),
        stop_(std::move(stop)),
        trace_(trace),
        watch_(observer, engine.bundle.manifest().latents) {}

  // `live` may be nullptr.
  Painting paint(LiveControls* live);

 private:
  sampling::State first_state(const sampling::Schedule& schedule);
  void announce();
  [[nodiscard]] RunPlan plan() const;
  void take_moves(LiveControls* live, int step);
  Tensor denoise(const Tensor& latents, const sampling::Moment& moment);
  Tensor steer(const Tensor& latents, const Tensor& noise, const sampling::Moment& moment);
  void deliver(const Tensor& latents);
  void look_at_stop(int step) const;
  [[nodiscard]] std::string place(int step) const;  // for messages: "step 4 of 50"

  const Engine::Impl& engine_;
  Request request_;  // grows by the moves that are taken
  Observer& observer_;
  std::stop_token stop_;
  Trace& trace_;
  Watch watch_;
  Texts texts_;
  guidance::Eyes eyes_;
  guidance::GuideSettings settings_;        // of the step under way, and …
  std::optional<GuidanceReport> guidance_;  // … what came of them
  Painting painting_;
};

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

Texts Engine::Impl::read_texts(const Request& request, const std::stop_token& stop) const {
  const auto look_at_stop = [&stop] {
    throw_if_stopped(stop, "painting", "while reading the prompt");
  };
  Texts texts;
  texts.embeddings = records_of(request.embeddings);
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

Tensor Engine::Impl::predict_noise(const Tensor& latents, const sampling::Moment& moment,
                                   const Texts& texts, double cfg) const {
  const double scale = std::sqrt(static_cast<double>(moment.sigma) * moment.sigma + 1);
  const Tensor scaled = latents / scale;
  const Tensor both =
      networks.unet.noise(at::cat({scaled, scaled}), moment.timestep, texts.contexts);
  const Tensor unconditional = both.narrow(0, 0, 1);
  const Tensor conditional = both.narrow(0, 1, 1);
  return unconditional + cfg * (conditional - unconditional);
}

guidance::Eyes Engine::Impl::eyes(const Texts& texts) const {
  return {.decode = [this](const Tensor& x0) { return networks.vae_decoder.picture(x0); },
          .losses = {
              .image_features =
                  [this](const Tensor& pictures) { return networks.clip.image_features(pictures); },
              .text_features = texts.clip_features}};
}

Painting Run::paint(LiveControls* live) {
  const auto begin = std::chrono::steady_clock::now();
  const at::AutoGradMode no_gradients(false);
  texts_ = engine_.read_texts(request_, stop_);
  eyes_ = engine_.eyes(texts_);
  const sampling::Schedule schedule =
      sampling::make_schedule(engine_.bundle.manifest().schedule, request_.steps);
  sampling::State state = first_state(schedule);
  announce();

  const auto denoise = [this](const Tensor& z, const sampling::Moment& moment) {
    return this->denoise(z, moment);
  };
  const auto steer = [this](const Tensor& z, const Tensor& noise, const sampling::Moment& moment) {
    return this->steer(z, noise, moment);
  };
  while (state.step < schedule.steps()) {
    const auto step_begin = std::chrono::steady_clock::now();
    const int step = state.step;
    const auto index = static_cast<std::size_t>(step);
    look_at_stop(step);
    take_moves(live, step);
    state = sampling::advance(state, schedule, denoise, steer);
    require_finite(state.latents, "the latents are no longer finite", place(step));
    trace_.record("latents", step, state.latents);
    painting_.steps.push_back({.step = step,
                               .steps = schedule.steps(),
                               .timestep = schedule.timesteps[index],
                               .sigma = schedule.sigmas[index],
                               .seconds = seconds_since(step_begin),
                               .guidance = guidance_});
    observer_.on_step(painting_.steps.back());
    watch_.show(step);
  }
  look_at_stop(schedule.steps() - 1);
  deliver(state.latents);
  painting_.seconds = seconds_since(begin);
  return std::move(painting_);
}

sampling::State Run::first_state(const sampling::Schedule& schedule) {
  const model::Latents& latents = engine_.bundle.manifest().latents;
  const Tensor noise =
      sampling::draw_noise(static_cast<std::uint64_t>(request_.seed), latents.channels,
                           request_.height / latents.factor, request_.width / latents.factor);
  trace_.record("noise", noise);
  return sampling::start(noise.to(engine_.placement.device), schedule);
}

void Run::announce() {
  painting_.fingerprint = engine_.fingerprint;
  painting_.embeddings = texts_.embeddings;
  painting_.cut = texts_.cut;
  painting_.cut_negative = texts_.cut_negative;
  observer_.on_start(plan());
}

RunPlan Run::plan() const {
  return {.request = request_,
          .guided = guided_steps(request_),
          .cut = texts_.cut,
          .cut_negative = texts_.cut_negative};
}

// Only where guidance may act: what is set in between waits for the next such step.
void Run::take_moves(LiveControls* live, int step) {
  guidance_.reset();
  if (live != nullptr && guidance::may_guide_at(request_.guidance, step, request_.steps)) {
    bool moved = false;
    for (const auto& [control, value] : live->take()) {
      if (record_move(request_, {step, control, value})) moved = true;
    }
    if (moved) observer_.on_move(plan());
  }
  settings_ = settings_at(request_, step);
}

Tensor Run::denoise(const Tensor& latents, const sampling::Moment& moment) {
  Tensor noise = engine_.predict_noise(latents, moment, texts_, request_.cfg);
  watch_.saw_noise(latents, noise, moment.sigma);
  return noise;
}

Tensor Run::steer(const Tensor& latents, const Tensor& noise, const sampling::Moment& moment) {
  if (!guidance::guides_at(settings_, moment.step, request_.steps)) return latents;
  look_at_stop(moment.step);
  const guidance::Push push = guidance::push(settings_, eyes_, latents, noise, moment.sigma, stop_);
  look_at_stop(moment.step);
  trace_.record("x0", moment.step, push.x0);
  trace_.record("gradient", moment.step, push.gradient);
  trace_.record("pushed", moment.step, push.latents);
  watch_.saw_picture(push.picture);
  guidance_ = {.losses = push.losses,
               .total = push.total,
               .gradient_norm = push.gradient_norm,
               .push_norm = push.push_norm,
               .push_percent = push.push_percent,
               .skipped = push.skipped,
               .measures = watch_.measures(push.picture)};
  return push.latents;
}

void Run::deliver(const Tensor& latents) {
  const Tensor picture = engine_.networks.vae_decoder.picture(latents);
  look_at_stop(request_.steps - 1);
  require_finite(picture, "the decoded picture is not finite", "after the last step");
  trace_.record("image", picture);
  painting_.losses = guidance::measure(picture, eyes_.losses);
  painting_.measures = watch_.measures(picture);
  painting_.image = to_image(picture);
  painting_.request = request_;
  trace_.write();
}

void Run::look_at_stop(int step) const {
  throw_if_stopped(stop_, "painting", place(step));
}

std::string Run::place(int step) const {
  return "step " + std::to_string(step + 1) + " of " + std::to_string(request_.steps);
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
  check(request);
  const Request complete = with_seed(with_size(request, size_rules()));
  Trace trace(options.trace);
  return model::guarded(ErrorKind::device, "painting", [&] {
    return Run(*impl_, complete, observer, stop, trace).paint(options.live);
  });
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
  with_size(request, rules_of(bundle.manifest().latents));
  for (const auto& path : request.embeddings) formats::read_textual_inversion(path);
}

SizeRules Engine::size_rules() const {
  return rules_of(impl_->bundle.manifest().latents);
}

}  // namespace maulstick

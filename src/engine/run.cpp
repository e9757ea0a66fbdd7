#include "engine/run.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/error.h"
#include "base/sha256.h"
#include "base/stop.h"
#include "engine/images.h"
#include "engine/live.h"
#include "engine/moves.h"

namespace maulstick {
namespace {

using at::Tensor;

// Adds the time until its end to `spent`.
class Clock {
 public:
  explicit Clock(std::chrono::steady_clock::duration& spent) : spent_(spent) {}
  ~Clock() { spent_ += std::chrono::steady_clock::now() - begin_; }
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;

 private:
  std::chrono::steady_clock::duration& spent_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

double in_seconds(std::chrono::steady_clock::duration duration) {
  return std::chrono::duration<double>(duration).count();
}

void require_finite(const Tensor& tensor, const char* what, const std::string& where) {
  if (tensor.isfinite().all().item<bool>()) return;
  throw Error(ErrorKind::device, {.what = what,
                                  .where = where,
                                  .expected = "finite numbers",
                                  .got = "infinity or NaN",
                                  .hint = "try --precision float32, or a lower --cfg"});
}

std::vector<EmbeddingRecord> records_of(const std::vector<std::filesystem::path>& files) {
  std::vector<EmbeddingRecord> records;
  for (const auto& path : files) {
    records.push_back({path.filename().string(), sha256_of_file(path, ErrorKind::bad_input)});
  }
  return records;
}

}  // namespace

Run::Run(Engine::Impl& engine, const Request& request, Observer& observer, std::stop_token stop,
         const PaintOptions& options)
    : engine_(engine),
      request_(request),
      observer_(observer),
      stop_(std::move(stop)),
      live_(options.live),
      trace_(options.trace),
      watch_(observer, engine.bundle.manifest().latents),
      shares_(options.reuse) {}

void Run::begin() {
  const Clock clock(spent_);
  const at::AutoGradMode no_gradients(false);
  painting_.embeddings = records_of(request_.embeddings);
  trunk_ = shares_ ? engine_.trunks.of(request_, painting_.embeddings) : std::make_shared<Trunk>();
  if (!trunk_->texts.contexts.defined()) trunk_->texts = engine_.read_texts(request_, stop_);
  texts_ = trunk_->texts;
  eyes_ = engine_.eyes(texts_);

  const model::Manifest& manifest = engine_.bundle.manifest();
  schedule_ = sampling::make_schedule(manifest.schedule, request_.steps);
  const Tensor noise = sampling::draw_noise(
      static_cast<std::uint64_t>(request_.seed), manifest.latents.channels,
      request_.height / manifest.latents.factor, request_.width / manifest.latents.factor);
  trace_.record("noise", noise);
  state_ = sampling::start(noise.to(engine_.placement.device), schedule_);

  painting_.fingerprint = engine_.fingerprint;
  painting_.cut = texts_.cut;
  painting_.cut_negative = texts_.cut_negative;
  observer_.on_start(plan());
}

void Run::step() {
  const Clock clock(spent_);
  const at::AutoGradMode no_gradients(false);
  const auto asked = std::exchange(answer_.took, {});
  spent_ += asked;
  const auto begin = std::chrono::steady_clock::now() - asked;
  const int step = state_.step;
  const auto index = static_cast<std::size_t>(step);
  look_at_stop(step);
  take_moves(step);
  state_ = sampling::advance(
      state_, schedule_,
      [this](const Tensor& z, const sampling::Moment& moment) { return denoise(z, moment); },
      [this](const Tensor& z, const Tensor& noise, const sampling::Moment& moment) {
        return steer(z, noise, moment);
      });
  require_finite(state_.latents, "the latents are no longer finite", place(step));
  trace_.record("latents", step, state_.latents);
  painting_.steps.push_back({.step = step,
                             .steps = schedule_.steps(),
                             .timestep = schedule_.timesteps[index],
                             .sigma = schedule_.sigmas[index],
                             .seconds = in_seconds(std::chrono::steady_clock::now() - begin),
                             .guidance = guidance_,
                             .reused = reused_});
  observer_.on_step(painting_.steps.back());
  watch_.show(step);
}

bool Run::asks() const {
  return !trunk_ || static_cast<std::size_t>(state_.step) >= trunk_->noise.size();
}

Question Run::question() const {
  return {state_.latents, moment(), texts_.contexts, request_.cfg};
}

void Run::take_noise(const Answer& answer) {
  answer_ = answer;
  int& together = painting_.fingerprint.together;
  together = std::max(together, answer.together);
}

bool Run::goes_with(const Run& other) const {
  return state_.latents.sizes() == other.state_.latents.sizes() &&
         moment().timestep == other.moment().timestep && moment().sigma == other.moment().sigma;
}

Painting Run::finish() {
  {
    const Clock clock(spent_);
    const at::AutoGradMode no_gradients(false);
    look_at_stop(schedule_.steps() - 1);
    deliver();
  }
  painting_.seconds = in_seconds(spent_);
  return std::move(painting_);
}

RunPlan Run::plan() const {
  return {.request = request_,
          .guided = guided_steps(request_),
          .cut = texts_.cut,
          .cut_negative = texts_.cut_negative};
}

sampling::Moment Run::moment() const {
  const auto step = static_cast<std::size_t>(state_.step);
  return {state_.step, schedule_.timesteps[step], schedule_.sigmas[step]};
}

// Only where guidance may act: what is set in between waits for the next such step.
void Run::take_moves(int step) {
  guidance_.reset();
  if (live_ != nullptr && guidance::may_guide_at(request_.guidance, step, request_.steps)) {
    bool moved = false;
    for (const auto& [control, value] : live_->take()) {
      if (record_move(request_, {step, control, value})) moved = true;
    }
    if (moved) observer_.on_move(plan());
  }
  settings_ = settings_at(request_, step);
}

Tensor Run::denoise(const Tensor& latents, const sampling::Moment& moment) {
  const auto step = static_cast<std::size_t>(moment.step);
  reused_ = !asks();
  Tensor noise = std::exchange(answer_.noise, {});
  if (reused_) {
    noise = trunk_->noise[step];
  } else if (!noise.defined()) {
    noise = engine_.predict_noise({{latents, moment, texts_.contexts, request_.cfg}}).front();
  }
  if (trunk_ && !reused_) trunk_->noise.push_back(noise);
  watch_.saw_noise(latents, noise, moment.sigma);
  return noise;
}

Tensor Run::steer(const Tensor& latents, const Tensor& noise, const sampling::Moment& moment) {
  if (!guidance::guides_at(settings_, moment.step, request_.steps)) return latents;
  trunk_.reset();  // from here on the latents are this run's own
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

void Run::deliver() {
  const Tensor picture = engine_.networks.vae_decoder.picture(state_.latents);
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

}  // namespace maulstick

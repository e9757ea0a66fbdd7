#pragma once
// One picture in the making. begin(), step() until done(), then finish(): so that several can be
// made side by side. Of the eight stations of a picture (request, tokens, text, schedule, denoise,
// guide, step, deliver) the sampler owns three; a run hands it functions that know the networks.

#include <ATen/core/Tensor.h>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "engine/impl.h"
#include "engine/trace.h"
#include "engine/watch.h"
#include "guidance/guide.h"
#include "sampling/run.h"

namespace maulstick {

// What the UNet said, asked for several runs in one call.
struct Answer {
  at::Tensor noise;  // [1, 4, h, w]
  std::chrono::steady_clock::duration took{};
  int together = 1;  // how many runs
};

class Run {
 public:
  // `request` has a seed and a size. The engine, the observer and options.live outlive the run.
  // Throws Error{output} if the trace cannot be written.
  Run(Engine::Impl& engine, const Request& request, Observer& observer, std::stop_token stop,
      const PaintOptions& options);

  // Each throws as Engine::paint does.
  void begin();
  void step();
  [[nodiscard]] bool done() const { return state_.step >= schedule_.steps(); }
  Painting finish();

  // Whether the next step will ask the UNet, and what; an answer given before it is taken instead.
  [[nodiscard]] bool asks() const;
  [[nodiscard]] Question question() const;
  void take_noise(const Answer& answer);

  // Whether both can be asked in one call.
  [[nodiscard]] bool goes_with(const Run& other) const;
  [[nodiscard]] bool shares_trunk_with(const Run& other) const {
    return trunk_ && trunk_ == other.trunk_;
  }

 private:
  [[nodiscard]] RunPlan plan() const;
  void take_moves(int step);
  [[nodiscard]] sampling::Moment moment() const;  // of the next step
  at::Tensor denoise(const at::Tensor& latents, const sampling::Moment& moment);
  at::Tensor steer(const at::Tensor& latents, const at::Tensor& noise,
                   const sampling::Moment& moment);
  void deliver();
  void look_at_stop(int step) const;
  [[nodiscard]] std::string place(int step) const;  // for messages: "step 4 of 50"

  Engine::Impl& engine_;
  Request request_;  // grows by the moves that are taken
  Observer& observer_;
  std::stop_token stop_;
  LiveControls* live_;
  Trace trace_;
  Watch watch_;
  std::shared_ptr<Trunk> trunk_;  // until guidance has acted
  Texts texts_;
  guidance::Eyes eyes_;
  sampling::Schedule schedule_;
  sampling::State state_;
  guidance::GuideSettings settings_;        // of the step under way, …
  std::optional<GuidanceReport> guidance_;  // … what came of them, …
  bool reused_ = false;                     // … and whether its noise came from the trunk
  Answer answer_;                           // to the next step's question, if it has been asked
  bool shares_;
  std::chrono::steady_clock::duration spent_{};
  Painting painting_;
};

}  // namespace maulstick

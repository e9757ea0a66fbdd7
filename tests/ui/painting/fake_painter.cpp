#include "ui/painting/fake_painter.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "base/stop.h"
#include "engine/moves.h"
#include "guidance/catalog.h"

namespace maulstick::testing {
namespace {

constexpr int side = 4;
constexpr int ownSide = 128;  // what Easel paints where no size is asked for

Image flat(std::uint8_t grey, int width = side, int height = side) {
  const auto bytes = std::size_t{3} * static_cast<std::size_t>(width * height);
  return {.width = width, .height = height, .rgb = std::vector<std::uint8_t>(bytes, grey)};
}

class FakePainter : public ui::Painter {
 public:
  explicit FakePainter(std::shared_ptr<Stage> stage) : stage_(std::move(stage)) {
    note([this] { ++stage_->made; });
  }
  ~FakePainter() override {
    note([this] { ++stage_->destroyed; });
  }

  void load(const EngineOptions& /*model*/, const std::stop_token& stop) override {
    note([this] { ++stage_->loads; });
    stage_->hold();
    if (stage_->script.load) stage_->script.load();
    throw_if_stopped(stop, "loading", "the fake");
  }

  Painting paint(const ui::Job& job, ui::PainterEvents& events,
                 const std::stop_token& stop) override {
    const Script& script = stage_->script;
    note([this, &job] { stage_->painted.push_back(job); });
    Request request = job.request;
    if (request.width == 0) request.width = request.height = ownSide;
    events.on_start(planOf(request));
    std::vector<StepReport> steps;
    for (int step = 0; step < script.steps; ++step) {
      steps.push_back(paintStep(step, request, events));
    }
    if (script.untilStopped) wait(stop);
    if (script.heedsStop) throw_if_stopped(stop, "painting", "the fake");
    if (script.fault) script.fault();
    if (script.faultOf) script.faultOf(request);
    Painting painting;
    painting.request = request;
    painting.image =
        script.fullSize ? flat(script.grey, request.width, request.height) : flat(script.grey);
    painting.fingerprint = script.fingerprint;
    painting.steps = steps;
    painting.losses = {0, 0, 0};
    return painting;
  }

  // A step of each in turn, as the engine does.
  std::vector<maulstick::Outcome> paintTogether(const std::vector<Task>& tasks,
                                                const std::stop_token& stop) override {
    const Script& script = stage_->script;
    std::vector<maulstick::Outcome> outcomes(tasks.size());
    std::vector<Painting> paintings;
    for (const Task& task : tasks) paintings.push_back(begun(task));
    note([&] {
      stage_->sets.emplace_back();
      for (const Task& task : tasks) stage_->sets.back().push_back(task.request);
    });
    for (int step = 0; step < script.steps; ++step) {
      throw_if_stopped(stop, "painting", "the fake");
      for (std::size_t i = 0; i < tasks.size(); ++i) {
        if (!outcomes[i].error)
          takeStep(static_cast<int>(i), step, tasks[i], paintings[i], outcomes[i]);
      }
    }
    if (script.untilStopped) wait(stop);
    if (script.heedsStop) throw_if_stopped(stop, "painting", "the fake");
    if (script.fault) script.fault();
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      if (!outcomes[i].error) outcomes[i].painting = paintings[i];
    }
    return outcomes;
  }

  std::vector<double> losses(const Image& /*image*/, const std::string& words) override {
    note([&] { stage_->scored.push_back(words); });
    if (!stage_->clipLoss) return {};
    std::vector<double> losses(guidance::catalog().size(), 0.1);
    losses[0] = stage_->clipLoss(words);
    return losses;
  }

  guidance::PictureMeasures measure(const Image& image) override {
    note([&] { stage_->measured.push_back(image); });
    return stage_->measures;
  }

 private:
  Painting begun(const Task& task) {
    Painting painting;
    painting.request = task.request;
    if (painting.request.width == 0) painting.request.width = painting.request.height = ownSide;
    // Each in a grey of its own, by how much guidance there is.
    const double scales = std::accumulate(task.request.guidance.scales.begin(),
                                          task.request.guidance.scales.end(), 0.0);
    painting.image = flat(static_cast<std::uint8_t>(std::min(scales, 250.0)));
    painting.losses = std::vector<double>(guidance::catalog().size(), 0.5);
    painting.losses[0] = scales / 1000;
    painting.measures = stage_->measures;
    painting.seconds = 2.0 * stage_->script.steps;
    task.observer->on_start(planOf(painting.request));
    return painting;
  }

  void takeStep(int member, int step, const Task& task, Painting& painting,
                maulstick::Outcome& outcome) {
    try {
      if (stage_->script.memberStep) stage_->script.memberStep(member, step);
    } catch (const Error& error) {
      outcome.error = error;
      return;
    }
    StepReport report = {.step = step,
                         .steps = stage_->script.steps,
                         .timestep = 0,
                         .sigma = 1,
                         .seconds = 2,
                         .guidance = {},
                         .reused = member > 0 && step == 0};
    if (step > 0 && painting.losses[0] > 0) {
      report.guidance = GuidanceReport();
      report.guidance->losses = {painting.losses[0] + 0.1 / step, 0.5, 0.5};
    }
    painting.steps.push_back(report);
    task.observer->on_step(report);
    for (int i = 0; i < stage_->script.previews; ++i) {
      task.observer->on_preview({.step = step, .image = painting.image, .decoded = i % 2 == 1});
    }
  }

  template <typename Action>
  void note(Action action) {
    const std::lock_guard lock(stage_->mutex);
    stage_->threads.insert(std::this_thread::get_id());
    action();
  }

  RunPlan planOf(const Request& request) {
    return {.request = request,
            .guided = std::vector<bool>(static_cast<std::size_t>(stage_->script.steps), false),
            .cut = stage_->script.cut,
            .cut_negative = stage_->script.cutNegative};
  }

  StepReport paintStep(int step, Request& request, ui::PainterEvents& events) {
    if (stage_->script.step) stage_->script.step(step);
    const auto moves = events.live().take();
    bool moved = false;
    for (const auto& [control, value] : moves) {
      if (record_move(request, {step, control, value})) moved = true;
    }
    note([&] {
      for (const auto& [control, value] : moves) stage_->moves[control] = value;
      stage_->wantedPreviews = events.wants_previews();
    });
    if (moved) events.on_move(planOf(request));
    const StepReport report = {.step = step,
                               .steps = stage_->script.steps,
                               .timestep = 0,
                               .sigma = 1,
                               .seconds = 2,
                               .guidance = {}};
    events.on_step(report);
    for (int i = 0; i < stage_->script.previews; ++i) {
      events.on_preview({.step = step,
                         .image = flat(static_cast<std::uint8_t>(10 * step + i)),
                         .decoded = i % 2 == 1});
    }
    return report;
  }

  void wait(const std::stop_token& stop) {
    std::unique_lock lock(stage_->mutex);
    stage_->waiting = true;
    stage_->changed.notify_all();
    stage_->changed.wait(lock, stop, [] { return false; });
    stage_->waiting = false;
  }

  std::shared_ptr<Stage> stage_;
};

}  // namespace

void Stage::hold() {
  std::unique_lock lock(mutex);
  held = holding;
  changed.notify_all();
  changed.wait(lock, [this] { return !holding; });
  held = false;
}

void Stage::release() {
  const std::lock_guard lock(mutex);
  holding = false;
  changed.notify_all();
}

void Stage::waitUntilHeld() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [this] { return held; });
}

void Stage::waitUntilItWaits() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [this] { return waiting; });
}

ui::PainterFactory fakePainterFactory(const std::shared_ptr<Stage>& stage) {
  return [stage] { return std::make_unique<FakePainter>(stage); };
}

}  // namespace maulstick::testing

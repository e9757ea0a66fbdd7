#include "engine/side_by_side.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <ATen/core/grad_mode.h>

#include "model/torch_errors.h"

namespace maulstick {

using at::Tensor;

SideBySide::SideBySide(Engine::Impl& engine, const std::vector<Task>& tasks, std::stop_token stop,
                       int at_once)
    : engine_(engine),
      stop_(std::move(stop)),
      at_once_(static_cast<std::size_t>(std::max(at_once, 1))),
      outcomes_(tasks.size()) {
  for (const Task& task : tasks) {
    runs_.push_back(std::make_unique<Run>(engine, engine.complete(task.request), *task.observer,
                                          stop_, PaintOptions{}));
  }
}

std::vector<Outcome> SideBySide::paint() {
  in_turn([](Run& run, Outcome&) { run.begin(); });
  for (bool going = true; going;) {
    going = false;
    if (at_once_ > 1) answer_together();
    in_turn([&going](Run& run, Outcome&) {
      if (run.done()) return;
      going = true;
      run.step();
    });
  }
  in_turn([](Run& run, Outcome& outcome) { outcome.painting = run.finish(); });
  return std::move(outcomes_);
}

void SideBySide::in_turn(const std::function<void(Run&, Outcome&)>& action) {
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    if (outcomes_[i].error) continue;
    try {
      model::guarded(ErrorKind::device, "painting", [&] { action(*runs_[i], outcomes_[i]); });
    } catch (const Error& error) {
      const bool painted = std::ranges::any_of(
          outcomes_, [](const Outcome& one) { return one.painting.has_value(); });
      if (error.kind() == ErrorKind::interrupted && !painted) throw;
      outcomes_[i].error = error;
    }
  }
}

void SideBySide::answer_together() {
  std::vector<Run*> asking;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    if (!outcomes_[i].error && !runs_[i]->done() && runs_[i]->asks()) asking.push_back(&*runs_[i]);
  }
  while (!asking.empty()) {
    const Run& first = *asking.front();
    // Of runs on one trunk the first one's answer is all of theirs.
    std::erase_if(asking, [&](Run* run) { return run != &first && run->shares_trunk_with(first); });
    std::vector<Run*> group;
    std::erase_if(asking, [&](Run* run) {
      if (group.size() == at_once_ || !run->goes_with(first)) return false;
      group.push_back(run);
      return true;
    });
    answer(group);
  }
}

// What fails here, for lack of memory say, is left to the runs, each of which then asks alone.
void SideBySide::answer(const std::vector<Run*>& runs) {
  if (runs.size() < 2 || stop_.stop_requested()) return;
  const at::AutoGradMode no_gradients(false);
  std::vector<Question> questions;
  for (const Run* run : runs) questions.push_back(run->question());
  const auto begin = std::chrono::steady_clock::now();
  std::vector<Tensor> noise;
  try {
    model::guarded(ErrorKind::device, "painting",
                   [&] { noise = engine_.predict_noise(questions); });
  } catch (const Error&) {
    return;
  }
  const auto each =
      (std::chrono::steady_clock::now() - begin) / static_cast<std::int64_t>(runs.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    runs[i]->take_noise(
        {.noise = noise[i], .took = each, .together = static_cast<int>(runs.size())});
  }
}

}  // namespace maulstick

#pragma once
// Several runs, a step of each in turn. What fails alone leaves the others be.

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "engine/engine.h"
#include "engine/impl.h"
#include "engine/run.h"

namespace maulstick {

class SideBySide {
 public:
  // The engine and the tasks' observers outlive it. Throws Error{bad_input}.
  SideBySide(Engine::Impl& engine, const std::vector<Task>& tasks, std::stop_token stop,
             int at_once);

  // As Engine::paint_together.
  std::vector<Outcome> paint();

 private:
  // Of each run in turn that has not failed. A stop ends them all, until the first is a picture:
  // then it ends those that are none yet.
  void in_turn(const std::function<void(Run&, Outcome&)>& action);

  // Before a step: predicts the noise of those that can go through the UNet in one call.
  void answer_together();
  void answer(const std::vector<Run*>& runs);

  Engine::Impl& engine_;
  std::stop_token stop_;
  std::size_t at_once_;
  std::vector<std::unique_ptr<Run>> runs_;
  std::vector<Outcome> outcomes_;
};

}  // namespace maulstick

#include "ui/window/hand_moves.h"

#include "engine/moves.h"

namespace maulstick::ui {
namespace {

// Recorded moves are past or replayed; a seed that was to be drawn is drawn in the run.
bool isSame(Request panels, Request run) {
  panels.moves.clear();
  run.moves.clear();
  if (panels.seed == -1) panels.seed = run.seed;
  return panels == run;
}

}  // namespace

void HandMoves::follow(const QString& job, const Request& request) {
  if (job == job_) return;
  job_ = job;
  told_ = request;
}

bool HandMoves::take(const HandMove& move, const Request& panels) {
  const Control* moved = movable_control(move.control);
  if (moved == nullptr) return false;
  Request before = panels;
  moved->assign(before, move.from);
  if (!isSame(before, told_)) return false;
  moved->assign(told_, move.to);
  return true;
}

}  // namespace maulstick::ui

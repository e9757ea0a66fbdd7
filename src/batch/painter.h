#pragma once
// What a batch needs to know of an engine.

#include <stop_token>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "engine/report.h"
#include "engine/request.h"

namespace maulstick::batch {

// The model that paints, as far as it is known before it is loaded.
struct ModelFacts {
  std::string hash;
  SizeRules sizes;
};

// What paints. An Engine, or something quicker in tests.
class Painter {
 public:
  virtual ~Painter() = default;

  // Called before each picture; does nothing the second time. What it throws ends the run.
  virtual void load() = 0;

  // As Engine::paint.
  virtual Painting paint(const Request& request, Observer& observer,
                         const std::stop_token& stop) = 0;

  // As Engine::paint_together, all in one call of the network.
  virtual std::vector<Outcome> paint_together(const std::vector<Task>& tasks,
                                              const std::stop_token& stop) = 0;
};

}  // namespace maulstick::batch

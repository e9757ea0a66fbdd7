#pragma once
// How fast pictures are painted here: what a plain step, a guided step and all around a picture
// took, for one model and size. So that the length of a series can be told before it begins. Plain
// values.

#include <optional>
#include <span>
#include <string>

#include "engine/engine.h"
#include "engine/report.h"
#include "ui/series/series_plan.h"

namespace maulstick::ui {

class Pace {
 public:
  // A run begins; with another model, device or size than the last one, what is known is forgotten.
  void begin(const EngineOptions& model, const RunPlan& plan);
  void add(const StepReport& report);
  // The picture is saved and measured; how long that took from its beginning.
  void end(double seconds);

  // Nothing while a kind of step that is to come was never seen, or for another model or size.
  [[nodiscard]] std::optional<double> secondsOf(std::span<const Work> work,
                                                const EngineOptions& model, int width,
                                                int height) const;
  [[nodiscard]] std::optional<double> secondsOf(std::span<const Work> work) const;

  // To be remembered from one start to the next; what is no such text is a pace of which nothing is
  // known.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static Pace read(const std::string& text);

 private:
  // Newer ones count more: machines grow warm, and others use them too.
  struct Mean {
    std::optional<double> value = {};
    void add(double seconds) { value = value ? *value + (seconds - *value) / 8 : seconds; }
  };

  std::string key_;
  Mean plain_;
  Mean guided_;
  Mean around_;         // loading, saving, measuring
  double inSteps_ = 0;  // of the run under way
};

}  // namespace maulstick::ui

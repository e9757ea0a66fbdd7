#pragma once
// What the painting thread has to say to the UI thread, in order. A UI thread that comes late finds
// every step but only the newest preview. Nothing in it is lost when the program ends: the reader may
// look once more after the writer is gone.

#include <QImage>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <variant>
#include <vector>

#include "base/error.h"
#include "engine/report.h"
#include "ui/painting/job.h"

namespace maulstick::ui {

// A picture that is painted and on disk.
struct Finished {
  Job job;
  std::shared_ptr<const Painting> painting;
  QImage image;
  std::filesystem::path file;
};

struct Stopped {};

struct Failed {
  Error error;
  std::shared_ptr<const Painting> unsaved;  // painted, but it could not be written
};

// How a run ended: always in one of three ways.
using Outcome = std::variant<Finished, Stopped, Failed>;

struct ShownPreview {
  QImage image;
  bool decoded;
};

// Sliders were moved in mid-run: another plan for the same run.
struct Replanned {
  RunPlan plan;
};

struct RunNews {
  std::vector<std::variant<RunPlan, Replanned, StepReport>> told;
  std::optional<ShownPreview> preview;
  std::optional<Outcome> outcome;

  [[nodiscard]] bool empty() const { return told.empty() && !preview && !outcome; }
};

class RunMailbox {
 public:
  // `wake` is called by the writer's thread whenever an empty mailbox gets something.
  explicit RunMailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  void put(RunPlan plan);
  void put(Replanned news);
  void put(StepReport report);
  void put(ShownPreview preview);
  void put(Outcome outcome);

  RunNews take();

 private:
  template <typename Change>
  void alter(Change change);

  std::function<void()> wake_;
  std::mutex mutex_;
  RunNews news_;
};

}  // namespace maulstick::ui

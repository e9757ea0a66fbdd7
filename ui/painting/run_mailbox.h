#pragma once
// What the painting thread has to say to the UI thread, in order. A run paints one picture, or
// several side by side: whatever is told says which of them it is about, from 0. A UI thread that
// comes late finds every step but only the newest preview of each. Nothing in it is lost when the
// program ends: the reader may look once more after the writer is gone.

#include <QImage>
#include <filesystem>
#include <functional>
#include <map>
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

// How a picture's run ended: always in one of three ways.
using Outcome = std::variant<Finished, Stopped, Failed>;

struct ShownPreview {
  QImage image;
  bool decoded;
};

// Sliders were moved in mid-run: another plan for the same run.
struct Replanned {
  RunPlan plan;
};

struct Told {
  int member;
  std::variant<RunPlan, Replanned, StepReport> what;
};

struct RunNews {
  std::vector<Told> told;
  std::map<int, ShownPreview> previews;  // by member
  std::vector<Outcome> outcomes;         // of all members, once the run has ended

  [[nodiscard]] bool empty() const { return told.empty() && previews.empty() && outcomes.empty(); }
};

class RunMailbox {
 public:
  // `wake` is called by the writer's thread whenever an empty mailbox gets something.
  explicit RunMailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  void put(int member, RunPlan plan);
  void put(int member, Replanned news);
  void put(int member, StepReport report);
  void put(int member, ShownPreview preview);
  void put(std::vector<Outcome> outcomes);

  RunNews take();

 private:
  template <typename Change>
  void alter(Change change);

  std::function<void()> wake_;
  std::mutex mutex_;
  RunNews news_;
};

}  // namespace maulstick::ui

#pragma once
// Everything that a series needs to be painted, around a painter that only pretends to be Easel.

#include <memory>

#include "base/error.h"
#include "support/folder.h"
#include "ui/history/thumbnail_loader.h"
#include "ui/painting/fake_painter.h"
#include "ui/painting/queue_runner.h"
#include "ui/series/series.h"
#include "ui/series/series_runner.h"

namespace maulstick::testing {

// A lake in two styles with two seeds, of Easel.
ui::SeriesPlan someSeries();

struct SeriesDesk {
  SeriesDesk();
  ~SeriesDesk();

  // Writes the plan and shows it to the runner.
  ui::Series& begin(const ui::SeriesPlan& plan = someSeries());
  // As a later start of the program finds it.
  ui::Series& open();

  [[nodiscard]] ui::SeriesCell::State state(int number) const { return series->cell(number).state; }
  [[nodiscard]] int count(ui::SeriesCell::State state) const { return series->count(state); }
  [[nodiscard]] std::vector<std::string> painted() const;  // prompts and seeds, in order
  [[nodiscard]] std::filesystem::path place() const { return folder / "series"; }
  [[nodiscard]] ui::Job job(const std::string& prompt) const;  // of the queue
  [[nodiscard]] bool waitForEnd() const;  // until the runner is idle; false if it does not end
  void failAt(std::int64_t seed, ErrorKind kind) const;  // pictures of that seed fail

  TemporaryFolder folder;
  std::shared_ptr<Stage> stage = std::make_shared<Stage>();
  ui::FileSaver saver;
  ui::JobQueue queue{saver, folder / "queue.json"};
  std::unique_ptr<ui::Controller> controller;
  std::unique_ptr<ui::QueueRunner> queueRunner;
  ui::ThumbnailLoader thumbnails;
  std::unique_ptr<ui::Series> series;
  std::unique_ptr<ui::SeriesRunner> runner;
};

}  // namespace maulstick::testing

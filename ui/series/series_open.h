#pragma once
// A series' folder as the Styles view begins with it, in the background. None of these throws.

#include <QString>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <variant>
#include <vector>

#include "base/error.h"
#include "ui/series/series_file.h"
#include "ui/series/series_folder.h"

namespace maulstick::ui {

struct OpenedSeries {
  SeriesFile file = {};
  std::vector<Finding> cells = {};
  ScoreTable scores = {};
  QString fault = {};  // why it cannot be shown, if that is not the plan's notice
};

OpenedSeries openSeriesIn(const std::filesystem::path& folder);

// The plan is on disk before anything is painted. "": it is; else why not.
QString beginSeriesIn(const std::filesystem::path& folder, const SeriesPlan& plan);

// What painting begins with, or why it cannot. Shared, so that the lock of the results can be let go
// where they are not wanted any more.
using Beginning = std::variant<std::shared_ptr<Resumed>, Error>;
Beginning resumeSeriesIn(const std::filesystem::path& folder, const SeriesPlan& plan,
                         const std::stop_token& stop);

// Whether a series can still go on there.
bool isSeriesFolder(const std::filesystem::path& folder);

}  // namespace maulstick::ui

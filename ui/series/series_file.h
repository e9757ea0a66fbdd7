#pragma once
// A series on disk: its folder holds series.json, which is the plan, and the same as `maulstick
// batch` takes it, jobs.jsonl and styles.json; then the pictures and results-0.jsonl as a batch
// leaves them, and scores.json. Any thread.

#include <QString>
#include <filesystem>
#include <optional>
#include <string>

#include "ui/series/series_plan.h"

namespace maulstick::ui {

inline constexpr const char* seriesPrefix = "series-";  // of its folder's name
inline constexpr const char* planName = "series.json";
inline constexpr const char* jobsName = "jobs.jsonl";
inline constexpr const char* stylesName = "styles.json";

struct SeriesFile {
  std::optional<SeriesPlan> plan;
  QString
      notice;  // empty, or why there is none: damaged, and where it is kept, or of a newer version
};

// Never throws. A damaged plan is renamed; the pictures stay.
SeriesFile readSeries(const std::filesystem::path& folder);

// Makes the folder and writes the plan and the jobs. Throws Error{output}, and Error{bad_input} for
// a prompt that is no pattern.
void writeSeries(const std::filesystem::path& folder, const SeriesPlan& plan);

// A line of jobs.jsonl for each cell, in order, as docs/batch.md has them.
std::string jobLines(const SeriesPlan& plan);

// A folder in `parent` that is not there yet: "series-2026-01-31-142530-a-calm-lake".
std::filesystem::path newSeriesFolder(const std::filesystem::path& parent,
                                      const std::string& prompt);

}  // namespace maulstick::ui

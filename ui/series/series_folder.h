#pragma once
// What has become of a series, by its folder. In the background: pictures are read to their last
// pixel.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "batch/results.h"
#include "ui/series/series_plan.h"

namespace maulstick::ui {

// Of one cell.
struct Finding {
  bool done = false;
  std::vector<double> losses = {};  // one for each row of the catalog; NaN where not known
  double seconds = 0;
  std::string error = {};  // why it failed, or what is in its way
  bool blocked = false;  // something lies there that is not this cell's: painting would destroy it
  std::int64_t written = 0;  // when its picture was, in milliseconds; of one that is done
};

std::int64_t timeOf(const std::filesystem::path& picture);

// By the results alone, in milliseconds: what is there is taken for what it says it is.
std::vector<Finding> lookAtSeries(const std::filesystem::path& folder, const SeriesPlan& plan);

// What painting begins with.
struct Resumed {
  std::vector<Finding> cells;
  std::shared_ptr<batch::ResultsFile> results;  // locked as long as it is kept
};

// Every picture is read and held against its cell; lines that a kill has kept from being written
// are added. Throws Error: the model is missing, or another program is at work in the folder; and
// Error{interrupted} within a picture once `stop` is requested.
Resumed resumeSeries(const std::filesystem::path& folder, const SeriesPlan& plan,
                     const std::stop_token& stop);

// The line of a cell that has come to its end.
batch::Result doneResult(const styles::Combination& one, int number, const Finding& done,
                         const std::filesystem::path& picture);
batch::Result failedResult(const styles::Combination& one, int number, const std::string& error);

// CLIP scores, cosines: what was measured of a cell's picture.
struct Scores {
  double prompt;                     // against the base prompt
  std::optional<double> style = {};  // against the words of its style
};

using ScoreTable = std::map<std::string, Scores>;  // by the cells' ids

// Never throws: scores that cannot be read are measured again.
ScoreTable readScores(const std::filesystem::path& folder);
std::string scoreBytes(const ScoreTable& scores);

inline constexpr const char* scoresName = "scores.json";

}  // namespace maulstick::ui

#pragma once
// What is done about a cell behind its painting: its line goes into the results, and CLIP measures
// its picture. An errand of the painting thread. Used by the cell desk.

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "base/error.h"
#include "batch/results.h"
#include "engine/report.h"
#include "ui/painting/painter.h"
#include "ui/series/series_folder.h"

namespace maulstick::ui {

struct CellAccount {
  std::shared_ptr<batch::ResultsFile> results = {};
  std::string line = {};  // for the results; empty: it is there
  // To be measured, whichever is there: what was just painted, or a file of an earlier time.
  std::shared_ptr<const Painting> painting = {};
  std::filesystem::path picture = {};
  EngineOptions model = {};
  std::string prompt = {};
  std::string styleWords = {};
};

struct Accounted {
  std::optional<Scores> scores = {};
  std::optional<Error> unmeasured = {};  // why there are no scores
  std::optional<Error> fault = {};       // the line could not be written
};

// Never throws.
Accounted settle(const CellAccount& account, Painter& painter, const std::stop_token& stop);

}  // namespace maulstick::ui

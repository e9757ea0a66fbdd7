#include "ui/series/series_open.h"

#include <system_error>

#include "ui/painting/fault.h"

namespace maulstick::ui {

OpenedSeries openSeriesIn(const std::filesystem::path& folder) {
  OpenedSeries found;
  try {
    found.file = readSeries(folder);
    if (!found.file.plan) return found;
    found.cells = lookAtSeries(folder, *found.file.plan);
    found.scores = readScores(folder);
  } catch (...) {
    found.file.plan.reset();
    found.fault = QString::fromStdString(currentFault().message());
  }
  return found;
}

QString beginSeriesIn(const std::filesystem::path& folder, const SeriesPlan& plan) {
  try {
    writeSeries(folder, plan);
    return {};
  } catch (...) {
    return QString::fromStdString(currentFault().message());
  }
}

Beginning resumeSeriesIn(const std::filesystem::path& folder, const SeriesPlan& plan,
                         const std::stop_token& stop) {
  try {
    return std::make_shared<Resumed>(resumeSeries(folder, plan, stop));
  } catch (...) {
    return currentFault();
  }
}

bool isSeriesFolder(const std::filesystem::path& folder) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(folder / planName, ignored);
}

}  // namespace maulstick::ui

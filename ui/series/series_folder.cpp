#include "ui/series/series_folder.h"

#include <QDateTime>
#include <QFileInfo>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/error.h"
#include "base/stop.h"
#include "batch/finished.h"
#include "engine/size_rules.h"
#include "guidance/catalog.h"
#include "model/bundle.h"
#include "sheet/account.h"
#include "sheet/records.h"
#include "ui/settings/json_document.h"
#include "ui/settings/json_member.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr DocumentFormat scoresFormat = {.name = "maulstick-series-scores", .version = 1};

// In the catalog's order.
std::vector<double> inOrder(const std::vector<std::pair<std::string, double>>& named) {
  std::vector<double> losses;
  for (const guidance::Loss& loss : guidance::catalog()) {
    double value = std::numeric_limits<double>::quiet_NaN();
    for (const auto& [name, number] : named) {
      if (name == loss.name) value = number;
    }
    losses.push_back(value);
  }
  return losses;
}

std::unordered_map<std::string, sheet::Record> recordsOf(const fs::path& folder) {
  std::unordered_map<std::string, sheet::Record> records;
  try {
    for (sheet::Record& one : sheet::read_records(folder).list) {
      std::string id = one.id;
      records.emplace(std::move(id), std::move(one));
    }
  } catch (const Error&) {  // no results yet
  }
  return records;
}

struct ModelFacts {
  std::string hash;
  SizeRules sizes;
};

ModelFacts factsOf(const fs::path& model) {
  const model::Bundle bundle = model::Bundle::open(model);
  return {.hash = bundle.hash(), .sizes = size_rules_of(bundle.manifest().latents)};
}

// One cell, read to its last pixel.
Finding examine(const fs::path& picture, const SeriesPlan& plan, const styles::Combination& one,
                const ModelFacts& facts) {
  Finding finding;
  try {
    const Request request = with_size(requestOf(plan, one), facts.sizes);
    const auto found =
        batch::find_finished(picture, {.request = request, .model_hash = facts.hash});
    finding.done = found.has_value();
    if (!found) return finding;
    finding.losses = found->losses;
    finding.seconds = found->seconds;
    finding.written = timeOf(picture);
  } catch (const Error& error) {
    finding.error = error.message();
    std::error_code ignored;
    finding.blocked = fs::exists(fs::symlink_status(picture, ignored));
  }
  return finding;
}

std::optional<double> numberIn(const json& object, const char* key) {
  const json& value = member(object, key);
  return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

}  // namespace

// As the thumbnails count it.
std::int64_t timeOf(const fs::path& picture) {
  return QFileInfo(fromPath(picture)).lastModified().toMSecsSinceEpoch();
}

std::vector<Finding> lookAtSeries(const fs::path& folder, const SeriesPlan& plan) {
  const styles::Sweep sweep = sweepOf(plan);
  const auto records = recordsOf(folder);
  std::vector<Finding> findings;
  const std::uint64_t cells = styles::count(sweep);
  for (std::uint64_t number = 0; number < cells; ++number) {
    Finding finding;
    const std::string id = styles::combination(sweep, number).id;
    std::error_code ignored;
    const fs::path picture = sheet::picture_path(folder, id);
    const auto record = records.find(id);
    finding.done = fs::is_regular_file(picture, ignored);
    if (finding.done) finding.written = timeOf(picture);
    if (record != records.end()) {
      finding.losses = inOrder(record->second.losses);
      if (!record->second.done) finding.error = record->second.error;
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

Resumed resumeSeries(const fs::path& folder, const SeriesPlan& plan, const std::stop_token& stop) {
  const ModelFacts facts = factsOf(plan.model.model);
  const styles::Sweep sweep = sweepOf(plan);
  Resumed resumed = {.cells = {},
                     .results = std::make_shared<batch::ResultsFile>(batch::results_path(folder, 0),
                                                                     batch::Existing::resume)};
  const batch::Recorded recorded = batch::read_results(folder);
  const std::uint64_t cells = styles::count(sweep);
  for (std::uint64_t i = 0; i < cells; ++i) {
    throw_if_stopped(stop, "looking", folder.string());
    const styles::Combination one = styles::combination(sweep, i);
    const fs::path picture = sheet::picture_path(folder, one.id);
    resumed.cells.push_back(examine(picture, plan, one, facts));
    const Finding& found = resumed.cells.back();
    if (!found.done || recorded.done.contains(one.id)) continue;
    resumed.results->append(
        batch::result_line(doneResult(one, static_cast<int>(i), found, picture)));
  }
  return resumed;
}

batch::Result doneResult(const styles::Combination& one, int number, const Finding& done,
                         const fs::path& picture) {
  return {.id = one.id,
          .line = number + 1,
          .style = one.style == nullptr ? std::string() : one.style->name,
          .seed = one.seed,
          .error = {},
          .output = picture,
          .seconds = done.seconds,
          .losses = done.losses};
}

batch::Result failedResult(const styles::Combination& one, int number, const std::string& error) {
  return {.id = one.id,
          .line = number + 1,
          .style = one.style == nullptr ? std::string() : one.style->name,
          .seed = one.seed,
          .error = error};
}

ScoreTable readScores(const fs::path& folder) {
  ScoreTable table;
  const json root = readDocument(folder / scoresName, scoresFormat).root;
  const json& scores = member(root, "scores");
  if (!scores.is_object()) return table;
  for (const auto& [id, one] : scores.items()) {
    if (const auto prompt = numberIn(one, "prompt")) {
      table[id] = {.prompt = *prompt, .style = numberIn(one, "style")};
    }
  }
  return table;
}

std::string scoreBytes(const ScoreTable& scores) {
  json object = json::object();
  for (const auto& [id, one] : scores) {
    object[id] = {{"prompt", one.prompt}};
    if (one.style) object[id]["style"] = *one.style;
  }
  return documentBytes({{"scores", object}}, scoresFormat);
}

}  // namespace maulstick::ui

#include "ui/series/series_file.h"

#include <QCoreApplication>
#include <QDateTime>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/file.h"
#include "engine/mode_names.h"
#include "styles/styles_json.h"
#include "ui/series/series_plan_json.h"
#include "ui/settings/json_document.h"
#include "ui/settings/paths.h"
#include "ui/settings/set_aside.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr DocumentFormat format = {.name = "maulstick-series", .version = 1};
constexpr std::size_t longestSlug = 30;

ordered_json numberOf(double value) {
  const bool whole = value == std::floor(value) && std::abs(value) < 1e15;
  return whole ? ordered_json(static_cast<std::int64_t>(value)) : ordered_json(value);
}

// Everything is said, so that neither defaults of another version nor the style's own guidance,
// which is in here already, can change it.
std::string jobLine(const SeriesPlan& plan, const styles::Combination& one) {
  const Request request = requestWithoutWords(plan, one);
  ordered_json job = {{"id", one.id}, {"prompt", request.prompt}, {"seed", request.seed}};
  if (one.style != nullptr) job["style"] = one.style->name;
  if (!request.negative.empty()) job["negative"] = request.negative;
  for (const Control& control : controls()) job[control.name] = numberOf(control.value(request));
  job["mode"] = name_of(request.guidance.mode);
  if (request.guidance.gradient_norm == guidance::GradientNorm::cap) job["cap"] = true;
  if (request.weights) job["weights"] = true;
  if (request.width > 0) job["width"] = request.width;
  if (request.height > 0) job["height"] = request.height;
  for (const fs::path& file : request.embeddings) job["embedding"].push_back(file.string());
  return job.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

QString slugOf(const std::string& prompt) {
  QString slug;
  for (const QChar c : QString::fromStdString(prompt).toLower()) {
    const bool fit = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
    if (fit) slug += c;
    if (!fit && !slug.isEmpty() && slug.back() != u'-') slug += u'-';
    if (slug.size() >= static_cast<qsizetype>(longestSlug)) break;
  }
  while (slug.endsWith(u'-')) slug.chop(1);
  return slug;
}

}  // namespace

SeriesFile readSeries(const fs::path& folder) {
  const fs::path file = folder / planName;
  const JsonDocument document = readDocument(file, format, Newer::stays);
  if (!document.notice.isEmpty()) return {.plan = {}, .notice = document.notice};
  if (document.root.empty()) return {};
  if (auto plan = planFromJson(document.root)) return {.plan = std::move(plan), .notice = {}};
  const fs::path kept = setAside(file);
  return {.plan = {},
          .notice = QCoreApplication::translate("maulstick::ui::SeriesFile",
                                                "The plan %1 is damaged. It is kept as %2.")
                        .arg(fromPath(file), fromPath(kept.filename()))};
}

std::string jobLines(const SeriesPlan& plan) {
  const styles::Sweep sweep = sweepOf(plan);
  std::string lines;
  const std::uint64_t cells = styles::count(sweep);
  for (std::uint64_t number = 0; number < cells; ++number) {
    lines += jobLine(plan, styles::combination(sweep, number));
  }
  return lines;
}

// The plan comes last: a folder that has one has everything.
void writeSeries(const fs::path& folder, const SeriesPlan& plan) {
  const std::string jobs = jobLines(plan);
  std::error_code fault;
  fs::create_directories(folder, fault);
  if (!plan.styles.empty()) {
    write_file_atomically(folder / stylesName, styles::styles_json(plan.styles));
  }
  write_file_atomically(folder / jobsName, jobs);
  write_file_atomically(folder / planName, documentBytes(planToJson(plan), format));
}

fs::path newSeriesFolder(const fs::path& parent, const std::string& prompt) {
  const QString now = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
  const QString slug = slugOf(prompt);
  const QString name =
      QString::fromLatin1(seriesPrefix) + now + (slug.isEmpty() ? slug : u'-' + slug);
  fs::path folder = parent / toPath(name);
  std::error_code ignored;
  for (int more = 2; fs::exists(folder, ignored); ++more) {
    folder = parent / toPath(name + u'-' + QString::number(more));
  }
  return folder;
}

}  // namespace maulstick::ui

#include "ui/window/picture_record.h"

#include <QCoreApplication>
#include <QStringList>
#include <cmath>

#include "base/json.h"
#include "engine/moves.h"
#include "guidance/catalog.h"
#include "ui/settings/json_member.h"
#include "ui/window/cockpit_points.h"

namespace maulstick::ui {
namespace {

using nlohmann::json;

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::PictureRecord", text);
}

// Beyond what any run reports, a plot could not be drawn.
constexpr double largest = 1e12;

double numberOf(const json& value) {
  if (!value.is_number()) return GuidedPoint::unknown;
  const double number = value.get<double>();
  return std::abs(number) <= largest ? number : GuidedPoint::unknown;
}

// A line of the chunk's curves, as the engine writes it; nothing where it has no place in the run.
std::optional<StepReport> stepOf(const json& line, int steps) {
  const double step = numberOf(member(line, "step"));
  const json& told = member(line, "guidance");
  if (!(step >= 0 && step < steps) || !told.is_object()) return std::nullopt;
  GuidanceReport report;
  for (const guidance::Loss& loss : guidance::catalog()) {
    report.losses.push_back(numberOf(member(told, std::string(loss.name))));
  }
  report.gradient_norm = numberOf(member(told, "gradient_norm"));
  report.push_percent = numberOf(member(told, "push_percent"));
  return StepReport{.step = static_cast<int>(step),
                    .steps = steps,
                    .timestep = 0,
                    .sigma = 0,
                    .seconds = numberOf(member(line, "seconds")),
                    .guidance = report};
}

void readCurves(const QString& chunk, const Request& request, PictureRecord& record) {
  const json root =
      parse_json(chunk.toStdString(), {.where = "maulstick", .blame = ErrorKind::bad_input});
  const double seconds = numberOf(member(root, "seconds"));
  if (std::isfinite(seconds) && seconds >= 0) record.seconds = seconds;
  const json& curves = member(root, "curves");
  if (!curves.is_array()) return;
  int next = 0;  // steps come in their order, each once
  for (const json& line : curves) {
    const auto step = stepOf(line, record.steps);
    if (!step || step->step < next) continue;
    next = step->step + 1;
    record.points.push_back(cockpitPoint(*step, settings_at(request, step->step)));
  }
}

}  // namespace

PictureRecord recordOf(const Painting& painting) {
  const Request& request = painting.request;
  PictureRecord record = {.steps = request.steps,
                          .guided = guided_steps(request),
                          .points = {},
                          .seconds = painting.seconds,
                          .seed = request.seed,
                          .model = QString::fromStdString(painting.fingerprint.model)};
  for (const StepReport& step : painting.steps) {
    record.points.push_back(cockpitPoint(step, settings_at(request, step.step)));
  }
  return record;
}

std::optional<PictureRecord> recordOf(const PictureSettings& settings) {
  if (!settings.restored) return std::nullopt;
  const Request& request = settings.restored->request;
  PictureRecord record = {.steps = request.steps,
                          .guided = {},
                          .points = {},
                          .seconds = {},
                          .seed = request.seed,
                          .model = QString::fromStdString(settings.restored->model)};
  // Whatever else painted knows nothing of guidance.
  if (settings.restored->origin != Restored::Origin::maulstick) return record;
  record.guided = guided_steps(request);
  try {
    readCurves(settings.maulstick, request, record);
  } catch (const Error&) {
    // Curves that cannot be read are none.
  }
  return record;
}

QString recordWords(const PictureRecord& record) {
  QStringList words;
  words << (record.seconds ? tr("Painted in %1 s").arg(*record.seconds, 0, 'f', 1)
                           : tr("Painted elsewhere"));
  if (record.seed >= 0) words << tr("seed %1").arg(record.seed);
  if (!record.model.isEmpty()) words << record.model;
  return words.join(QStringLiteral(" · "));
}

}  // namespace maulstick::ui

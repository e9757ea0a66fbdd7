#include "ui/window/cockpit_points.h"

#include <QCoreApplication>

#include "guidance/catalog.h"

namespace maulstick::ui {
namespace {

QString words(const char* text) {
  return QCoreApplication::translate("Cockpit", text);
}

struct Wording {
  std::string_view name;
  const char* title;
  const char* meaning;
};

constexpr Wording wordings[] = {
    {"clip", QT_TRANSLATE_NOOP("Cockpit", "CLIP distance"),
     QT_TRANSLATE_NOOP(
         "Cockpit",
         "How far the picture is from what the prompt says: 0 is the same, 1 unrelated")},
    {"frequency", QT_TRANSLATE_NOOP("Cockpit", "Frequency, from 35 %"),
     QT_TRANSLATE_NOOP("Cockpit",
                       "How far the share of fine detail is from the 35 % that guidance aims at")},
    {"composition", QT_TRANSLATE_NOOP("Cockpit", "Centre offset"),
     QT_TRANSLATE_NOOP("Cockpit", "How far the picture's weight lies from its middle")},
};

CockpitRow rowOf(const guidance::Loss& loss, int index) {
  CockpitRow row = {
      .name = QString::fromUtf8(loss.name.data(), static_cast<qsizetype>(loss.name.size())),
      .title = words(std::string(loss.label).c_str()),
      .meaning = words(std::string(loss.summary).c_str()),
      .colourIndex = index};
  for (const Wording& wording : wordings) {
    if (wording.name != loss.name) continue;
    row.title = words(wording.title);
    row.meaning = words(wording.meaning);
  }
  return row;
}

}  // namespace

std::vector<CockpitRow> cockpitRows() {
  std::vector<CockpitRow> rows;
  for (const guidance::Loss& loss : guidance::catalog()) {
    rows.push_back(rowOf(loss, static_cast<int>(rows.size())));
  }
  return rows;
}

StepPoint cockpitPoint(const StepReport& report, const guidance::GuideSettings& settings) {
  StepPoint point = {.step = report.step, .guided = {}};
  if (!report.reused) point.seconds = report.seconds;
  if (!report.guidance) return point;
  const GuidanceReport& told = *report.guidance;
  GuidedPoint guided;
  guided.losses = told.losses;
  for (std::size_t j = 0; j < told.losses.size(); ++j) {
    const double scale = settings.mode == guidance::Mode::relative
                             ? settings.scales[j] / guidance::catalog()[j].recommended
                             : settings.scales[j] * told.losses[j];
    guided.weighted.push_back(scale);
  }
  guided.gradientNorm = told.gradient_norm;
  guided.pushPercent = told.push_percent;
  if (told.measures) {
    guided.spectrum = told.measures->power;
    guided.highShare = told.measures->high_share;
    guided.centre = QPointF(told.measures->centre_x, told.measures->centre_y);
  }
  point.guided = guided;
  return point;
}

}  // namespace maulstick::ui

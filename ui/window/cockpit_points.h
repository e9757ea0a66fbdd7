#pragma once
// From what the engine reports to what the cockpit shows.

#include <vector>

#include "engine/report.h"
#include "ui/cockpit/step_point.h"

namespace maulstick::ui {

// One row for each loss of the catalog, in the reader's language.
std::vector<CockpitRow> cockpitRows();

// `settings` are those that guidance had at this step: they weigh its losses.
StepPoint cockpitPoint(const StepReport& report, const guidance::GuideSettings& settings);

}  // namespace maulstick::ui

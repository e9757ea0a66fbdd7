#pragma once
// The steps of a run as a table for other programs.

#include <QString>
#include <vector>

#include "ui/cockpit/cockpit_data.h"

namespace maulstick::ui {

// One line a step, with a header; numbers with a point and as many digits as give them back
// exactly; empty where a value is not known. Steps count from 1, as everywhere that people see
// them.
QString toCsv(const std::vector<CockpitRow>& rows, const CockpitData& data);

}  // namespace maulstick::ui

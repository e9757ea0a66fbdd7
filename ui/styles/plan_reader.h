#pragma once
// What the fields of the Styles view stand for: a plan, or why there is none. Plain functions.

#include <QString>
#include <optional>
#include <vector>

#include "ui/series/series_plan.h"
#include "ui/settings/style_chip.h"
#include "ui/styles/sweep_fields.h"

namespace maulstick::ui {

struct PlanReading {
  std::optional<SeriesPlan> plan = {};
  int pictures = 0;      // that it makes
  QString fault = {};    // why it cannot be painted
  bool tooMany = false;  // that is why
};

// `choice` is what the sweep says; the styles are the chips that are on, and `asItIs` adds the prompt
// without any of them.
PlanReading planReadingOf(const EngineOptions& model, const Request& base,
                          const std::vector<StyleChip>& chips,
                          const std::optional<SweepFields::Choice>& choice, bool asItIs);

// The reverse, for the sweep: as a person would write it.
SweepTexts sweepTextsOf(const SeriesPlan& plan);

bool isSamePlan(const SeriesPlan& one, const SeriesPlan& other);

// The first cell that is guided, which takes most memory; else the first. Nothing if that one
// cannot be painted.
std::optional<Request> heaviestOf(const SeriesPlan& plan);

}  // namespace maulstick::ui

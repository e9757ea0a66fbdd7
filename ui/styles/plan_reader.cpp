#include "ui/styles/plan_reader.h"

#include <QCoreApplication>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_set>
#include <utility>

#include "base/error.h"
#include "engine/moves.h"
#include "engine/numbers.h"
#include "ui/painting/fault_words.h"
#include "ui/series/series_plan_json.h"

namespace maulstick::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(maulstick::ui::PlanReader)
};

// The first name that two of them have.
std::optional<std::string> twice(const std::vector<styles::Style>& list) {
  std::unordered_set<std::string> names;
  for (const styles::Style& style : list) {
    if (!names.insert(styles::folded_name(style.name)).second) return style.name;
  }
  return std::nullopt;
}

SeriesPlan planOf(const EngineOptions& model, const Request& base,
                  const std::vector<StyleChip>& chips) {
  SeriesPlan plan = {.model = model, .base = base, .styles = {}, .seeds = {}, .axes = {}};
  plan.base.seed = 0;
  plan.base.moves.clear();
  for (const StyleChip& chip : chips) {
    if (chip.on) plan.styles.push_back(styleOf(chip));
  }
  return plan;
}

// "1-5, 9".
QString seedsText(const std::vector<std::int64_t>& seeds) {
  QStringList parts;
  for (std::size_t first = 0; first < seeds.size();) {
    std::size_t last = first;
    while (last + 1 < seeds.size() && seeds[last + 1] == seeds[last] + 1) ++last;
    if (last < first + 2) last = first;
    parts << (last == first ? QString::number(seeds[first])
                            : QStringLiteral("%1-%2").arg(seeds[first]).arg(seeds[last]));
    first = last + 1;
  }
  return parts.join(QStringLiteral(", "));
}

// How many pictures it makes, if they are not too many.
PlanReading counted(SeriesPlan plan) {
  try {
    const std::uint64_t count = styles::count(sweepOf(plan));
    if (count > mostPictures) {
      return {.fault = Words::tr("That makes more than %1 pictures").arg(mostPictures),
              .tooMany = true};
    }
    return {.plan = std::move(plan), .pictures = static_cast<int>(count)};
  } catch (const Error& error) {
    return {.fault = Words::tr("The prompt cannot be read: %1").arg(faultCause(error.message()))};
  }
}

}  // namespace

PlanReading planReadingOf(const EngineOptions& model, const Request& base,
                          const std::vector<StyleChip>& chips,
                          const std::optional<SweepFields::Choice>& choice, bool asItIs) {
  if (!choice) return {.fault = Words::tr("One of the fields cannot be read")};
  SeriesPlan plan = planOf(model, base, chips);
  if (const auto name = twice(plan.styles)) {
    return {.fault = Words::tr("Two styles are called %1").arg(QString::fromStdString(*name))};
  }
  plan.seeds = choice->seeds;
  plan.axes = choice->axes;
  plan.asItIs = asItIs && !plan.styles.empty();
  return counted(std::move(plan));
}

SweepTexts sweepTextsOf(const SeriesPlan& plan) {
  SweepTexts texts = {seedsText(plan.seeds)};
  for (const styles::Axis& axis : plan.axes) {
    QStringList values;
    for (const double value : axis.values) values << QString::fromStdString(shortest(value));
    texts << QString::fromStdString(axis.name) << values.join(QStringLiteral(", "));
  }
  return texts;
}

bool isSamePlan(const SeriesPlan& one, const SeriesPlan& other) {
  return planToJson(one) == planToJson(other);
}

std::optional<Request> heaviestOf(const SeriesPlan& plan) {
  try {
    const styles::Sweep sweep = sweepOf(plan);
    const std::uint64_t cells = styles::count(sweep);
    for (std::uint64_t number = 0; number < cells; ++number) {
      Request request = requestWithoutWords(plan, styles::combination(sweep, number));
      const std::vector<bool> guided = guided_steps(request);
      if (std::ranges::find(guided, true) != guided.end()) return request;
    }
    return requestWithoutWords(plan, styles::combination(sweep, 0));
  } catch (const Error&) {
    return std::nullopt;  // painting will say what is wrong
  }
}

}  // namespace maulstick::ui

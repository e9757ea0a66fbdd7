#include "ui/compare/loss_sets.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cstddef>

#include "guidance/catalog.h"

namespace maulstick::ui {
namespace {

// As many rows as can be combined on a screen; with more of them, what lies behind is offered with
// all others only.
constexpr std::size_t mostCombined = 5;

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::LossSets", text);
}

auto sizeOf(const LossSet& set) {
  return std::ranges::count(set, true);
}

LossSet fullSet() {
  return LossSet(guidance::catalog().size(), true);
}

// As the sliders call them.
QString labelOf(const guidance::Loss& loss) {
  return QCoreApplication::translate("Controls", std::string(loss.label).c_str());
}

}  // namespace

std::vector<LossSet> allLossSets() {
  const std::size_t rows = guidance::catalog().size();
  const std::size_t combined = std::min(rows, mostCombined);
  std::vector<LossSet> sets;
  for (std::size_t bits = 0; bits < std::size_t{1} << combined; ++bits) {
    LossSet set(rows, false);
    for (std::size_t row = 0; row < combined; ++row) set[row] = (bits >> row & 1U) != 0;
    sets.push_back(set);
  }
  if (rows > combined) sets.push_back(fullSet());
  std::ranges::stable_sort(sets, {}, sizeOf);
  return sets;
}

bool isUsual(const LossSet& set) {
  if (set == fullSet()) return true;
  const auto behind =
      set.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(2, set.size()));
  return std::none_of(behind, set.end(), [](bool on) { return on; });
}

QString nameOf(const LossSet& set) {
  if (sizeOf(set) == 0) return tr("Unguided");
  if (set == fullSet() && set.size() > 1) return tr("All");
  QStringList names;
  for (std::size_t row = 0; row < set.size(); ++row) {
    if (set[row]) names << labelOf(guidance::catalog()[row]);
  }
  QString name = names.join(tr(" + "));
  name[0] = name[0].toUpper();
  return name;
}

LossSet lossesOf(const Request& request) {
  LossSet set;
  for (const double scale : request.guidance.scales) set.push_back(scale > 0);
  return set;
}

Request withLosses(const Request& request, const LossSet& set) {
  Request alone = request;
  alone.moves.clear();
  for (std::size_t row = 0; row < set.size(); ++row) {
    double& scale = alone.guidance.scales[row];
    if (scale == 0) scale = guidance::catalog()[row].recommended;
    if (!set[row]) scale = 0;
  }
  return alone;
}

}  // namespace maulstick::ui

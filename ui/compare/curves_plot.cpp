#include "ui/compare/curves_plot.h"

#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <set>

#include "ui/cockpit/cockpit_words.h"

namespace maulstick::ui {
namespace {

constexpr double plotHeight = 56;

}  // namespace

CurvesPlot::CurvesPlot(int colourIndex, QWidget* parent)
    : StepPlot(plotHeight, parent), colourIndex_(colourIndex) {
  connect(this, &StepPlot::stepHovered, this, &CurvesPlot::tellValues);
}

// The picture itself stands behind the last step.
void CurvesPlot::setCurves(int steps, std::vector<Curve> curves) {
  setLastStep(steps);
  curves_ = std::move(curves);
  const auto rank = [](const Curve& curve) {
    return curve.weight == Weight::other ? 0 : curve.weight == Weight::left ? 1 : 2;
  };
  std::ranges::stable_sort(curves_, {}, rank);
  for (const Curve& curve : curves_) {
    for (const Point& point : curve.points) addToRange(point.value);
    addToRange(curve.last);
  }
  describe();
  update();
}

std::vector<int> CurvesPlot::knownSteps() const {
  std::set<int> steps;
  for (const Curve& curve : curves_) {
    for (const Point& point : curve.points) steps.insert(point.step);
    if (std::isfinite(curve.last)) steps.insert(lastStep());
  }
  return {steps.begin(), steps.end()};
}

QStringList CurvesPlot::crosshairLines() const {
  if (!crosshair()) return {};
  const int step = *crosshair();
  const bool isPicture = step == lastStep();
  QStringList lines;
  for (auto curve = curves_.rbegin(); curve != curves_.rend(); ++curve) {
    const auto at = std::ranges::find(curve->points, step, &Point::step);
    const double last = isPicture ? curve->last : NAN;
    const double value = at != curve->points.end() ? at->value : last;
    if (std::isfinite(value)) lines << tr("%1  %2").arg(curve->name, lossText(value));
  }
  if (!lines.isEmpty()) lines.prepend(isPicture ? tr("the picture") : stepText(step));
  return lines;
}

void CurvesPlot::describe() {
  QStringList words;
  for (auto curve = curves_.rbegin(); curve != curves_.rend(); ++curve) {
    const double first = curve->points.empty() ? NAN : curve->points.front().value;
    if (std::isfinite(first) && std::isfinite(curve->last)) {
      words << tr("%1 from %2 to %3").arg(curve->name, lossText(first), lossText(curve->last));
    } else if (std::isfinite(curve->last)) {
      words << tr("%1 %2").arg(curve->name, lossText(curve->last));
    }
  }
  setAccessibleDescription(words.join(QStringLiteral("; ")));
}

// Of all runs, beside the plot: they would not fit into it.
void CurvesPlot::tellValues() {
  const QStringList lines = crosshairLines();
  if (lines.isEmpty()) return QToolTip::hideText();
  const QPoint at(static_cast<int>(place(*crosshair(), lowest()).x()) + 4, height());
  QToolTip::showText(mapToGlobal(at), lines.join(QLatin1Char('\n')), this);
}

}  // namespace maulstick::ui

#include "ui/styles/response_curves.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/cockpit/cockpit_words.h"
#include "ui/cockpit/head_line.h"
#include "ui/cockpit/sparkline.h"
#include "ui/panels/slider_specs.h"
#include "ui/series/series.h"

namespace maulstick::ui {
namespace {

constexpr int places = 1000;  // along the axis, from its least value to its largest
constexpr int curveHeight = 56;
constexpr int scoreRow = -1;

}  // namespace

ResponseCurves::ResponseCurves(const std::vector<CockpitRow>& losses, QWidget* parent)
    : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 8, 0, 0);
  row->setSpacing(24);
  for (const CockpitRow& loss : losses) curves_.push_back(makeCurve(loss));
  curves_.push_back(makeCurve({.name = {},
                               .title = tr("CLIP with the prompt"),
                               .meaning = tr("How close CLIP finds the picture to the prompt, from "
                                             "-1 to 1: more is closer"),
                               .colourIndex = scoreRow}));
}

ResponseCurves::Curve ResponseCurves::makeCurve(const CockpitRow& row) {
  auto* place = new QWidget(this);
  auto* column = new QVBoxLayout(place);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  auto* head = new HeadLine(row.title, row.meaning, place);
  auto* line = new Sparkline({.colourIndex = row.colourIndex,
                              .height = curveHeight,
                              .where = [this](int at) { return valueAt(at); }},
                             place);
  head->setValueCanShrink();  // four heads beside each other, in large text too
  line->setAccessibleName(row.title);
  column->addWidget(head);
  column->addWidget(line);
  layout()->addWidget(place);
  connect(line, &Sparkline::stepHovered, this, &ResponseCurves::hover);
  return {.head = head, .line = line, .values = {}, .results = {}};
}

bool ResponseCurves::suits(const Series& series) {
  const std::vector<styles::Axis>& axes = series.plan().axes;
  return !axes.empty() && axes.back().values.size() > 1;
}

int ResponseCurves::placeOf(double value) const {
  const auto [least, most] = std::ranges::minmax(axis_);
  return most > least ? static_cast<int>(std::lround(places * (value - least) / (most - least)))
                      : 0;
}

QString ResponseCurves::valueAt(int place) const {
  for (const double value : axis_) {
    if (placeOf(value) == place) return valueWords(control_.toStdString(), value);
  }
  return {};
}

void ResponseCurves::show(const Series& series, int number) {
  hovered_.reset();
  if (number < 0 || !suits(series)) return;
  control_ = QString::fromStdString(series.plan().axes.back().name);
  axis_ = series.plan().axes.back().values;
  const int row = series.layout().rowOf(number);
  for (std::size_t i = 0; i < curves_.size(); ++i) {
    fill(curves_[i], series, row, i + 1 == curves_.size() ? scoreRow : static_cast<int>(i));
  }
  showHeads();
}

void ResponseCurves::fill(Curve& curve, const Series& series, int row, int loss) {
  std::vector<std::pair<double, double>> points;
  for (int column = 0; column < series.layout().columns(); ++column) {
    const SeriesCell& cell = series.cell(series.layout().numberAt(row, column));
    if (cell.state != SeriesCell::State::done) continue;
    const auto at = static_cast<std::size_t>(loss);
    double result = GuidedPoint::unknown;
    if (loss == scoreRow && cell.scores) result = cell.scores->prompt;
    if (loss != scoreRow && at < cell.losses.size()) result = cell.losses[at];
    if (std::isfinite(result)) points.emplace_back(cell.what.values.back(), result);
  }
  std::ranges::sort(points);
  curve.values.clear();
  curve.results.clear();
  curve.line->start(places + 1);
  for (const auto& [value, result] : points) {
    if (!curve.values.empty() && placeOf(curve.values.back()) == placeOf(value)) continue;
    curve.values.push_back(value);
    curve.results.push_back(result);
    curve.line->append(placeOf(value), result);
  }
}

// The same value in all of them.
void ResponseCurves::hover(const std::optional<int>& place) {
  hovered_ = place;
  for (const Curve& curve : curves_) curve.line->setCrosshair(place);
  showHeads();
}

// The value under the crosshair, else the range that the curve goes through.
void ResponseCurves::showHeads() {
  for (const Curve& curve : curves_) {
    QString value;
    for (std::size_t i = 0; i < curve.values.size(); ++i) {
      if (hovered_ && placeOf(curve.values[i]) == *hovered_) value = lossText(curve.results[i]);
    }
    if (!hovered_ && !curve.results.empty()) {
      const auto [least, most] = std::ranges::minmax(curve.results);
      value = least == most ? lossText(least) : tr("%1 to %2").arg(lossText(least), lossText(most));
    }
    curve.head->setValue(value);
    curve.head->setNote(hovered_ ? valueAt(*hovered_) : QString());
  }
}

}  // namespace maulstick::ui

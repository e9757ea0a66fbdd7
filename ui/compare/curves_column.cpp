#include "ui/compare/curves_column.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/cockpit/cockpit_words.h"
#include "ui/cockpit/head_line.h"
#include "ui/compare/curves_plot.h"

namespace maulstick::ui {
namespace {

constexpr int betweenPlots = 10;

using Weight = CurvesPlot::Weight;

Weight weightOf(const Comparison& comparison, int index) {
  if (index == comparison.index(Side::right)) return Weight::right;
  return index == comparison.index(Side::left) ? Weight::left : Weight::other;
}

double at(const std::vector<double>& losses, std::size_t row) {
  return row < losses.size() ? losses[row] : ComparedPicture::unknown;
}

CurvesPlot::Curve curveOf(const ComparedPicture& picture, std::size_t row, Weight weight) {
  CurvesPlot::Curve curve = {
      .name = picture.name, .weight = weight, .points = {}, .last = at(picture.losses, row)};
  for (const LossPoint& point : picture.curve) {
    curve.points.push_back({point.step, at(point.losses, row)});
  }
  return curve;
}

}  // namespace

CurvesColumn::CurvesColumn(const Comparison& comparison, const std::vector<CockpitRow>& rows,
                           const std::vector<FigureColumn>& columns, QWidget* parent)
    : QWidget(parent), comparison_(comparison) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  for (const CockpitRow& row : rows) {
    const QString title = tr("%1 by step").arg(columns[plots_.size()].title);
    auto* head = new HeadLine(title, row.meaning, this);
    auto* plot = new CurvesPlot(row.colourIndex, this);
    plot->setAccessibleName(head->title());
    if (!plots_.empty()) column->addSpacing(betweenPlots);
    column->addWidget(head);
    column->addWidget(plot);
    connect(plot, &CurvesPlot::stepHovered, this, [this](const std::optional<int>& step) {
      for (CurvesPlot* one : plots_) one->setCrosshair(step);
    });
    heads_.push_back(head);
    plots_.push_back(plot);
  }
  connect(&comparison, &Comparison::replaced, this, &CurvesColumn::refresh);
  connect(&comparison, &Comparison::pictureChanged, this, &CurvesColumn::refresh);
  connect(&comparison, &Comparison::sidesChanged, this, &CurvesColumn::refresh);
  refresh();
}

void CurvesColumn::refresh() {
  for (std::size_t row = 0; row < plots_.size(); ++row) showCurves(row);
}

void CurvesColumn::showCurves(std::size_t row) {
  std::vector<CurvesPlot::Curve> curves;
  int steps = 0;
  for (int index = 0; index < comparison_.count(); ++index) {
    const ComparedPicture& picture = *comparison_.picture(index);
    curves.push_back(curveOf(picture, row, weightOf(comparison_, index)));
    steps = std::max(steps, picture.steps);
  }
  plots_[row]->setCurves(steps, std::move(curves));
  const auto final = [&](Side side) {
    const ComparedPicture* picture = comparison_.on(side);
    return picture == nullptr ? ComparedPicture::unknown : at(picture->losses, row);
  };
  const double left = final(Side::left);
  const double right = final(Side::right);
  const bool both = std::isfinite(left) && std::isfinite(right) &&
                    comparison_.index(Side::left) != comparison_.index(Side::right);
  heads_[row]->setNote(both ? tr("A %1 · B %2").arg(lossText(left), lossText(right)) : QString());
}

}  // namespace maulstick::ui

#pragma once
// The loss curves of all compared pictures, a plot for each loss; the crosshair is the same in all
// of them. Part of the Compare view; UI thread.

#include <QWidget>
#include <vector>

#include "ui/cockpit/step_point.h"
#include "ui/compare/comparison.h"
#include "ui/compare/figures.h"

namespace maulstick::ui {

class CurvesPlot;
class HeadLine;

class CurvesColumn : public QWidget {
  Q_OBJECT

 public:
  // It must outlive this. The plots are called as the losses' columns.
  CurvesColumn(const Comparison& comparison, const std::vector<CockpitRow>& rows,
               const std::vector<FigureColumn>& columns, QWidget* parent = nullptr);

 private:
  void refresh();
  void showCurves(std::size_t row);

  const Comparison& comparison_;
  std::vector<HeadLine*> heads_;
  std::vector<CurvesPlot*> plots_;
};

}  // namespace maulstick::ui

#pragma once
// How the number that is swept across acts: of one row of the matrix, each loss and the CLIP score
// against its values. Used by the Styles view, below the matrix.

#include <QWidget>
#include <optional>
#include <vector>

#include "ui/cockpit/step_point.h"

namespace maulstick::ui {

class HeadLine;
class Series;
class Sparkline;

class ResponseCurves : public QWidget {
  Q_OBJECT

 public:
  // `losses` are the rows of the catalog, as the cockpit calls them.
  explicit ResponseCurves(const std::vector<CockpitRow>& losses, QWidget* parent = nullptr);

  // Whether there is something to show: a number is swept, with several values.
  [[nodiscard]] static bool suits(const Series& series);

  // Of the row with that cell. Nothing: -1.
  void show(const Series& series, int number);

 private:
  struct Curve {
    HeadLine* head;
    Sparkline* line;
    std::vector<double> values;  // along the axis: of the points that are there
    std::vector<double> results;
  };
  Curve makeCurve(const CockpitRow& row);
  void fill(Curve& curve, const Series& series, int row, int loss);
  void hover(const std::optional<int>& place);
  void showHeads();
  [[nodiscard]] int placeOf(double value) const;
  [[nodiscard]] QString valueAt(int place) const;

  std::vector<Curve> curves_;  // the last one is the score
  QString control_;
  std::vector<double> axis_;
  std::optional<int> hovered_;
};

}  // namespace maulstick::ui

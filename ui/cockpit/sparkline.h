#pragma once
// One measure against step, as a small curve: a dot for every value, a gap where a value is not a
// number, a ring at the latest, or at the one under the crosshair. Used by the cockpit. UI thread.

#include <functional>

#include "ui/cockpit/step_plot.h"

namespace maulstick::ui {

class Sparkline : public StepPlot {
  Q_OBJECT

 public:
  struct Point {
    int step;
    double value;
  };
  struct Look {
    int colourIndex = -1;
    int height = 44;
    std::function<QString(double)> text = {};  // of a value
    QString placeholder = {};                  // before the first value
    std::function<QString(int)> where = {};    // of a step; "step 16" without
  };

  explicit Sparkline(Look look, QWidget* parent = nullptr);

  // The axis has room for `steps`; forgets the values.
  void start(int steps);
  void append(int step, double value);  // steps in rising order

  [[nodiscard]] const std::vector<Point>& points() const { return points_; }

  [[nodiscard]] QString crosshairText() const;  // "step 16 · 0.334"; "" without a crosshair

 protected:
  [[nodiscard]] std::vector<int> knownSteps() const override;
  void drawCurves(QPainter& painter) const override;
  void drawNothing(QPainter& painter) const override;

 private:
  [[nodiscard]] const Point* pointAt(int step) const;
  [[nodiscard]] const Point* latest() const;
  void drawCurve(QPainter& painter) const;
  void drawDots(QPainter& painter) const;
  void drawMark(QPainter& painter) const;

  Look look_;
  std::vector<Point> points_;
};

}  // namespace maulstick::ui

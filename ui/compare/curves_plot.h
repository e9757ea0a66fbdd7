#pragma once
// One loss of several runs over each other, by step. The two on the canvas stand out, the others
// step back; a run that nothing guided is a line at what its picture has in the end. The crosshair
// tells the values of all runs at its step. Part of the Compare view; UI thread.

#include "ui/cockpit/step_plot.h"

namespace maulstick::ui {

class CurvesPlot : public StepPlot {
  Q_OBJECT

 public:
  enum class Weight { left, right, other };
  struct Point {
    int step;
    double value;
  };
  struct Curve {
    QString name;
    Weight weight = Weight::other;
    std::vector<Point> points;
    double last;  // of the picture; NaN if it is not known
  };

  // The colour of the loss is the right side's.
  explicit CurvesPlot(int colourIndex, QWidget* parent = nullptr);

  void setCurves(int steps, std::vector<Curve> curves);

  // "step 16", then a line for each run: "CLIP 0.334". Empty without a crosshair.
  [[nodiscard]] QStringList crosshairLines() const;

 protected:
  [[nodiscard]] std::vector<int> knownSteps() const override;
  void drawCurves(QPainter& painter) const override;

 private:
  void describe();
  void tellValues();
  [[nodiscard]] QColor colourOf(const Curve& curve) const;
  void drawCurve(QPainter& painter, const Curve& curve) const;

  int colourIndex_;
  std::vector<Curve> curves_;  // those that stand out last
};

}  // namespace maulstick::ui

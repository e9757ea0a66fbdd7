#pragma once
// A small plot of values against step, with a crosshair that the mouse or the arrow keys put on a
// step and Esc takes away. What is drawn is the derived class's. UI thread.

#include <QWidget>
#include <optional>
#include <vector>

namespace maulstick::ui {

class StepPlot : public QWidget {
  Q_OBJECT

 public:
  void setCrosshair(const std::optional<int>& step);
  [[nodiscard]] std::optional<int> crosshair() const { return crosshair_; }

  // Where a value is drawn.
  [[nodiscard]] QPointF place(int step, double value) const;

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void stepHovered(const std::optional<int>& step);  // nothing: the mouse has left

 protected:
  StepPlot(double height, QWidget* parent);  // of the whole, before the theme scales it

  // The axis reaches from step 0 to this one; the range of the values is forgotten.
  void setLastStep(int step);
  void reachStep(int step);       // at least
  void addToRange(double value);  // unless it is not finite
  [[nodiscard]] int lastStep() const { return lastStep_; }
  [[nodiscard]] bool hasRange() const { return known_; }
  [[nodiscard]] double lowest() const { return lowest_; }

  // Where a crosshair can be, in rising order.
  [[nodiscard]] virtual std::vector<int> knownSteps() const = 0;

  // Above the floor: the curves, or what stands there as long as there is no range.
  virtual void drawCurves(QPainter& painter) const = 0;
  virtual void drawNothing(QPainter& /*painter*/) const {}

  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void hover(const std::optional<int>& step);
  bool moveCrosshair(int key);

  double height_;
  int lastStep_ = 0;
  double lowest_ = 0;
  double highest_ = 0;
  bool known_ = false;  // there is a finite value, so lowest_ and highest_ mean something
  std::optional<int> crosshair_;
};

}  // namespace maulstick::ui

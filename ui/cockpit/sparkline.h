#pragma once
// One measure against step, as a small curve: a dot for every value, a gap where a value is not a
// number, a ring at the latest. The mouse or the arrow keys put a crosshair on a step. Used by the
// cockpit. UI thread.

#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

namespace maulstick::ui {

class Sparkline : public QWidget {
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
  };

  explicit Sparkline(Look look, QWidget* parent = nullptr);

  // The axis has room for `steps`; forgets the values.
  void start(int steps);
  void append(int step, double value);  // steps in rising order

  [[nodiscard]] const std::vector<Point>& points() const { return points_; }

  void setCrosshair(const std::optional<int>& step);
  [[nodiscard]] std::optional<int> crosshair() const { return crosshair_; }
  [[nodiscard]] QString crosshairText() const;  // "step 16 · 0.334"; "" without a crosshair

  // Where a value is drawn.
  [[nodiscard]] QPointF place(int step, double value) const;

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void stepHovered(const std::optional<int>& step);  // nothing: the mouse has left

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  [[nodiscard]] QRectF plot() const;
  [[nodiscard]] const Point* pointAt(int step) const;
  [[nodiscard]] const Point* nearest(double x) const;
  [[nodiscard]] const Point* latest() const;
  void hover(const std::optional<int>& step);
  void moveCrosshair(int direction);
  void drawCurve(QPainter& painter) const;
  void drawDots(QPainter& painter) const;
  void drawMark(QPainter& painter) const;

  Look look_;
  int steps_ = 0;
  std::vector<Point> points_;
  double lowest_ = 0;
  double highest_ = 0;
  bool known_ = false;  // there is a finite value, so lowest_ and highest_ mean something
  std::optional<int> crosshair_;
};

}  // namespace maulstick::ui

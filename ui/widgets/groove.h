#pragma once
// The groove of a slider row: shows a value and the recommended band, and tells of gestures. It
// does not move by itself: its row does that.

#include <QWidget>

#include "ui/widgets/slider_row.h"

namespace maulstick::ui {

// The step of a drag or a key with Shift: a tenth, and at least 1 where only whole numbers count.
double fineStep(const SliderSpec& spec);

// Without the dust of binary fractions: 0.30000000000000004 is 0.3.
double tidy(double value);

class Groove : public QWidget {
  Q_OBJECT

 public:
  explicit Groove(const SliderSpec& spec, QWidget* parent = nullptr);

  [[nodiscard]] double value() const { return value_; }
  void setValue(double value);
  [[nodiscard]] const SliderSpec& spec() const { return spec_; }

  // Of a value, in pixels from the left.
  [[nodiscard]] double place(double value) const;

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void pressed();
  void moved(double value);
  void released(bool dragged);
  void cancelled();
  void turned(double steps);  // less than 1: a fine step
  void jumped(double value);
  void resetRequested();
  void typed(const QString& text);  // the beginning of a number; "" asks to edit the whole
  void settled();                   // the focus goes, or a shortcut is about to act

 protected:
  bool event(QEvent* event) override;
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  [[nodiscard]] double shareOf(double value) const;  // along the groove, 0 to 1
  [[nodiscard]] double valueAt(double share) const;
  [[nodiscard]] double length() const;  // of the groove, in pixels
  [[nodiscard]] double onStep(double value, bool fine) const;
  void drawGround(QPainter& painter) const;
  void drawKnob(QPainter& painter) const;
  void drawPart(QPainter& painter, double from, double to, double thick,
                const QColor& colour) const;
  bool turnByKey(const QKeyEvent& event);
  void cancelDrag();

  SliderSpec spec_;
  double value_;
  double grip_ = 0;  // where a drag is, as a share, before it is brought to a step
  double lastX_ = 0;
  bool dragging_ = false;
  bool dragged_ = false;
  double wheel_ = 0;  // what is left of turns smaller than a step
};

}  // namespace maulstick::ui

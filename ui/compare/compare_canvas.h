#pragma once
// Two pictures on one place, the left one left of a line and the right one right of it, or the
// difference of the two. One zoom for both. Knows nothing of runs. UI thread. Besides what every
// ZoomedCanvas does:
//
//   drag the line, Left and Right   moves the line     double click, C   puts it into the middle
//   Space held   flips the sides                       X                 swaps them for good
//   D            difference map                        Up and Down, Ctrl and the wheel   how strong
//   drag beside the line, middle button, Shift and arrow keys            pan
//
// Keys that mean nothing here go on to the view.

#include <QImage>
#include <array>
#include <optional>

#include "ui/canvas/picture_layer.h"
#include "ui/canvas/zoomed_canvas.h"
#include "ui/compare/comparison.h"
#include "ui/compare/difference_finder.h"

namespace maulstick::ui {

class CompareTools;

class CompareCanvas : public ZoomedCanvas {
  Q_OBJECT

 public:
  static constexpr int largestFactor = 64;

  explicit CompareCanvas(QWidget* parent = nullptr);

  // A sketch of a picture that is painted is shown as large as that is going to be. Keeps zoom and
  // place if the size of the larger one stays the same.
  struct Shown {
    QString name;
    QImage image;
    QSize size;
  };
  void setShown(Side side, const Shown& shown);
  void setShown(const Shown& left, const Shown& right);

  // In shares of the picture's width.
  void setLine(double place);
  [[nodiscard]] double line() const { return line_; }

  void setFlipped(bool flipped);
  [[nodiscard]] bool isFlipped() const { return flipped_; }

  void setDifferenceShown(bool shown);
  [[nodiscard]] bool isDifferenceShown() const { return differenceShown_; }
  void setFactor(int factor);  // of the difference map; a power of two
  [[nodiscard]] int factor() const { return factor_; }

  // Whether a press or a release means something here, and what that is was done: for keys that
  // come from elsewhere in the view.
  bool takeKey(const QKeyEvent& event);

  // Empty, or that the two are not of one size.
  [[nodiscard]] QString note() const;

 Q_SIGNALS:
  void swapRequested();

 protected:
  [[nodiscard]] bool hasPicture() const override;
  void placeChildren() override;
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  enum class Grip { none, line, pan };
  struct Place {
    Shown shown;
    PictureLayer layer;
  };

  [[nodiscard]] const Place& at(Side side) const;
  void lay(Side side, const Shown& shown);
  [[nodiscard]] bool hasBoth() const;
  [[nodiscard]] QSize frame() const;
  void frameChanged();
  void describe();
  void findDifference();
  [[nodiscard]] double lineX() const;
  [[nodiscard]] Grip gripAt(const QPointF& place) const;
  void dragLineTo(double x);
  void updateCursor(const QPointF& place);
  bool lineByKey(int key);
  void drawSides(QPainter& painter) const;
  void drawLayer(QPainter& painter, const PictureLayer& layer, const QSize& size) const;
  void drawLine(QPainter& painter) const;
  void drawNames(QPainter& painter) const;

  std::array<Place, 2> places_;
  DifferenceFinder finder_;
  PictureLayer difference_;  // null until it is found
  double line_ = 0.5;
  bool flipped_ = false;
  bool differenceShown_ = false;
  int factor_ = 8;
  Grip grip_ = Grip::none;
  QPointF last_;
  CompareTools* tools_;
};

}  // namespace maulstick::ui

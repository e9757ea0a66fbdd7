#pragma once
// Where the picture lies on the canvas: its zoom and its origin. A plain value, used by CanvasView.
// All places are in pixels of the device, so that a zoom of 1 is one pixel of the picture on one of
// the screen whatever the scale of the desktop.

#include <QPointF>
#include <QRect>
#include <QSize>

namespace maulstick::ui {

class ViewTransform {
 public:
  static constexpr double smallest = 0.05;
  static constexpr double largest = 32;

  // `margin` is what fit() leaves free on each side. A fitted picture stays fitted; of another,
  // what was in the middle stays there.
  void setViewport(const QSizeF& viewport, double margin);

  // Keeps the view if the size is the same, else fits.
  void setPictureSize(const QSize& size);

  void fit();
  void zoomTo(double zoom, const QPointF& fixed);  // the place that does not move
  void panBy(const QPointF& distance);

  [[nodiscard]] double zoom() const { return zoom_; }
  [[nodiscard]] double fitZoom() const;
  [[nodiscard]] bool isFitted() const { return fitted_; }
  [[nodiscard]] bool showsWhole() const;
  [[nodiscard]] const QSize& pictureSize() const { return picture_; }

  // Where the picture lies, on whole pixels.
  [[nodiscard]] QRect pictureRect() const;

  // Between places of the viewport and of the picture, both continuous.
  [[nodiscard]] QPointF toPicture(const QPointF& place) const;
  [[nodiscard]] QPointF toViewport(const QPointF& inPicture) const;

  // The next larger (direction 1) or smaller (-1) of the zooms that keys step through.
  [[nodiscard]] double nextZoom(int direction) const;

 private:
  void keepInReach();

  QSizeF viewport_;
  double margin_ = 0;
  QSize picture_;
  double zoom_ = 1;
  QPointF origin_;
  bool fitted_ = true;
};

}  // namespace maulstick::ui

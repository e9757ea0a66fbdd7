#pragma once
// One picture of the canvas with the way it is to be enlarged, and what was last drawn of it, so
// that a repaint that changes nothing costs a copy. Used by CanvasView.

#include <QImage>
#include <QRect>

namespace maulstick::ui {

class PictureLayer {
 public:
  PictureLayer() = default;  // nothing to show

  // A decoded picture: sharp when enlarged.
  static PictureLayer decoded(const QImage& picture);

  // A sketch of a picture of `finalSize`, as the latents give it: smooth at every zoom.
  static PictureLayer sketch(const QImage& latents, const QSize& finalSize);

  [[nodiscard]] bool isNull() const { return picture_.isNull(); }
  [[nodiscard]] const QImage& picture() const { return picture_; }

  // The part `visible` of the picture enlarged to `whole`, in pixels of the device.
  [[nodiscard]] const QImage& drawn(const QRect& whole, const QRect& visible) const;

 private:
  PictureLayer(const QImage& picture, bool sharp);
  [[nodiscard]] QImage draw(const QRect& whole, const QRect& visible) const;

  QImage picture_;
  bool sharp_ = false;
  mutable QImage drawn_;
  mutable QRect drawnWhole_;
  mutable QRect drawnVisible_;
};

}  // namespace maulstick::ui

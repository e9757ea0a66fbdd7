#include "ui/canvas/picture_layer.h"

#include <QPainter>

#include "ui/canvas/scaling.h"

namespace maulstick::ui {
namespace {

// A sketch is enlarged well once, up to here, and by the painter from then on.
constexpr int largestSketch = 512;

QImage draft(const QImage& picture, const QRect& whole, const QRect& visible) {
  QImage target(visible.size(), QImage::Format_RGB32);
  QPainter painter(&target);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(whole.translated(-visible.topLeft()), picture);
  return target;
}

}  // namespace

PictureLayer::PictureLayer(const QImage& picture, bool sharp)
    : picture_(picture.convertToFormat(QImage::Format_RGB32)), sharp_(sharp) {
  picture_.setDevicePixelRatio(1);
}

PictureLayer PictureLayer::decoded(const QImage& picture) {
  return {picture, true};
}

PictureLayer PictureLayer::sketch(const QImage& latents, const QSize& finalSize) {
  if (latents.isNull() || finalSize.isEmpty()) return {latents, false};
  const QSize size = finalSize.boundedTo({largestSketch, largestSketch}).expandedTo(latents.size());
  return {enlargeSmoothly(latents.convertToFormat(QImage::Format_RGB32), size), false};
}

const QImage& PictureLayer::drawn(const QRect& whole, const QRect& visible) const {
  if (drawn_.isNull() || whole != drawnWhole_ || visible != drawnVisible_) {
    drawn_ = draw(whole, visible);
    drawnWhole_ = whole;
    drawnVisible_ = visible;
  }
  return drawn_;
}

QImage PictureLayer::draw(const QRect& whole, const QRect& visible) const {
  if (whole.size() == picture_.size()) {
    return picture_.copy(visible.translated(-whole.topLeft()));
  }
  if (whole.width() < picture_.width() || whole.height() < picture_.height()) {
    const QImage small =
        picture_.scaled(whole.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    return small.copy(visible.translated(-whole.topLeft()));
  }
  return sharp_ ? enlargeSharply(picture_, whole, visible) : draft(picture_, whole, visible);
}

}  // namespace maulstick::ui

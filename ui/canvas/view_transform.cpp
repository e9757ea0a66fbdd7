#include "ui/canvas/view_transform.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maulstick::ui {
namespace {

constexpr std::array ladder = {0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 1.0 / 3, 0.5,  2.0 / 3, 1.0,
                               1.5,  2.0,  3.0, 4.0,  6.0, 8.0,  12.0,    16.0, 24.0,    32.0};

// The picture always covers the middle of the viewport. So does every enlargement of it about any
// of its points, which is why zooming in at the cursor never has to give way to this bound.
double inReach(double origin, double length, double viewport) {
  const double middle = viewport / 2;
  return std::clamp(origin, middle - length, middle);
}

}  // namespace

void ViewTransform::setViewport(const QSizeF& viewport, double margin) {
  const QPointF moved =
      QPointF(viewport.width() - viewport_.width(), viewport.height() - viewport_.height()) / 2;
  viewport_ = viewport;
  margin_ = margin;
  if (fitted_) return fit();
  origin_ += moved;
  keepInReach();
}

void ViewTransform::setPictureSize(const QSize& size) {
  if (size == picture_) return;
  picture_ = size;
  fit();
}

double ViewTransform::fitZoom() const {
  if (picture_.isEmpty()) return 1;
  const double across = (viewport_.width() - 2 * margin_) / picture_.width();
  const double down = (viewport_.height() - 2 * margin_) / picture_.height();
  return std::clamp(std::min(across, down), smallest, largest);
}

void ViewTransform::fit() {
  zoom_ = fitZoom();
  origin_ = QPointF(viewport_.width() - picture_.width() * zoom_,
                    viewport_.height() - picture_.height() * zoom_) /
            2;
  fitted_ = true;
}

void ViewTransform::zoomTo(double zoom, const QPointF& fixed) {
  const double next = std::clamp(zoom, smallest, largest);
  origin_ = fixed - (fixed - origin_) * (next / zoom_);
  zoom_ = next;
  fitted_ = false;
  keepInReach();
}

void ViewTransform::panBy(const QPointF& distance) {
  origin_ += distance;
  fitted_ = false;
  keepInReach();
}

void ViewTransform::keepInReach() {
  origin_.setX(inReach(origin_.x(), picture_.width() * zoom_, viewport_.width()));
  origin_.setY(inReach(origin_.y(), picture_.height() * zoom_, viewport_.height()));
}

bool ViewTransform::showsWhole() const {
  return QRectF(QPointF(), viewport_).contains(pictureRect());
}

QRect ViewTransform::pictureRect() const {
  const QPoint from(qRound(origin_.x()), qRound(origin_.y()));
  return {from, QSize(std::max(1, qRound(picture_.width() * zoom_)),
                      std::max(1, qRound(picture_.height() * zoom_)))};
}

QPointF ViewTransform::toPicture(const QPointF& place) const {
  return (place - origin_) / zoom_;
}

QPointF ViewTransform::toViewport(const QPointF& inPicture) const {
  return origin_ + inPicture * zoom_;
}

double ViewTransform::nextZoom(int direction) const {
  constexpr double same = 1.001;
  if (direction > 0) {
    const auto* found = std::ranges::find_if(ladder, [this](double z) { return z > zoom_ * same; });
    return found == ladder.end() ? largest : *found;
  }
  double below = smallest;
  for (const double step : ladder) {
    if (step < zoom_ / same) below = step;
  }
  return below;
}

}  // namespace maulstick::ui

#pragma once
// What the composition loss sees, drawn over the picture: the middle, the centre of mass, and the
// way that it has come. Places are shares of the picture, 0 to 1. Used by CanvasView.

#include <QPointF>
#include <QRectF>
#include <optional>
#include <vector>

class QPainter;

namespace maulstick::ui {

class CentreOverlay {
 public:
  void add(const QPointF& centre);
  void clear();
  void setHovered(const std::optional<QPointF>& centre) { hovered_ = centre; }

  [[nodiscard]] const std::vector<QPointF>& path() const { return path_; }

  void draw(QPainter& painter, const QRectF& picture) const;

 private:
  std::vector<QPointF> path_;
  std::optional<QPointF> hovered_;
};

}  // namespace maulstick::ui

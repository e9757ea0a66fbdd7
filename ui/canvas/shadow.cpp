#include "ui/canvas/shadow.h"

#include <QImage>
#include <QPainter>
#include <cmath>

namespace maulstick::ui {
namespace {

constexpr double sigma = 12;  // of the blur, in pixels
constexpr int reach = 36;     // three of them
constexpr double drop = 8;

// How dark it is at `x` beside an edge at `reach`, lit from 0 on: the integral of the blur.
double edge(double x) {
  return 0.5 * (1 + std::erf((x - reach) / (sigma * std::sqrt(2.0))));
}

// A square whose corners are the shadow's and whose middle row and column are its sides.
QImage makeTile(double strength) {
  constexpr int side = 4 * reach + 1;
  QImage tile(side, side, QImage::Format_ARGB32_Premultiplied);
  const auto along = [](int i) { return edge(std::min(i, side - 1 - i) + 0.5); };
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const int alpha = static_cast<int>(std::lround(255 * strength * along(x) * along(y)));
      tile.setPixel(x, y, qRgba(0, 0, 0, alpha));
    }
  }
  return tile;
}

const QImage& tileFor(double strength) {
  static QImage tile;
  static double drawn = -1;
  if (drawn != strength) {
    tile = makeTile(strength);
    drawn = strength;
  }
  return tile;
}

}  // namespace

void drawSoftShadow(QPainter& painter, const QRectF& box, double strength) {
  constexpr double corner = 2 * reach;
  const QImage& tile = tileFor(strength);
  const QRectF outer = box.translated(0, drop).adjusted(-reach, -reach, reach, reach);
  if (outer.width() < 2 * corner || outer.height() < 2 * corner) return;  // a stamp needs none
  const double xs[] = {outer.left(), outer.left() + corner, outer.right() - corner, outer.right()};
  const double ys[] = {outer.top(), outer.top() + corner, outer.bottom() - corner, outer.bottom()};
  const double from[] = {0, corner, corner + 1, 2 * corner + 1};
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      if (row == 1 && column == 1) continue;  // the picture lies there
      painter.drawImage(
          QRectF(QPointF(xs[column], ys[row]), QPointF(xs[column + 1], ys[row + 1])), tile,
          QRectF(QPointF(from[column], from[row]), QPointF(from[column + 1], from[row + 1])));
    }
  }
}

}  // namespace maulstick::ui

#include "ui/compare/difference_map.h"

#include <QPainter>
#include <algorithm>
#include <cstdlib>

namespace maulstick::ui {
namespace {

int amplified(int one, int other, int factor) {
  return std::min(255, std::abs(one - other) * factor);
}

const QRgb* lineOf(const QImage& image, int y) {
  return reinterpret_cast<const QRgb*>(image.constScanLine(y));
}

}  // namespace

QImage differenceOf(const QImage& one, const QImage& other, int factor) {
  const QImage first = one.convertToFormat(QImage::Format_RGB32);
  const QImage second = other.convertToFormat(QImage::Format_RGB32);
  QImage map(first.size(), QImage::Format_RGB32);
  for (int y = 0; y < map.height(); ++y) {
    const QRgb* a = lineOf(first, y);
    const QRgb* b = lineOf(second, y);
    auto* target = reinterpret_cast<QRgb*>(map.scanLine(y));
    for (int x = 0; x < map.width(); ++x) {
      target[x] = qRgb(amplified(qRed(a[x]), qRed(b[x]), factor),
                       amplified(qGreen(a[x]), qGreen(b[x]), factor),
                       amplified(qBlue(a[x]), qBlue(b[x]), factor));
    }
  }
  return map;
}

QImage differenceIn(const QSize& frame, const QImage& one, const QImage& other, int factor) {
  const QImage map = differenceOf(fitted(one, frame), fitted(other, frame), factor);
  const QRect both = fittedInto(frame, one.size()).intersected(fittedInto(frame, other.size()));
  if (both.size() == frame) return map;
  QImage cut(frame, QImage::Format_RGB32);
  cut.fill(Qt::black);
  QPainter(&cut).drawImage(both.topLeft(), map, both);
  return cut;
}

int largestDifference(const QImage& one, const QImage& other) {
  const QImage map = differenceOf(one, other, 1);
  int largest = 0;
  for (int y = 0; y < map.height(); ++y) {
    const QRgb* line = lineOf(map, y);
    for (int x = 0; x < map.width(); ++x) {
      largest = std::max({largest, qRed(line[x]), qGreen(line[x]), qBlue(line[x])});
    }
  }
  return largest;
}

QRect fittedInto(const QSize& frame, const QSize& size) {
  const QSize large = size.scaled(frame, Qt::KeepAspectRatio).expandedTo({1, 1});
  return {QPoint((frame.width() - large.width()) / 2, (frame.height() - large.height()) / 2),
          large};
}

QImage fitted(const QImage& picture, const QSize& frame) {
  if (picture.size() == frame) return picture;
  QImage whole(frame, QImage::Format_RGB32);
  whole.fill(Qt::black);
  const QRect place = fittedInto(frame, picture.size());
  QPainter painter(&whole);
  painter.drawImage(place.topLeft(),
                    picture.scaled(place.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
  return whole;
}

}  // namespace maulstick::ui

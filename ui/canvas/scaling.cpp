#include "ui/canvas/scaling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace maulstick::ui {
namespace {

// One pixel of the target: two of the source and how much of the second, of 256.
struct Blend {
  int first;
  int second;
  quint32 part;
};

// For `count` pixels of the target from `from` on, where `sourceLength` pixels become
// `wholeLength`.
std::vector<Blend> blends(int sourceLength, int wholeLength, int from, int count) {
  const double scale = static_cast<double>(sourceLength) / wholeLength;
  std::vector<Blend> result;
  result.reserve(static_cast<std::size_t>(count));
  for (int target = from; target < from + count; ++target) {
    const double begin = target * scale;
    const double end = (target + 1) * scale;
    const int first = std::clamp(static_cast<int>(begin), 0, sourceLength - 1);
    const int second = std::min(first + 1, sourceLength - 1);
    const double beyond = std::clamp((end - (first + 1)) / scale, 0.0, 1.0);
    result.push_back({first, second, static_cast<quint32>(std::lround(beyond * 256))});
  }
  return result;
}

// Red and blue together, then green, in one multiplication each.
QRgb mix(QRgb a, QRgb b, quint32 partOfB) {
  constexpr quint32 mask = 0x00ff00ff;
  const quint32 partOfA = 256 - partOfB;
  const quint32 redBlue = ((a & mask) * partOfA + (b & mask) * partOfB) >> 8;
  const quint32 green = ((a >> 8) & mask) * partOfA + ((b >> 8) & mask) * partOfB;
  return (redBlue & mask) | (green & ~mask);
}

void blendRow(const QRgb* source, const std::vector<Blend>& columns, QRgb* target) {
  for (std::size_t x = 0; x < columns.size(); ++x) {
    const Blend& column = columns[x];
    target[x] = column.part == 0 ? source[column.first]
                                 : mix(source[column.first], source[column.second], column.part);
  }
}

constexpr int tapCount = 4;

struct Taps {
  std::array<int, tapCount> from;
  std::array<float, tapCount> weights;
};

float mitchell(float distance) {
  const float x = std::abs(distance);
  if (x < 1) return (7 * x * x * x - 12 * x * x + 16.0F / 3) / 6;
  if (x < 2) return (-7.0F / 3 * x * x * x + 12 * x * x - 20 * x + 32.0F / 3) / 6;
  return 0;
}

std::vector<Taps> taps(int sourceLength, int targetLength) {
  std::vector<Taps> result(static_cast<std::size_t>(targetLength));
  const float scale = static_cast<float>(sourceLength) / static_cast<float>(targetLength);
  for (std::size_t i = 0; i < result.size(); ++i) {
    const float place = (static_cast<float>(i) + 0.5F) * scale - 0.5F;
    const int base = static_cast<int>(std::floor(place));
    for (int tap = 0; tap < tapCount; ++tap) {
      const int index = base - 1 + tap;
      const auto k = static_cast<std::size_t>(tap);
      result[i].from[k] = std::clamp(index, 0, sourceLength - 1);
      result[i].weights[k] = mitchell(place - static_cast<float>(index));
    }
  }
  return result;
}

using Colour = std::array<float, 3>;

Colour weigh(const Taps& tap, auto colourAt) {
  Colour sum = {};
  for (std::size_t k = 0; k < tapCount; ++k) {
    const Colour colour = colourAt(tap.from[k]);
    for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += tap.weights[k] * colour[c];
  }
  return sum;
}

QRgb toPixel(const Colour& colour) {
  const auto byte = [](float value) {
    return static_cast<int>(std::lround(std::clamp(value, 0.0F, 255.0F)));
  };
  return qRgb(byte(colour[0]), byte(colour[1]), byte(colour[2]));
}

}  // namespace

QImage enlargeSharply(const QImage& source, const QRect& whole, const QRect& part) {
  const QPoint offset = part.topLeft() - whole.topLeft();
  const auto columns = blends(source.width(), whole.width(), offset.x(), part.width());
  const auto rows = blends(source.height(), whole.height(), offset.y(), part.height());
  QImage target(part.size(), QImage::Format_RGB32);
  std::vector<QRgb> second(columns.size());
  int drawn = -1;  // the source row that the target row above shows unmixed
  for (int y = 0; y < part.height(); ++y) {
    const Blend& row = rows[static_cast<std::size_t>(y)];
    auto* line = reinterpret_cast<QRgb*>(target.scanLine(y));
    if (row.part == 0 && row.first == drawn) {
      std::copy_n(reinterpret_cast<const QRgb*>(target.constScanLine(y - 1)), columns.size(), line);
      continue;
    }
    blendRow(reinterpret_cast<const QRgb*>(source.constScanLine(row.first)), columns, line);
    drawn = row.part == 0 ? row.first : -1;
    if (row.part == 0) continue;
    blendRow(reinterpret_cast<const QRgb*>(source.constScanLine(row.second)), columns,
             second.data());
    for (std::size_t x = 0; x < columns.size(); ++x) line[x] = mix(line[x], second[x], row.part);
  }
  return target;
}

QImage enlargeSmoothly(const QImage& source, const QSize& size) {
  const auto columns = taps(source.width(), size.width());
  const auto rows = taps(source.height(), size.height());
  const std::size_t width = columns.size();
  std::vector<Colour> wide(width * static_cast<std::size_t>(source.height()));
  for (int y = 0; y < source.height(); ++y) {
    const auto* line = reinterpret_cast<const QRgb*>(source.constScanLine(y));
    for (std::size_t x = 0; x < width; ++x) {
      wide[static_cast<std::size_t>(y) * width + x] = weigh(columns[x], [line](int from) {
        return Colour{static_cast<float>(qRed(line[from])), static_cast<float>(qGreen(line[from])),
                      static_cast<float>(qBlue(line[from]))};
      });
    }
  }
  QImage target(size, QImage::Format_RGB32);
  for (int y = 0; y < size.height(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(target.scanLine(y));
    for (std::size_t x = 0; x < width; ++x) {
      line[x] = toPixel(weigh(rows[static_cast<std::size_t>(y)], [&wide, width, x](int from) {
        return wide[static_cast<std::size_t>(from) * width + x];
      }));
    }
  }
  return target;
}

}  // namespace maulstick::ui

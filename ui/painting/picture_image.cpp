#include "ui/painting/picture_image.h"

#include <cstring>
#include <new>

namespace maulstick::ui {

QImage toQImage(const Image& image) {
  if (image.rgb.empty()) return {};
  QImage picture(image.width, image.height, QImage::Format_RGB888);
  if (picture.isNull()) throw std::bad_alloc();
  const std::size_t row = std::size_t{3} * static_cast<std::size_t>(image.width);
  for (int y = 0; y < image.height; ++y) {
    std::memcpy(picture.scanLine(y), image.rgb.data() + static_cast<std::size_t>(y) * row, row);
  }
  return picture;
}

Image toImage(const QImage& picture) {
  const QImage rgb = picture.convertToFormat(QImage::Format_RGB888);
  const std::size_t row = std::size_t{3} * static_cast<std::size_t>(rgb.width());
  Image image = {.width = rgb.width(), .height = rgb.height(), .rgb = {}};
  image.rgb.resize(row * static_cast<std::size_t>(rgb.height()));
  for (int y = 0; y < rgb.height(); ++y) {
    std::memcpy(image.rgb.data() + static_cast<std::size_t>(y) * row, rgb.constScanLine(y), row);
  }
  return image;
}

}  // namespace maulstick::ui

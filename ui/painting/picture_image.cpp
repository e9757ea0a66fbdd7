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

}  // namespace maulstick::ui

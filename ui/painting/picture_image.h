#pragma once
// Pictures for Qt. Any thread.

#include <QImage>

#include "base/image.h"

namespace maulstick::ui {

// Copies of the pixels without transparency; empty if there are none. Throw std::bad_alloc.
QImage toQImage(const Image& image);
Image toImage(const QImage& picture);

}  // namespace maulstick::ui

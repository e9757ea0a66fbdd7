#pragma once
// Pictures for Qt. Any thread.

#include <QImage>

#include "base/image.h"

namespace maulstick::ui {

// A copy of the pixels; a null image if there are none. Throws std::bad_alloc.
QImage toQImage(const Image& image);

}  // namespace maulstick::ui

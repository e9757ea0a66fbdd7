#pragma once
// Small versions of pictures.

#include <string>

#include "base/image.h"

namespace maulstick::sheet {

// The picture so that no side is longer than `side`, each pixel the mean of the area it covers; as
// it is if it is no larger. Every side has at least one pixel.
Image scaled_down(const Image& image, int side);

// JPEG at a quality at which small pictures look like themselves.
std::string encode_jpeg(const Image& image);

// "data:image/jpeg;base64,…", for a page that is one file.
std::string data_uri(const std::string& jpeg);

}  // namespace maulstick::sheet

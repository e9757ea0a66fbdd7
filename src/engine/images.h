#pragma once
// Between pictures as tensors and pictures as plain values.

#include <ATen/core/Tensor.h>

#include "base/image.h"

namespace maulstick {

// [1, 3, H, W] in [0, 1] -> 8-bit RGB: · 255, rounded half to even.
Image to_image(const at::Tensor& picture);

// 8-bit RGB -> [1, 3, H, W] float32 in [0, 1] on the CPU.
at::Tensor to_picture(const Image& image);

}  // namespace maulstick

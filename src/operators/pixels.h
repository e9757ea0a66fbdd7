#pragma once
// Pictures as the operators want them: pixels with their channels side by side.

#include <ATen/ATen.h>

namespace maulstick::operators {

// [B, C, H, W] -> [B, H, W, C], contiguous: a view of channels-last memory, else a copy.
inline at::Tensor pixels_of(const at::Tensor& picture) {
  return picture.permute({0, 2, 3, 1}).contiguous();
}

// [B, H, W, C] -> [B, C, H, W], a view.
inline at::Tensor picture_of(const at::Tensor& pixels) {
  return pixels.permute({0, 3, 1, 2});
}

}  // namespace maulstick::operators

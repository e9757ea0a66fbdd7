#include "engine/images.h"

#include <ATen/ATen.h>

namespace maulstick {

Image to_image(const at::Tensor& picture) {
  // at::round rounds half to even.
  const at::Tensor rows = (picture.squeeze(0) * 255).round().to(at::kCPU, at::kByte);
  const at::Tensor pixels = rows.permute({1, 2, 0}).contiguous();  // [H, W, 3]
  const auto* data = pixels.const_data_ptr<std::uint8_t>();
  return {.width = static_cast<int>(pixels.size(1)),
          .height = static_cast<int>(pixels.size(0)),
          .rgb = {data, data + pixels.numel()}};
}

at::Tensor to_picture(const Image& image) {
  const at::Tensor pixels = at::tensor(at::ArrayRef<std::uint8_t>(image.rgb), at::kByte);
  return pixels.view({1, image.height, image.width, 3})
             .permute({0, 3, 1, 2})
             .contiguous()
             .to(at::kFloat) /
         255;
}

}  // namespace maulstick

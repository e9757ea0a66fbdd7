#include "engine/measures.h"

#include <ATen/core/grad_mode.h>

#include "base/error.h"
#include "engine/images.h"
#include "model/torch_errors.h"

namespace maulstick {

guidance::PictureMeasures measures_of(const Image& image) {
  if (image.rgb.empty()) {
    throw Error(ErrorKind::bad_input, {.what = "there is nothing to measure",
                                       .where = "picture",
                                       .expected = "pixels",
                                       .got = "none"});
  }
  return model::guarded(ErrorKind::device, "measuring", [&] {
    const at::AutoGradMode no_gradients(false);
    return guidance::picture_measures(to_picture(image));
  });
}

}  // namespace maulstick

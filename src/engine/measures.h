#pragma once
// What the losses see in a finished picture, whoever painted it. Needs no model and no torch.

#include "base/api.h"
#include "base/image.h"
#include "guidance/measures.h"

namespace maulstick {

// On the CPU, on the thread that paints. Throws Error{bad_input} if the picture has no pixels.
MAULSTICK_API guidance::PictureMeasures measures_of(const Image& image);

}  // namespace maulstick

#pragma once
// The same picture by the command line, to compare with.

#include <filesystem>

#include "base/image.h"
#include "engine/request.h"
#include "ui/window/studio.h"

namespace maulstick::testing {

Image pixelsOf(const std::filesystem::path& file);

// With Easel; what the request has beside prompt, seed, steps and when to guide must be the default.
// An empty image, and a warning, if the program fails.
Image byCommandLine(const Home& home, const Request& request);

}  // namespace maulstick::testing

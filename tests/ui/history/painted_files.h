#pragma once
// Pictures on disk as a run leaves them, without a run.

#include <filesystem>
#include <string>

#include "engine/report.h"

namespace maulstick::testing {

Painting paintingOf(const std::string& prompt, std::int64_t seed = 42);

// The bytes of its PNG, with all settings.
std::string pngOf(const Painting& painting);

// Writes one, and makes it as old as its number says: picture 0 is the oldest.
std::filesystem::path writePicture(const std::filesystem::path& folder, int number,
                                   const std::string& prompt);

}  // namespace maulstick::testing

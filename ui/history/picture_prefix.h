#pragma once
// The texts of a PNG file without its pixels: a few kilobytes instead of a megabyte. Used to fill the
// history's index. Any thread.

#include <filesystem>
#include <string>

namespace maulstick::ui {

// Empty if there is no such file, or it is none that can be read; at most 5 MiB.
std::string readUpToPixels(const std::filesystem::path& file);

// The texts that some programs, ImageMagick among them, write behind the pixels: as a PNG that has
// nothing else. Empty if there are none; at most 5 MiB.
std::string readBehindPixels(const std::filesystem::path& file);

}  // namespace maulstick::ui

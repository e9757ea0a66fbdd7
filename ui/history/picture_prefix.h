#pragma once
// The part of a PNG file before its pixels, where the texts stand: a few kilobytes instead of a
// megabyte. Used to fill the history's index. Any thread.

#include <filesystem>
#include <string>

namespace maulstick::ui {

// Empty if there is no such file, or it is none that can be read; at most 5 MiB.
std::string readUpToPixels(const std::filesystem::path& file);

}  // namespace maulstick::ui

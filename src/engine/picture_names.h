#pragma once
// The names of finished pictures: "maulstick-2026-01-31-142530-seed42.png", the same from the command
// line and the desktop app.

#include <cstdint>
#include <ctime>
#include <filesystem>
#include <optional>
#include <string_view>

#include "base/api.h"

namespace maulstick {

// Writes `png` under a name of now that no other file in `folder` has, and returns its path. Two
// programs that paint at once never write over each other. Throws Error{output}.
MAULSTICK_API std::filesystem::path save_under_dated_name(const std::filesystem::path& folder,
                                            std::string_view png, std::int64_t seed);

// When a picture was painted, by its name; nothing if the name is not one of ours.
MAULSTICK_API std::optional<std::time_t> painted_at(const std::filesystem::path& picture);

}  // namespace maulstick

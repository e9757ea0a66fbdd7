#pragma once
// Reading whole files under a cap, and writing so that a reader sees the old file or the new one
// and never half of either.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/api.h"
#include "base/error.h"

namespace maulstick {

struct ReadLimits {
  std::uintmax_t bytes;  // larger files are refused
  ErrorKind blame;       // the kind of the errors thrown
};

// The whole of a regular file. Throws Error{limits.blame} if it is missing, no regular file,
// unreadable or larger than the limit.
MAULSTICK_API std::string read_file(const std::filesystem::path& path, const ReadLimits& limits);

enum class IfExists { replace, keep };

// Writes `bytes` to a temporary name in the folder of `path`, syncs, renames, and syncs the folder.
// With IfExists::keep an existing file is left alone and `false` returned. Throws Error{output}; then
// no temporary is left, and an existing file is as it was unless only the folder's sync failed.
MAULSTICK_API bool write_file_atomically(const std::filesystem::path& path, std::string_view bytes,
                           IfExists if_exists = IfExists::replace);

// Throws Error{output} unless a file could be created at `path` now: asked before hours of
// painting.
MAULSTICK_API void check_writable(const std::filesystem::path& path);

}  // namespace maulstick

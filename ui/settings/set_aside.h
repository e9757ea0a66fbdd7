#pragma once
// What cannot be read is kept, never deleted: somebody may still mend it. Used by the settings, the
// queue and the index of the history.

#include <filesystem>

namespace maulstick::ui {

// Renames `file` to the first free one of file.damaged-1, file.damaged-2, … and returns the new
// name; empty if it could not be renamed.
std::filesystem::path setAside(const std::filesystem::path& file);

}  // namespace maulstick::ui

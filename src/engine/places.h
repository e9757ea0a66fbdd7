#pragma once
// Where things are on this machine. Used by the command line and the desktop app.

#include <filesystem>

#include "base/api.h"

namespace maulstick {

// The bundled demo model: in the folders that this program, or the engine's library in it, is
// installed in; else in the source tree they were built from.
MAULSTICK_API std::filesystem::path easel_folder();

// The user's pictures folder, made if it is not there: by the XDG user directories, else
// ~/Pictures, else the current folder.
MAULSTICK_API std::filesystem::path pictures_folder();

}  // namespace maulstick

#pragma once
// Where things are on this machine. Used by the command line and the desktop app.

#include <filesystem>

namespace maulstick {

// The bundled demo model: beside an installed program, else in the source tree it was built from.
std::filesystem::path easel_folder();

// The user's pictures folder, made if it is not there: by the XDG user directories, else
// ~/Pictures, else the current folder.
std::filesystem::path pictures_folder();

}  // namespace maulstick

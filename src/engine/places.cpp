#include "engine/places.h"

#include <dlfcn.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace maulstick {
namespace {

namespace fs = std::filesystem;

fs::path folder_from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? fs::path() : fs::path(value);
}

// The line XDG_PICTURES_DIR="$HOME/Bilder" of user-dirs.dirs.
fs::path configured_pictures(const fs::path& home) {
  fs::path config = folder_from_environment("XDG_CONFIG_HOME");
  if (config.empty()) config = home / ".config";
  std::ifstream file(config / "user-dirs.dirs");
  constexpr std::string_view key = "XDG_PICTURES_DIR=\"";
  constexpr std::string_view from_home = "$HOME/";
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(key) || !line.ends_with('"')) continue;
    const std::string value = line.substr(key.size(), line.size() - key.size() - 1);
    return value.starts_with(from_home) ? home / value.substr(from_home.size()) : fs::path(value);
  }
  return {};
}

// The file that this code was loaded from: a program of ours, or the shared library in another's.
fs::path own_file() {
  static const char here = 0;
  Dl_info found{};
  return dladdr(&here, &found) == 0 || found.dli_fname == nullptr ? "" : found.dli_fname;
}

// Where an installation may begin: above bin/, above lib/, and above the lib/x86_64-linux-gnu/ that
// some distributions have.
std::vector<fs::path> prefixes() {
  std::error_code ignored;
  const fs::path programs = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  const fs::path libraries = own_file().parent_path();
  return {programs.parent_path(), libraries.parent_path(), libraries.parent_path().parent_path()};
}

}  // namespace

fs::path easel_folder() {
  std::error_code ignored;
  for (const fs::path& prefix : prefixes()) {
    const fs::path installed = prefix / "share/maulstick/models/easel";
    if (prefix.is_absolute() && fs::is_directory(installed, ignored)) return installed;
  }
  return fs::path(MAULSTICK_SOURCE_DIR) / "models/easel";
}

fs::path pictures_folder() {
  const fs::path home = folder_from_environment("HOME");
  if (home.empty()) return ".";
  const fs::path configured = configured_pictures(home);
  const fs::path folder = configured.is_absolute() ? configured : home / "Pictures";
  std::error_code ignored;  // a folder that cannot be made cannot be written into either
  fs::create_directories(folder, ignored);
  return folder;
}

}  // namespace maulstick

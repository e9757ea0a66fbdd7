#include "ui/settings/set_aside.h"

#include <string>
#include <system_error>

namespace maulstick::ui {

std::filesystem::path setAside(const std::filesystem::path& file) {
  std::error_code fault;
  for (int number = 1; number < 10'000; ++number) {
    std::filesystem::path name = file;
    name += ".damaged-" + std::to_string(number);
    if (std::filesystem::exists(std::filesystem::symlink_status(name, fault))) continue;
    std::filesystem::rename(file, name, fault);
    return fault ? std::filesystem::path() : name;
  }
  return {};
}

}  // namespace maulstick::ui

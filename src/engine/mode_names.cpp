#include "engine/mode_names.h"

namespace maulstick {

const char* name_of(guidance::Mode mode) {
  return mode == guidance::Mode::relative ? "relative" : "reference";
}

std::optional<guidance::Mode> mode_named(std::string_view name) {
  for (const guidance::Mode mode : {guidance::Mode::reference, guidance::Mode::relative}) {
    if (name == name_of(mode)) return mode;
  }
  return std::nullopt;
}

}  // namespace maulstick

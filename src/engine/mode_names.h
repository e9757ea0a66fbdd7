#pragma once
// What the modes of guidance are called in options, files and pictures.

#include <optional>
#include <string_view>

#include "base/api.h"
#include "guidance/settings.h"

namespace maulstick {

MAULSTICK_API const char* name_of(guidance::Mode mode);

MAULSTICK_API std::optional<guidance::Mode> mode_named(std::string_view name);

}  // namespace maulstick

#pragma once

#include <CLI/CLI.hpp>

#include "base/error.h"

namespace maulstick::cli {

// What the option parser refuses, in our words.
Error usage_error(const CLI::App& program, const CLI::ParseError& fault);

}  // namespace maulstick::cli

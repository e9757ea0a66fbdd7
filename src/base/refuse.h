#pragma once
// Bad input, said in one line.

#include <string>

namespace maulstick {

// Throws Error{bad_input} of these texts.
[[noreturn]] void refuse(std::string what, std::string where, std::string expected, std::string got,
                         std::string hint = {});

}  // namespace maulstick

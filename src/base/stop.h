#pragma once

#include <stop_token>
#include <string>

namespace maulstick {

// Throws Error{interrupted} if a stop was requested. `what` is "painting" or "loading"; `where`
// says how far it came.
void throw_if_stopped(const std::stop_token& stop, const std::string& what,
                      const std::string& where);

}  // namespace maulstick

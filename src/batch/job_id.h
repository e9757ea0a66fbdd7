#pragma once
// The names of jobs, which are those of their pictures.

#include <string>
#include <string_view>

#include "engine/request.h"

namespace maulstick::batch {

// Letters, digits, ".", "_" and "-" of ASCII, at most 100, none of them a dot at the front; not a
// name that Windows keeps for devices ("aux", "com1.x"), and not that of the sheet of all pictures.
bool is_safe_id(std::string_view id);

// 16 hex digits that depend on the request and on nothing else. Fields at their defaults have no
// part in it, so that an id stays what it is when requests get further fields.
std::string default_id(const Request& request);

}  // namespace maulstick::batch

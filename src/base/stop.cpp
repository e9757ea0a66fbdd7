#include "base/stop.h"

#include "base/error.h"

namespace maulstick {

void throw_if_stopped(const std::stop_token& stop, const std::string& what,
                      const std::string& where) {
  if (!stop.stop_requested()) return;
  throw Error(ErrorKind::interrupted, {.what = what + " was interrupted",
                                       .where = where,
                                       .expected = "to finish",
                                       .got = "a request to stop"});
}

}  // namespace maulstick

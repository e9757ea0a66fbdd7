#include "cli/output.h"

#include <cerrno>
#include <cstring>
#include <iostream>

#include "base/error.h"

namespace maulstick::cli {

void print_line(const std::string& line) {
  errno = 0;
  std::cout << line << '\n' << std::flush;
  if (std::cout) return;
  throw Error(ErrorKind::output, {.what = "the result could not be printed",
                                  .where = "standard output",
                                  .expected = "a place that takes it",
                                  .got = std::strerror(errno)});
}

}  // namespace maulstick::cli

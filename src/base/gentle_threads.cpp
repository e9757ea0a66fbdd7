#include "base/gentle_threads.h"

#include <unistd.h>

#include <cstdlib>

namespace maulstick {
namespace {

// Turns of the loop: long enough for the gap between two operators, short enough to be polite.
constexpr const char* spins = "1000";

}  // namespace

void wait_gently(char** arguments) {
  if (std::getenv("OMP_WAIT_POLICY") != nullptr || std::getenv("GOMP_SPINCOUNT") != nullptr) return;
  if (::setenv("GOMP_SPINCOUNT", spins, 1) != 0) return;
  ::execv("/proc/self/exe", arguments);  // where there is no /proc, things stay as they are
}

}  // namespace maulstick

// What watching costs: the same picture painted for an observer that wants nothing and for one that
// wants previews and measures, in turns.
//
//   cmake --build build/release --target bench_watching
//   build/release/bin/bench_watching [BUNDLE [REPEATS [SIDE]]]
//
// One thread, processor time instead of the clock, and the best of all repeats: other programs, which
// take the caches if not the time, disturb that least.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>

#include "base/error.h"
#include "engine/engine.h"

namespace {

using namespace maulstick;

class Viewer : public Observer {
 public:
  [[nodiscard]] bool wants_previews() const override { return true; }
  [[nodiscard]] bool wants_measures() const override { return true; }
};

double processor_seconds() {
  timespec now = {};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double seconds_of(Engine& engine, const Request& request, Observer& observer) {
  const double begin = processor_seconds();
  engine.paint(request, observer, {}, {.reuse = false});
  return processor_seconds() - begin;
}

void compare(const char* bundle, int repeats, int side) {
  Engine engine({.model = bundle, .device = "cpu", .threads = 1});
  Request request;
  request.width = side;
  request.height = side;
  Observer nobody;
  Viewer viewer;
  engine.paint(request, nobody);  // sets things up
  double plain = std::numeric_limits<double>::infinity();
  double watched = plain;
  for (int i = 0; i < repeats; ++i) {
    plain = std::min(plain, seconds_of(engine, request, nobody));
    watched = std::min(watched, seconds_of(engine, request, viewer));
  }
  std::printf("unwatched %.3f s, watched %.3f s: %+.2f %%\n", plain, watched,
              100 * (watched / plain - 1));
}

}  // namespace

int main(int count, char** arguments) {
  try {
    compare(count > 1 ? arguments[1] : MAULSTICK_SOURCE_DIR "/models/easel",
            count > 2 ? std::atoi(arguments[2]) : 20, count > 3 ? std::atoi(arguments[3]) : 0);
  } catch (const Error& error) {
    std::fprintf(stderr, "error: %s\n", error.message().c_str());
    return static_cast<int>(error.kind());
  }
  return 0;
}

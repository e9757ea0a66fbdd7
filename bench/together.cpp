// What it gains to paint several pictures at once: eight of one prompt and eight seeds, alone and so
// many in one call of the UNet; unguided, and guided as by default.
//
//   cmake --build build/release --target bench_together
//   build/release/bin/bench_together [BUNDLE [REPEATS [SIDE [THREADS]]]]
//
// All ways in turn, the best of all repeats: other programs disturb that least. Clock time, since with
// more than one thread the processor's does not say how long one waits.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <vector>

#include "base/error.h"
#include "engine/engine.h"

namespace {

using namespace maulstick;

constexpr int pictures = 8;
constexpr int ways[] = {1, 2, 4, 8};

struct Setup {
  const char* bundle;
  int repeats;
  int side;
  int threads;
};

double seconds_of(const Setup& setup, const std::vector<double>& scales, int at_once) {
  Engine engine({.model = setup.bundle, .device = "cpu", .threads = setup.threads});
  Observer nobody;
  std::vector<Task> tasks;
  for (int seed = 0; seed < pictures; ++seed) {
    Request request;
    request.prompt = "a lighthouse at night";
    request.seed = seed;
    request.guidance.scales = scales;
    request.width = setup.side;
    request.height = setup.side;
    tasks.push_back({request, &nobody});
  }
  const auto begin = std::chrono::steady_clock::now();
  for (const Outcome& outcome : engine.paint_together(tasks, {}, at_once)) {
    if (outcome.error) throw Error(*outcome.error);
  }
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void compare(const Setup& setup, const char* name, const std::vector<double>& scales) {
  std::vector<double> best(std::size(ways), std::numeric_limits<double>::infinity());
  for (int repeat = 0; repeat < setup.repeats; ++repeat) {
    for (std::size_t i = 0; i < best.size(); ++i) {
      best[i] = std::min(best[i], seconds_of(setup, scales, ways[i]));
    }
  }
  for (std::size_t i = 0; i < best.size(); ++i) {
    std::printf("%s, %d at once: %.2f s a picture, %.2f times as fast as alone\n", name, ways[i],
                best[i] / pictures, best[0] / best[i]);
  }
}

}  // namespace

int main(int count, char** arguments) {
  const auto number = [&](int index, int otherwise) {
    return count > index ? std::atoi(arguments[index]) : otherwise;
  };
  const Setup setup = {.bundle = count > 1 ? arguments[1] : MAULSTICK_SOURCE_DIR "/models/easel",
                       .repeats = number(2, 5),
                       .side = number(3, 0),
                       .threads = number(4, 1)};
  try {
    const std::vector<double> all = Request().guidance.scales;
    compare(setup, "unguided", std::vector<double>(all.size(), 0.0));
    compare(setup, "guided", all);
  } catch (const Error& error) {
    std::fprintf(stderr, "error: %s\n", error.message().c_str());
    return static_cast<int>(error.kind());
  }
  return 0;
}

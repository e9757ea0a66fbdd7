// What an ablation costs: a picture unguided, with each of the first two losses, with both and with all,
// side by side, against one of them alone; and how often the network was asked.
//
//   cmake --build build/release --target bench_ablating
//   build/release/bin/bench_ablating [BUNDLE [REPEATS [SIDE]]]
//
// One thread, processor time instead of the clock, and the best of all repeats: other programs, which
// take the caches if not the time, disturb that least.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <vector>

#include "base/error.h"
#include "engine/engine.h"

namespace {

using namespace maulstick;

struct Cost {
  double seconds = std::numeric_limits<double>::infinity();
  int steps = 0;  // whose noise the network has predicted
};

double processor_seconds() {
  timespec now = {};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// A fresh engine for each: what an earlier run has predicted is not taken over.
Cost cost_of(const char* bundle, int side, const std::vector<std::vector<double>>& sets) {
  Engine engine({.model = bundle, .device = "cpu", .threads = 1});
  Observer nobody;
  std::vector<Task> tasks;
  for (const std::vector<double>& scales : sets) {
    Request request;
    request.guidance.scales = scales;
    request.width = side;
    request.height = side;
    tasks.push_back({request, &nobody});
  }
  const double begin = processor_seconds();
  const std::vector<Outcome> outcomes = engine.paint_together(tasks);
  Cost cost = {.seconds = processor_seconds() - begin, .steps = 0};
  for (const Outcome& outcome : outcomes) {
    if (outcome.error) throw Error(*outcome.error);
    cost.steps +=
        static_cast<int>(std::ranges::count(outcome.painting->steps, false, &StepReport::reused));
  }
  return cost;
}

void compare(const char* bundle, int repeats, int side) {
  const std::vector<double> all = Request().guidance.scales;
  std::vector<std::vector<double>> sets(5, std::vector<double>(all.size(), 0.0));
  sets[1][0] = sets[3][0] = all[0];
  sets[2][1] = sets[3][1] = all[1];
  sets[4] = all;
  Cost plain;
  Cost guided;
  Cost together;
  const auto keep = [](Cost& best, const Cost& now) {
    if (now.seconds < best.seconds) best = now;
  };
  for (int i = 0; i < repeats; ++i) {
    keep(plain, cost_of(bundle, side, {sets[0]}));
    keep(guided, cost_of(bundle, side, {all}));
    keep(together, cost_of(bundle, side, sets));
  }
  std::printf("alone: unguided %.3f s, with all %.3f s\n", plain.seconds, guided.seconds);
  std::printf("five side by side: %.3f s, %d steps of the network, %.2f runs\n", together.seconds,
              together.steps, static_cast<double>(together.steps) / plain.steps);
}

}  // namespace

int main(int count, char** arguments) {
  try {
    compare(count > 1 ? arguments[1] : MAULSTICK_SOURCE_DIR "/models/easel",
            count > 2 ? std::atoi(arguments[2]) : 5, count > 3 ? std::atoi(arguments[3]) : 0);
  } catch (const Error& error) {
    std::fprintf(stderr, "error: %s\n", error.message().c_str());
    return static_cast<int>(error.kind());
  }
  return 0;
}

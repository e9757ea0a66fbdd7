#include "operators/kernels.h"

#include <array>
#include <cstdlib>
#include <string_view>

namespace maulstick::operators {

extern const Kernels portable_kernels;
#ifdef MAULSTICK_X86_KERNELS
extern const Kernels avx2_kernels;
extern const Kernels avx512_kernels;
#endif

namespace {

struct Runnable {
  std::array<const Kernels*, 3> list = {};
  int count = 0;

  Runnable() {
#ifdef MAULSTICK_X86_KERNELS
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") != 0) add(&avx512_kernels);
    if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) {
      add(&avx2_kernels);
    }
#endif
    add(&portable_kernels);
  }

  void add(const Kernels* kernels) {
    list.at(static_cast<std::size_t>(count++)) = kernels;
  }
};

const Runnable& runnable() {
  static const Runnable found;
  return found;
}

const Kernels* choose() {
  const char* wanted = std::getenv("MAULSTICK_KERNELS");
  for (int i = 0; wanted != nullptr && i < runnable().count; ++i) {
    const Kernels* kernels = runnable().list.at(static_cast<std::size_t>(i));
    if (std::string_view(kernels->name) == wanted) return kernels;
  }
  return runnable().list.front();
}

}  // namespace

const Kernels& kernels() {
  static const Kernels& chosen = *choose();
  return chosen;
}

KernelList all_kernels() {
  return {.list = runnable().list.data(), .count = runnable().count};
}

}  // namespace maulstick::operators

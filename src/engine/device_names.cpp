#include "engine/device_names.h"

#include <dlfcn.h>

#ifdef __APPLE__
#include <sys/sysctl.h>
#else
#include <fstream>
#endif

#include <array>

namespace maulstick {

#ifdef __APPLE__

std::string processor_name() {
  std::array<char, 256> name = {};
  std::size_t size = name.size() - 1;
  const bool found =
      ::sysctlbyname("machdep.cpu.brand_string", name.data(), &size, nullptr, 0) == 0;
  return found && name[0] != '\0' ? name.data() : "CPU";
}

#else

std::string processor_name() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "CPU";
}

#endif

// torch gives names of cards only to programs built with CUDA's headers; the driver gives them to
// all (CUDA Driver API: cuInit, cuDeviceGet, cuDeviceGetName; 0 is success). It stays loaded: torch
// uses it too.
std::string cuda_device_name(int index) {
  const std::string unknown = "CUDA device " + std::to_string(index);
  void* driver = ::dlopen("libcuda.so.1", RTLD_LAZY);
  if (driver == nullptr) return unknown;
  const auto init = reinterpret_cast<int (*)(unsigned)>(::dlsym(driver, "cuInit"));
  const auto get = reinterpret_cast<int (*)(int*, int)>(::dlsym(driver, "cuDeviceGet"));
  const auto get_name =
      reinterpret_cast<int (*)(char*, int, int)>(::dlsym(driver, "cuDeviceGetName"));
  if (init == nullptr || get == nullptr || get_name == nullptr) return unknown;
  std::array<char, 256> name = {};
  int device = 0;
  const bool found = init(0) == 0 && get(&device, index) == 0 &&
                     get_name(name.data(), static_cast<int>(name.size()) - 1, device) == 0;
  return found && name[0] != '\0' ? name.data() : unknown;
}

}  // namespace maulstick

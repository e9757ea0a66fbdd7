#include "engine/system_memory.h"

#ifdef __APPLE__
#include <sys/sysctl.h>
#include <unistd.h>
#else
#include <fstream>
#include <string>
#endif

namespace maulstick {

#ifdef __APPLE__

namespace {

std::optional<std::uint64_t> system_number(const char* name) {
  std::uint64_t value = 0;  // the smaller numbers fill its low bytes
  std::size_t size = sizeof value;
  if (::sysctlbyname(name, &value, &size, nullptr, 0) != 0) return std::nullopt;
  return value;
}

}  // namespace

std::optional<SystemMemory> system_memory() {
  const auto total = system_number("hw.memsize");
  if (!total) return std::nullopt;
  std::uint64_t pages = 0;
  for (const char* name :
       {"vm.page_free_count", "vm.page_speculative_count", "vm.page_purgeable_count"}) {
    pages += system_number(name).value_or(0);
  }
  return SystemMemory{.total = *total,
                      .available = pages * static_cast<std::uint64_t>(::getpagesize())};
}

#else

std::optional<SystemMemory> system_memory() {
  std::ifstream file("/proc/meminfo");
  std::optional<std::uint64_t> total;
  std::optional<std::uint64_t> available;
  std::string key;
  std::uint64_t kibibytes = 0;
  std::string rest;
  while (file >> key >> kibibytes && std::getline(file, rest)) {
    if (key == "MemTotal:") total = kibibytes * 1024;
    if (key == "MemAvailable:") available = kibibytes * 1024;
  }
  if (!total || !available) return std::nullopt;
  return SystemMemory{.total = *total, .available = *available};
}

#endif

}  // namespace maulstick

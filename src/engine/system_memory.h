#pragma once
// The machine's main memory, as its system counts it.

#include <cstdint>
#include <optional>

namespace maulstick {

struct SystemMemory {
  std::uint64_t total;      // bytes
  std::uint64_t available;  // what programs can get without pushing others to disk
};

// Nothing on a system that is not known here.
std::optional<SystemMemory> system_memory();

}  // namespace maulstick

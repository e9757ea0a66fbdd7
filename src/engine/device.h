#pragma once
// The devices of this machine, for whoever offers a choice. No torch header is needed.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace maulstick {

struct DeviceInfo {
  std::string name;                   // as EngineOptions::device takes it: "cpu", "cuda:0", "mps"
  std::string label;                  // for people: "AMD EPYC 7763", "NVIDIA H100"
  std::uint64_t memory;               // bytes in all; 0: not known
  std::vector<Precision> precisions;  // that are worth offering, float32 first
};

// The CPU first, then what torch can use beside it. Initialises the devices: call it on the thread
// that paints.
std::vector<DeviceInfo> devices();

}  // namespace maulstick

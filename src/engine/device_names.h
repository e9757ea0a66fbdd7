#pragma once
// What processors and graphics cards are called.

#include <string>

namespace maulstick {

// "AMD EPYC 7763"; "CPU" where the system does not say.
std::string processor_name();

// Of CUDA's device `index`, as its driver calls it; "CUDA device 1" where that cannot be asked.
std::string cuda_device_name(int index);

}  // namespace maulstick

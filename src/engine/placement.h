#pragma once
// From the names of devices and precisions to a place where networks run.

#include <string>

#include "engine/engine.h"
#include "model/script_module.h"

namespace maulstick {

// "auto" is CUDA, then MPS, then the CPU. Throws Error{bad_input} for a name that is none, and
// Error{device} for a device that this machine does not have.
model::Placement choose_placement(const std::string& device, Precision precision);

}  // namespace maulstick

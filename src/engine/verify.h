#pragma once
// A bundle tested against what its exporter recorded (models/README.md, reference.safetensors).

#include <stop_token>
#include <vector>

#include "engine/engine.h"
#include "model/bundle.h"
#include "model/script_module.h"

namespace maulstick {

// Each network in turn, with a look at `stop` before each, loaded on `placement` and given the
// recorded inputs. Throws Error{model} if the record lacks a tensor.
std::vector<Verification> verify_networks(const model::Bundle& bundle,
                                          const model::Placement& placement,
                                          const std::stop_token& stop);

}  // namespace maulstick

#pragma once
// How much memory painting will take, told before it starts. No torch header is needed.

#include <cstdint>
#include <optional>
#include <string>

#include "base/api.h"
#include "engine/engine.h"

namespace maulstick {

// What a forecast rests on: measurements of this program on the CPU in float32, between the sizes and
// models measured (docs/design.md), or the same numbers carried over to another case.
enum class Certainty { measured, computed };

struct MemoryForecast {
  std::uint64_t program;      // bytes that torch and its libraries keep
  std::uint64_t weights;      // of the networks, in the precision they compute in
  std::uint64_t plain_step;   // on top of both, at most, at plain steps and in the final decode
  std::uint64_t guided_step;  // on top of both at a guided step; 0 if none is guided
  Certainty certainty;

  // The most at any moment, on the device that paints.
  [[nodiscard]] MAULSTICK_API std::uint64_t total() const;
};

// For a picture of this size (0: the model's own) on options.device. Reads the bundle's manifest only.
// Throws Error{model} if there is no bundle, Error{bad_input} or Error{device} as Engine does.
MAULSTICK_API MemoryForecast forecast_memory(const EngineOptions& options, int width, int height, bool guided);

// Bytes that can still be had on a device, by the names of EngineOptions::device; nothing where the
// system does not say. Throws as Engine does for devices. On the thread that paints.
MAULSTICK_API std::optional<std::uint64_t> available_memory(const std::string& device);

}  // namespace maulstick

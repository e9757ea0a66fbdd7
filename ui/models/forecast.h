#pragma once
// What painting costs in memory, in numbers and in words. Used by the choice of devices and by the
// warning before a run. No state.

#include <QSize>
#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/device.h"
#include "engine/memory.h"

namespace maulstick::ui {

// The most memory at any moment of a run, in bytes.
struct Cost {
  std::uint64_t plain;   // of a run without guidance
  std::uint64_t guided;  // of one with guided steps
  Certainty certainty;
};

// Reads the manifest: milliseconds. Nothing if the model cannot be used. `options.device` must not be
// "auto"; a size of 0 is the model's own.
std::optional<Cost> costOf(const EngineOptions& options, const QSize& size);

// "0.4 GB", "24 GB"; a GB of memory is 2^30 bytes.
QString memoryText(std::uint64_t bytes);

// "plain step about 0.2 GB, guided step about 0.4 GB of 24 GB", or that it is too much. `memory` is
// what the device has; 0: not known.
QString costWords(const Cost& cost, std::uint64_t memory);

// For one precision of one device.
struct Offer {
  DeviceInfo device;
  Precision precision;
  std::optional<Cost> cost;
};

// Every precision of every device, in order. Milliseconds; any thread.
std::vector<Offer> offersOf(const EngineOptions& options, const std::vector<DeviceInfo>& devices,
                            const QSize& size);

// Whether guidance acts at any step.
bool isGuided(const Request& request);

}  // namespace maulstick::ui

#pragma once
// Said before a run that would probably not fit in memory; a forecast is no reason to refuse. Used by
// the Paint view when Paint is pressed. Reads the model's manifest, no more: milliseconds.

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/engine.h"
#include "engine/request.h"

namespace maulstick::ui {

class Devices;

struct MemoryWarning {
  std::uint64_t bytes;  // that it may take
  QString what;         // "This picture may take about 10.6 GB of memory, and 8.1 GB can be had."
  QString next;         // what helps, only of what really does
};

// What a device has to offer.
struct MemoryRoom {
  std::string device;  // not "auto"
  std::uint64_t bytes;
  std::vector<Precision> precisions;  // to choose from
};

// Nothing if it fits, or if nobody can know.
std::optional<MemoryWarning> memoryWarning(const Request& request, const EngineOptions& options,
                                           const MemoryRoom& room);
std::optional<MemoryWarning> memoryWarning(const Request& request, const EngineOptions& options,
                                           const Devices& devices);

}  // namespace maulstick::ui

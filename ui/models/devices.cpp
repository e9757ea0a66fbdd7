#include "ui/models/devices.h"

#include <QPromise>
#include <algorithm>
#include <memory>

#include "engine/system_memory.h"
#include "ui/models/background.h"

#ifdef __linux__
#include <unistd.h>

#include <fstream>
#endif

namespace maulstick::ui {
namespace {

bool isCuda(const std::string& name) {
  return name.starts_with("cuda");
}

// Bytes of main memory that this program holds; 0 where the system does not say.
std::uint64_t ownMemory() {
#ifdef __linux__
  std::ifstream file("/proc/self/statm");
  std::uint64_t size = 0;
  std::uint64_t resident = 0;
  file >> size >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
#else
  return 0;
#endif
}

}  // namespace

Devices::Devices(Controller& controller, QObject* parent)
    : QObject(parent), memoryAtStart_(ownMemory()) {
  using List = std::vector<DeviceState>;
  const auto promise = std::make_shared<QPromise<List>>();
  whenDone(this, promise->future(), [this](const std::optional<List>& list) {
    if (!list) return;
    list_ = *list;
    Q_EMIT changed();
  });
  promise->start();
  controller.send([promise](Painter& painter, const std::stop_token& /*stop*/) {
    promise->addResult(painter.devices());
    promise->finish();
  });
}

const DeviceState* Devices::find(const std::string& name) const {
  const auto first = [this](const auto& wanted) {
    const auto found = std::ranges::find_if(list_, wanted);
    return found == list_.end() ? nullptr : &*found;
  };
  const auto named = [&first](const std::string& one) {
    return first([&one](const DeviceState& state) { return state.info.name == one; });
  };
  if (name == "cuda") return named("cuda:0");
  if (name != "auto") return named(name);
  // The engine's own order (engine/placement.h).
  for (const char* best : {"cuda:0", "mps", "cpu"}) {
    if (const DeviceState* found = named(best)) return found;
  }
  return nullptr;
}

std::optional<std::uint64_t> Devices::availableOn(const std::string& name) const {
  const DeviceState* device = find(name);
  if (device == nullptr) return std::nullopt;
  if (isCuda(device->info.name)) return device->available;
  const auto memory = system_memory();
  if (!memory) return std::nullopt;
  const std::uint64_t own = ownMemory();
  const std::uint64_t held = own > memoryAtStart_ ? own - memoryAtStart_ : 0;
  return memory->available + held;
}

QString shortName(const DeviceInfo& device) {
  if (device.name == "cpu") return QStringLiteral("CPU");
  return QString::fromStdString(device.label);
}

QString precisionName(Precision precision) {
  switch (precision) {
    case Precision::float16: return QStringLiteral("float16");
    case Precision::bfloat16: return QStringLiteral("bfloat16");
    case Precision::float32: break;
  }
  return QStringLiteral("float32");
}

}  // namespace maulstick::ui

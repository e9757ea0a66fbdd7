#include "ui/models/memory_warning.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <array>

#include "base/error.h"
#include "engine/memory.h"
#include "engine/size_rules.h"
#include "model/bundle.h"
#include "ui/models/devices.h"
#include "ui/models/forecast.h"
#include "ui/widgets/pixels_text.h"

namespace maulstick::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(MemoryWarning)
};

// Of the sides; what is painted is rounded down to what the model can.
constexpr std::array shrinkings = {0.75, 0.625, 0.5, 0.375, 0.25};

// A run as far as memory is concerned.
struct Run {
  EngineOptions options;
  int width;
  int height;
  bool guided;

  [[nodiscard]] std::uint64_t bytes() const {
    return forecast_memory(options, width, height, guided).total();
  }
};

int roundedDown(double side, int unit) {
  return std::max(unit, static_cast<int>(side) / unit * unit);
}

// Each change that makes it fit by itself, gentlest first.
class Remedies {
 public:
  Remedies(const Run& run, const MemoryRoom& room, int unit)
      : run_(run), room_(room), unit_(unit) {}

  [[nodiscard]] QStringList list() const {
    QStringList found;
    const auto take = [&found](const QString& one) {
      if (!one.isEmpty()) found.append(one);
    };
    take(halfPrecision());
    take(smaller());
    take(unguided());
    return found;
  }

 private:
  [[nodiscard]] bool fits(const Run& run) const { return run.bytes() <= room_.bytes; }

  [[nodiscard]] QString halfPrecision() const {
    if (run_.options.precision != Precision::float32) return {};
    for (const Precision precision : room_.precisions) {
      Run half = run_;
      half.options.precision = precision;
      if (precision == Precision::float32 || !fits(half)) continue;
      return Words::tr("%1 (%2)").arg(precisionName(precision), memoryText(half.bytes()));
    }
    return {};
  }

  [[nodiscard]] QString smaller() const {
    for (const double share : shrinkings) {
      Run small = run_;
      small.width = roundedDown(share * run_.width, unit_);
      small.height = roundedDown(share * run_.height, unit_);
      const bool same = small.width == run_.width && small.height == run_.height;
      if (same || !fits(small)) continue;
      return Words::tr("%1 pixels (%2)")
          .arg(pixelsText(small.width, small.height), memoryText(small.bytes()));
    }
    return {};
  }

  [[nodiscard]] QString unguided() const {
    Run plain = run_;
    plain.guided = false;
    if (!run_.guided || !fits(plain)) return {};
    return Words::tr("guidance off (%1)").arg(memoryText(plain.bytes()));
  }

  Run run_;
  MemoryRoom room_;
  int unit_;
};

QString nextStep(const QStringList& remedies) {
  if (!remedies.isEmpty()) {
    return Words::tr("Any of these helps: %1.").arg(remedies.join(Words::tr(", ")));
  }
  return Words::tr(
      "No single setting makes it fit. A smaller picture without guidance takes least; closing "
      "other programs helps, too.");
}

}  // namespace

std::optional<MemoryWarning> memoryWarning(const Request& request, const EngineOptions& options,
                                           const MemoryRoom& room) {
  try {
    const SizeRules sizes = size_rules_of(model::Bundle::open(options.model).manifest().latents);
    Run run = {.options = options,
               .width = request.width > 0 ? request.width : sizes.width,
               .height = request.height > 0 ? request.height : sizes.height,
               .guided = isGuided(request)};
    run.options.device = room.device;
    if (run.bytes() <= room.bytes) return std::nullopt;
    return MemoryWarning{
        .bytes = run.bytes(),
        .what = Words::tr("This picture may take about %1 of memory, and %2 can be had.")
                    .arg(memoryText(run.bytes()), memoryText(room.bytes)),
        .next = nextStep(Remedies(run, room, sizes.unit).list())};
  } catch (const Error&) {
    return std::nullopt;  // painting will say what is wrong
  }
}

std::optional<MemoryWarning> memoryWarning(const Request& request, const EngineOptions& options,
                                           const Devices& devices) {
  const DeviceState* device = devices.find(options.device);
  const auto available = devices.availableOn(options.device);
  if (device == nullptr || !available) return std::nullopt;
  return memoryWarning(
      request, options,
      MemoryRoom{
          .device = device->info.name, .bytes = *available, .precisions = device->info.precisions});
}

}  // namespace maulstick::ui

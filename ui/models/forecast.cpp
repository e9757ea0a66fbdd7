#include "ui/models/forecast.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "base/error.h"

namespace maulstick::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Forecast)
};

}  // namespace

std::optional<Cost> costOf(const EngineOptions& options, const QSize& size) {
  try {
    const auto total = [&](bool guided) {
      return forecast_memory(options, size.width(), size.height(), guided);
    };
    const MemoryForecast guided = total(true);
    return Cost{
        .plain = total(false).total(), .guided = guided.total(), .certainty = guided.certainty};
  } catch (const Error&) {
    return std::nullopt;
  }
}

QString memoryText(std::uint64_t bytes) {
  const double gigabytes = std::ldexp(static_cast<double>(bytes), -30);
  if (gigabytes < 0.05) return Words::tr("less than 0.1\u00a0GB");
  const double tenths = std::round(10 * gigabytes) / 10;
  const int decimals = tenths < 10 && tenths != std::round(tenths) ? 1 : 0;
  return Words::tr("%1\u00a0GB").arg(QLocale().toString(tenths, 'f', decimals));
}

QString costWords(const Cost& cost, std::uint64_t memory) {
  const QString plain = memoryText(cost.plain);
  const QString guided = memoryText(cost.guided);
  if (memory == 0) return Words::tr("plain step about %1, guided step about %2").arg(plain, guided);
  const QString all = memoryText(memory);
  if (cost.plain > memory) return Words::tr("about %1, more than the %2 it has").arg(plain, all);
  if (cost.guided > memory) {
    return Words::tr("plain step about %1; guided step about %2, more than the %3 it has")
        .arg(plain, guided, all);
  }
  return Words::tr("plain step about %1, guided step about %2 of %3").arg(plain, guided, all);
}

std::vector<Offer> offersOf(const EngineOptions& options, const std::vector<DeviceInfo>& devices,
                            const QSize& size) {
  std::vector<Offer> offers;
  for (const DeviceInfo& device : devices) {
    for (const Precision precision : device.precisions) {
      EngineOptions one = options;
      one.device = device.name;
      one.precision = precision;
      offers.push_back({.device = device, .precision = precision, .cost = costOf(one, size)});
    }
  }
  return offers;
}

bool isGuided(const Request& request) {
  for (int step = 0; step < request.steps; ++step) {
    if (guidance::guides_at(request.guidance, step, request.steps)) return true;
  }
  return false;
}

}  // namespace maulstick::ui

#include "ui/cockpit/cockpit_csv.h"

#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace maulstick::ui {
namespace {

QString cell(double value) {
  if (!std::isfinite(value)) return {};
  return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString quoted(const QString& text) {
  const bool plain = std::ranges::none_of(text, [](QChar character) {
    return character == u',' || character == u'"' || character == u'\n' || character == u'\r';
  });
  if (plain) return text;
  return u'"' + QString(text).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

double valueAt(const std::vector<double>& values, std::size_t index) {
  return index < values.size() ? values[index] : GuidedPoint::unknown;
}

std::size_t longestSpectrum(const CockpitData& data) {
  std::size_t longest = 0;
  for (const StepPoint& point : data.points()) {
    if (point.guided) longest = std::max(longest, point.guided->spectrum.size());
  }
  return longest;
}

QStringList header(const std::vector<CockpitRow>& rows, std::size_t rings) {
  QStringList names = {QStringLiteral("step"), QStringLiteral("seconds"), QStringLiteral("guided")};
  for (const CockpitRow& row : rows) names << quoted(row.name);
  for (const CockpitRow& row : rows) names << quoted(row.name + QStringLiteral("_weighted"));
  names << QStringLiteral("gradient_norm") << QStringLiteral("push_percent")
        << QStringLiteral("high_share") << QStringLiteral("centre_x") << QStringLiteral("centre_y");
  for (std::size_t ring = 0; ring < rings; ++ring) {
    names << QStringLiteral("power_%1").arg(ring);
  }
  return names;
}

QStringList cells(const StepPoint& point, std::size_t rows, std::size_t rings) {
  static const GuidedPoint nothing;
  const GuidedPoint& guided = point.guided ? *point.guided : nothing;
  QStringList line = {QString::number(point.step + 1), cell(point.seconds),
                      point.guided ? QStringLiteral("1") : QStringLiteral("0")};
  for (std::size_t row = 0; row < rows; ++row) line << cell(valueAt(guided.losses, row));
  for (std::size_t row = 0; row < rows; ++row) line << cell(valueAt(guided.weighted, row));
  line << cell(guided.gradientNorm) << cell(guided.pushPercent) << cell(guided.highShare)
       << cell(guided.centre.x()) << cell(guided.centre.y());
  for (std::size_t ring = 0; ring < rings; ++ring) line << cell(valueAt(guided.spectrum, ring));
  return line;
}

}  // namespace

QString toCsv(const std::vector<CockpitRow>& rows, const CockpitData& data) {
  const std::size_t rings = longestSpectrum(data);
  QString text = header(rows, rings).join(u',') + u'\n';
  for (const StepPoint& point : data.points()) {
    text += cells(point, rows.size(), rings).join(u',') + u'\n';
  }
  return text;
}

}  // namespace maulstick::ui

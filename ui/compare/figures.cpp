#include "ui/compare/figures.h"

#include <QCoreApplication>
#include <cmath>
#include <optional>

#include "guidance/catalog.h"
#include "guidance/measures.h"
#include "ui/cockpit/cockpit_words.h"
#include "ui/compare/loss_sets.h"

namespace maulstick::ui {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::Figures", text);
}

double itself(double value) {
  return value;
}

FigureColumn lossColumn(const CockpitRow& row, std::size_t index) {
  LossSet alone(guidance::catalog().size(), false);
  alone[index] = true;
  return {.key = row.name,
          .title = nameOf(alone),
          .meaning = row.meaning,
          .value =
              [index](const ComparedPicture& picture) {
                return index < picture.losses.size() ? picture.losses[index]
                                                     : ComparedPicture::unknown;
              },
          .text = lossText,
          .badness = itself};
}

FigureColumn centreColumn() {
  return {.key = QStringLiteral("centre_offset"),
          .title = tr("Centre offset"),
          .meaning = tr("How far the centre of mass lies from the middle, in per cent of a side"),
          .value = [](const ComparedPicture& picture) { return picture.centreOffset; },
          .text = [](double value) { return percentText(100 * value, 1); },
          .badness = itself};
}

FigureColumn spectrumColumn() {
  return {
      .key = QStringLiteral("high_share"),
      .title = tr("Spectrum ratio"),
      .meaning = tr("How much of the spectrum lies above 0.15 cycles a pixel; guidance aims at %1")
                     .arg(percentText(100 * guidance::target_share)),
      .value = [](const ComparedPicture& picture) { return picture.highShare; },
      .text = [](double value) { return percentText(100 * value, 1); },
      .badness = [](double value) { return std::abs(value - guidance::target_share); }};
}

FigureColumn timeColumn() {
  return {.key = QStringLiteral("seconds"),
          .title = tr("Time"),
          .meaning = tr("How long it was painted. Steps that several share count for the first"),
          .value = [](const ComparedPicture& picture) { return picture.seconds; },
          .text = secondsText,
          .badness = {}};
}

}  // namespace

std::vector<FigureColumn> figureColumns(const std::vector<CockpitRow>& rows) {
  std::vector<FigureColumn> columns;
  for (const CockpitRow& row : rows) columns.push_back(lossColumn(row, columns.size()));
  columns.push_back(centreColumn());
  columns.push_back(spectrumColumn());
  columns.push_back(timeColumn());
  return columns;
}

// What reads the same is as good.
std::vector<bool> bestOf(const FigureColumn& column, const std::vector<ComparedPicture>& pictures) {
  std::vector<bool> best(pictures.size(), false);
  if (!column.badness) return best;
  std::vector<double> values;
  std::optional<double> least;
  for (const ComparedPicture& picture : pictures) {
    values.push_back(picture.isPainted() ? column.value(picture) : ComparedPicture::unknown);
    if (!std::isfinite(values.back())) continue;
    if (!least || column.badness(values.back()) < column.badness(*least)) least = values.back();
  }
  if (!least) return best;
  bool all = true;
  for (std::size_t i = 0; i < values.size(); ++i) {
    best[i] = std::isfinite(values[i]) && column.text(values[i]) == column.text(*least);
    all = all && (best[i] || !std::isfinite(values[i]));
  }
  return all ? std::vector<bool>(pictures.size(), false) : best;
}

}  // namespace maulstick::ui

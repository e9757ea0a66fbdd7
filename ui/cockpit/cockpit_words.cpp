#include "ui/cockpit/cockpit_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace maulstick::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Cockpit)
};

QString changeWords(double percent) {
  if (!std::isfinite(percent)) return {};
  const QString amount = percentText(std::abs(percent));
  return percent < 0 ? Words::tr(", down %1 since the first guided step").arg(amount)
                     : Words::tr(", up %1 since the first guided step").arg(amount);
}

QString sharesWords(const std::vector<CockpitRow>& rows, const StepPoint& point) {
  const std::vector<double> shares = CockpitData::shares(point);
  QStringList parts;
  const std::vector<QString> texts = shareTexts(shares);
  for (std::size_t row = 0; row < std::min(rows.size(), shares.size()); ++row) {
    parts << Words::tr("%1 %2").arg(rows[row].title, texts[row]);
  }
  if (parts.isEmpty()) return {};
  return Words::tr("Share of the push: %1.").arg(parts.join(Words::tr(", ")));
}

void describeGuided(const CockpitData& data, const std::vector<CockpitRow>& rows,
                    QStringList& sentences) {
  const StepPoint& point = *data.lastGuided();
  const GuidedPoint& guided = *point.guided;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const double value = CockpitData::loss(point, row);
    sentences << (std::isfinite(value) ? Words::tr("%1 %2%3.")
                                             .arg(rows[row].title, lossText(value),
                                                  changeWords(data.change(point, row)))
                                       : Words::tr("%1 is not known.").arg(rows[row].title));
  }
  sentences << sharesWords(rows, point);
  if (std::isfinite(guided.pushPercent)) {
    sentences << Words::tr("Push %1 of the noise.").arg(percentText(guided.pushPercent, 1));
  }
  if (std::isfinite(guided.gradientNorm)) {
    sentences << Words::tr("Gradient norm %1.").arg(lossText(guided.gradientNorm));
  }
  if (std::isfinite(guided.highShare)) {
    sentences << Words::tr("High frequencies %1, target %2.")
                     .arg(percentText(100 * guided.highShare), percentText(100 * highShareTarget));
  }
}

}  // namespace

QString lossText(double value) {
  if (!std::isfinite(value)) return QStringLiteral("–");
  const double size = std::abs(value);
  if (size >= 99.95) return QString::number(value, 'f', 0);
  if (size >= 9.995) return QString::number(value, 'f', 1);
  if (size >= 0.9995) return QString::number(value, 'f', 2);
  if (size >= 0.00995 || size == 0) return QString::number(value, 'f', 3);
  if (size >= 0.0000995) return QString::number(value, 'f', 5);
  return QString::number(value, 'e', 1);
}

QString percentText(double percent, int decimals) {
  if (!std::isfinite(percent)) return QStringLiteral("–");
  return Words::tr("%1\u00a0%").arg(QString::number(percent, 'f', decimals));
}

// Whole per cents are floored, and what is missing goes to those that lost most.
std::vector<QString> shareTexts(const std::vector<double>& shares) {
  std::vector<int> whole;
  std::vector<std::size_t> order;
  double all = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    whole.push_back(static_cast<int>(std::floor(100 * shares[i])));
    all += 100 * shares[i];
    order.push_back(i);
  }
  const auto lost = [&](std::size_t i) { return 100 * shares[i] - whole[i]; };
  std::ranges::stable_sort(order, std::ranges::greater(), lost);
  long missing = std::lround(all) - std::accumulate(whole.begin(), whole.end(), 0L);
  for (const std::size_t i : order) {
    if (missing-- > 0) ++whole[i];
  }
  std::vector<QString> texts;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const bool little = whole[i] == 0 && shares[i] > 0;
    texts.push_back(little ? Words::tr("<1\u00a0%") : percentText(whole[i]));
  }
  return texts;
}

QString changeText(double percent) {
  if (!std::isfinite(percent)) return {};
  const long rounded = std::lround(percent);
  const QString sign = rounded < 0   ? QStringLiteral("\u2212")
                       : rounded > 0 ? QStringLiteral("+")
                                     : QString();
  return sign + percentText(static_cast<double>(std::abs(rounded)));
}

QString secondsText(double seconds) {
  if (!std::isfinite(seconds)) return QStringLiteral("–");
  if (seconds >= 99.5) {
    const int whole = static_cast<int>(std::lround(seconds));
    return Words::tr("%1\u00a0min %2\u00a0s").arg(whole / 60).arg(whole % 60);
  }
  const int decimals = seconds < 0.0995 ? 3 : seconds < 9.95 ? 2 : 1;
  return Words::tr("%1\u00a0s").arg(QString::number(seconds, 'f', decimals));
}

QString stepText(int step) {
  return Words::tr("step %1").arg(step + 1);
}

QString describeCockpit(const std::vector<CockpitRow>& rows, const CockpitData& data) {
  if (data.points().empty()) return Words::tr("Nothing has been painted yet.");
  QStringList sentences;
  sentences << Words::tr("Step %1 of %2.").arg(data.points().back().step + 1).arg(data.steps());
  if (data.lastGuided() != nullptr) {
    describeGuided(data, rows, sentences);
  } else {
    sentences << Words::tr("No step has been guided so far.");
  }
  if (std::isfinite(data.plainSeconds())) {
    sentences << Words::tr("A plain step takes %1.").arg(secondsText(data.plainSeconds()));
  }
  if (std::isfinite(data.guidedSeconds())) {
    sentences << Words::tr("A guided step takes %1.").arg(secondsText(data.guidedSeconds()));
  }
  sentences.removeAll(QString());
  return sentences.join(u' ');
}

}  // namespace maulstick::ui

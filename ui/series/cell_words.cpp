#include "ui/series/cell_words.h"

#include <QStringList>

#include "guidance/catalog.h"
#include "ui/cockpit/cockpit_words.h"
#include "ui/panels/slider_specs.h"
#include "ui/series/series.h"
#include "ui/series/series_tr.h"

namespace maulstick::ui {
namespace {

using State = SeriesCell::State;

QString scoreText(double score) {
  return QString::number(score, 'f', 3);
}

QString lossWords(const SeriesCell& cell) {
  QStringList parts;
  const auto rows = guidance::catalog();
  for (std::size_t i = 0; i < rows.size() && i < cell.losses.size(); ++i) {
    const QString name = labelOf(controlNamed(rows[i].name));
    parts << QStringLiteral("%1 %2").arg(name, lossText(cell.losses[i]));
  }
  return parts.isEmpty() ? QString()
                         : SeriesWords::tr("Losses: %1").arg(parts.join(QStringLiteral(", ")));
}

}  // namespace

QString cellName(const Series& series, int number) {
  const SeriesLayout& layout = series.layout();
  return QStringLiteral("%1 · %2").arg(layout.rowWords(layout.rowOf(number)).name,
                                       layout.columnWords(layout.columnOf(number)));
}

QString scoreWords(const SeriesCell& cell) {
  return cell.scores ? SeriesWords::tr("CLIP %1").arg(scoreText(cell.scores->prompt)) : QString();
}

QString stateWords(const Series& series, int number) {
  const SeriesCell& cell = series.cell(number);
  switch (cell.state) {
    case State::waiting: return SeriesWords::tr("waiting");
    case State::failed: return cell.error;
    case State::done: return cell.gone ? SeriesWords::tr("the picture is gone") : QString();
    case State::painting: break;
  }
  const Series::Progress& now = series.progress();
  if (now.step == 0) return SeriesWords::tr("painting");
  return SeriesWords::tr("painting · %1 of %2").arg(now.step).arg(now.steps);
}

QString measureWords(const SeriesCell& cell) {
  QStringList parts;
  if (cell.scores) {
    const QString prompt = scoreText(cell.scores->prompt);
    parts << (cell.scores->style
                  ? SeriesWords::tr("CLIP %1 with the prompt, %2 with the style's words")
                        .arg(prompt, scoreText(*cell.scores->style))
                  : SeriesWords::tr("CLIP %1 with the prompt").arg(prompt));
  }
  if (const QString losses = lossWords(cell); !losses.isEmpty()) parts << losses;
  if (cell.seconds > 0) parts << secondsText(cell.seconds);
  return parts.join(QStringLiteral(" · "));
}

QString cellTip(const Series& series, int number) {
  const SeriesCell& cell = series.cell(number);
  QStringList lines = {cellName(series, number)};
  if (cell.state == State::done) {
    lines << stateWords(series, number);
    lines << measureWords(cell).split(QStringLiteral(" · "));
    if (series.isBest(number))
      lines << SeriesWords::tr("The closest of its row to the prompt, by CLIP");
  } else {
    lines << stateWords(series, number);
    if (cell.details != cell.error) lines << cell.details;
  }
  lines.removeAll(QString());
  return lines.join(u'\n');
}

QString cellSpoken(const Series& series, int number) {
  const SeriesCell& cell = series.cell(number);
  QStringList parts = {cellName(series, number)};
  if (cell.state == State::failed) {
    parts << SeriesWords::tr("failed: %1").arg(cell.error);
  } else if (cell.state == State::done) {
    parts << (cell.gone ? stateWords(series, number) : SeriesWords::tr("painted"));
    parts << scoreWords(cell);
    if (series.isBest(number)) parts << SeriesWords::tr("best of its row");
  } else {
    parts << stateWords(series, number);
  }
  parts.removeAll(QString());
  return parts.join(QStringLiteral(", "));
}

}  // namespace maulstick::ui

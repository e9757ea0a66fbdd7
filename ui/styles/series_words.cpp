#include "ui/styles/series_words.h"

#include "ui/canvas/progress_words.h"
#include "ui/series/series_tr.h"

namespace maulstick::ui {

QString picturesText(int count) {
  return count == 1 ? SeriesWords::tr("one picture")
                    : SeriesWords::tr("%n pictures", nullptr, count);
}

QString paintText(int count) {
  if (count < 1) return SeriesWords::tr("Paint");
  return count == 1 ? SeriesWords::tr("Paint one picture")
                    : SeriesWords::tr("Paint %n pictures", nullptr, count);
}

QString lengthWords(int count, const std::optional<double>& seconds) {
  const QString pictures = picturesText(count);
  return seconds ? SeriesWords::tr("%1, %2").arg(pictures, durationWords(*seconds)) : pictures;
}

}  // namespace maulstick::ui

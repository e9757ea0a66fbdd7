#pragma once
// A cell of a series in words: for tool tips, the line below the matrix, and screen readers.

#include <QString>

namespace maulstick::ui {

class Series;
struct SeriesCell;

// "Watercolor · seed 7".
QString cellName(const Series& series, int number);

// "CLIP 0.737"; "" before it is measured.
QString scoreWords(const SeriesCell& cell);

// What stands in a cell without a picture: "waiting", "painting · 34 of 50", why it failed, or that
// the picture is gone.
QString stateWords(const Series& series, int number);

// Everything that is measured, in one line: "CLIP 0.724 with the prompt, 0.311 with the style · …".
QString measureWords(const SeriesCell& cell);

QString cellTip(const Series& series, int number);
QString cellSpoken(const Series& series, int number);

}  // namespace maulstick::ui

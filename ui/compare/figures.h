#pragma once
// The figures that pictures are compared by, one column each: the losses of the catalog, and what
// is measured besides. Used by the table, by the files it is written to, and by the sheet.

#include <QString>
#include <functional>
#include <vector>

#include "ui/cockpit/step_point.h"
#include "ui/compare/compared_picture.h"

namespace maulstick::ui {

struct FigureColumn {
  QString key;                                          // in files: "clip", "centre_offset"
  QString title;                                        // above the column, short
  QString meaning;                                      // a sentence
  std::function<double(const ComparedPicture&)> value;  // NaN where it is not known
  std::function<QString(double)> text;
  std::function<double(double)>
      badness;  // the less, the better; empty: none is better than another
};

// `rows` are the losses as the cockpit shows them.
std::vector<FigureColumn> figureColumns(const std::vector<CockpitRow>& rows);

// Which pictures have the best figure of a column; none if all that are known are the same.
std::vector<bool> bestOf(const FigureColumn& column, const std::vector<ComparedPicture>& pictures);

}  // namespace maulstick::ui

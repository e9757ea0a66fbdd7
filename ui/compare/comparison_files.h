#pragma once
// A comparison as files for other programs and for people: JSON, CSV, and a sheet of the pictures
// with their figures. Plain functions; the sheet on the UI thread.

#include <QByteArray>
#include <QImage>
#include <QString>
#include <functional>
#include <vector>

#include "ui/compare/compared_picture.h"
#include "ui/compare/figures.h"

namespace maulstick::ui {

struct ComparisonFacts {
  const std::vector<ComparedPicture>& pictures;
  const std::vector<FigureColumn>& columns;
  int sharedSteps = 0;  // painted once for all
};

// All that is known: settings, figures, curves. Figures that are not known are null.
QByteArray comparisonJson(const ComparisonFacts& facts);

// A line for each picture: its name, file, prompt, seed, mode, all controls, and its figures in
// full precision.
QByteArray comparisonCsv(const ComparisonFacts& facts);

// In the colours of the app at this moment.
QImage comparisonSheet(const ComparisonFacts& facts);

// What is to be written, by the ending of `file`: .json, .csv, else the sheet as PNG. To be called
// on any thread, once; returns nothing on success, else what went wrong, for people. The file is
// whole or not there.
std::function<QString()> comparisonWriter(const ComparisonFacts& facts, const QString& file);

}  // namespace maulstick::ui

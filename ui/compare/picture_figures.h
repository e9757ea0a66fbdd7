#pragma once
// The figures of a picture that is compared: from a painting, from a picture's file, and from what
// is measured of its pixels.

#include <QString>

#include "engine/report.h"
#include "ui/compare/compared_picture.h"
#include "ui/painting/run_mailbox.h"

namespace maulstick::ui {

QString fileOf(const Finished& result);

void takeFigures(const Painting& painting, ComparedPicture& picture);

void takeMeasures(const guidance::PictureMeasures& measures, ComparedPicture& picture);

// From the text of a picture's "maulstick" chunk. What is not there, or makes no sense, stays
// unknown; never throws.
void takeFigures(const QString& chunk, ComparedPicture& picture);

}  // namespace maulstick::ui

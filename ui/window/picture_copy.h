#pragma once
// A second file of a finished picture, with its settings in it. Used by the Paint view.

#include <QString>

namespace maulstick::ui {

// Any thread; a disk may take its time. Empty, or why it could not be done; then `to` is as it was.
QString copyPictureFile(const QString& from, const QString& to);

}  // namespace maulstick::ui

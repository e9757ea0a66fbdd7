#pragma once
// The star of a picture, written on its file as the extended attribute user.maulstick.star: it goes
// where the file goes and changes nothing in it, so that an index made anew finds the stars again. Not
// every disk can hold one; the index remembers stars by itself, too. Any thread.

#include <QString>

namespace maulstick::ui {

[[nodiscard]] bool hasStarMark(const QString& file);

// Says whether the disk took it.
bool setStarMark(const QString& file, bool starred);

}  // namespace maulstick::ui

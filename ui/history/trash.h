#pragma once
// Throwing files away so that they can be taken back. UI thread: a rename each.

#include <QString>
#include <optional>

namespace maulstick::ui {

struct Trashed {
  QString original;
  QString inTrash;
};

// Into the desktop's trash or, where that has no place for it, into a folder ".trash" beside the file.
// Nothing if the file is gone or cannot be moved.
std::optional<Trashed> moveToTrash(const QString& file);

// Back to where it was, or beside that if the name is taken by now; returns the path. Nothing if the
// trash was emptied.
std::optional<QString> takeFromTrash(const Trashed& trashed);

}  // namespace maulstick::ui

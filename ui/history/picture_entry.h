#pragma once
// A picture in the history: what the index knows of it, all of it from the file itself; the star is a
// mark on the file (star_mark.h) or remembered by the index. A plain value.

#include <QMetaType>
#include <QString>
#include <optional>

namespace maulstick::ui {

struct PictureEntry {
  QString path;         // absolute
  qint64 modified = 0;  // of the file, milliseconds since 1970
  qint64 size = 0;      // of the file, bytes
  qint64 created = 0;   // milliseconds since 1970
  int width = 0;
  int height = 0;
  QString prompt;
  QString negative;
  qint64 seed = -1;  // -1: not known
  QString model;
  bool starred = false;
  QString settings;  // the text of the "maulstick" chunk; left out of lists

  friend bool operator==(const PictureEntry&, const PictureEntry&) = default;
};

// Reads the file's beginning. Nothing if it is gone, no PNG, or holds no settings of ours or
// A1111's: such a picture was not painted. Any thread; never throws for what is in the file.
std::optional<PictureEntry> readPicture(const QString& path);

// The same wherever the file lies and whatever it is called: what it says of how it was painted.
QString identityOf(const PictureEntry& entry);

}  // namespace maulstick::ui

Q_DECLARE_METATYPE(maulstick::ui::PictureEntry)

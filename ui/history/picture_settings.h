#pragma once
// What a picture says about how it was painted. Used by the history's index, and to restore settings
// from pictures of the history or dropped ones.

#include <QString>
#include <optional>
#include <string_view>

#include "engine/restore.h"

namespace maulstick::ui {

struct PictureSettings {
  QString parameters;  // the text chunk that A1111 and others write, as it is
  QString maulstick;   // our own, as it is
  std::optional<Restored> restored;
  QString problem;  // why it could not be restored
};

// From the beginning of a PNG file, at least up to its pixels. What the picture does not name stays
// as in `base`. Never throws, whatever the bytes are; any thread.
PictureSettings settingsIn(std::string_view bytes, const Request& base = {});

// The same of a file; its texts may also stand behind its pixels. `beginning` is what was read of it
// already: all before its pixels.
PictureSettings settingsOf(const QString& path, const Request& base = {});
PictureSettings settingsOf(const QString& path, std::string_view beginning, const Request& base);

}  // namespace maulstick::ui

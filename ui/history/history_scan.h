#pragma once
// Brings the index in line with the pictures in a folder, which are the truth. Runs for seconds in a
// background thread, with a connection of its own; used by the store only.

#include <QString>
#include <stop_token>

namespace maulstick::ui {

struct ScanResult {
  int read = 0;       // pictures that were new or have changed
  int forgotten = 0;  // that are gone
  bool damaged = false;
  bool unreadable = false;  // the folder; nothing of it was forgotten
  QString trouble;          // empty, or why it ended early
};

// Reads the PNGs of `folder` that the index in `database` does not know as they are now, and forgets
// those that are gone, but only if the folder can be read: a disk that is not there for a while takes
// nothing with it. Hidden files and folders below are left out. Ends early once `stop` is
// requested. Never throws.
ScanResult scanFolder(const QString& database, const QString& folder, const std::stop_token& stop);

}  // namespace maulstick::ui

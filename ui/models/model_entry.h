#pragma once
// A model as the list shows it: what its manifest says, and whether its files are there. Plain values;
// made in the background, because a folder may lie on a slow disk.

#include <QString>
#include <QStringList>
#include <cstdint>
#include <functional>
#include <stop_token>

#include "engine/request.h"

namespace maulstick::ui {

enum class ModelState {
  unread,   // nobody has looked yet
  ready,    // every file is there in its full size
  damaged,  // a bundle, but it cannot paint
  none,     // no bundle at all
};

struct ModelEntry {
  QString folder;  // absolute, as a person would write it
  QString name;
  ModelState state = ModelState::unread;
  SizeRules size = {};      // of its pictures; zeros if the manifest cannot be used
  std::uint64_t bytes = 0;  // on disk, by the manifest
  int files = 0;            // likewise
  QString precision;        // in which the weights are stored
  QString source;
  QString licence;
  QStringList problems = {};  // a sentence each: "unet.pt is missing"
  QString advice;             // the next step, if there are problems
  QString details;            // the engine's own words, if it has said any
  std::int64_t stamp = 0;     // changes with the files
};

// "24 MB": what the folder takes of a disk, by the system's way of writing numbers.
QString diskText(std::uint64_t bytes);

// An absolute path without "." and "..", without a look at the disk.
QString tidyFolder(const QString& folder);

// The manifest, and whether every file is there in its size. Milliseconds. Any thread.
ModelEntry lookAtModel(const QString& folder);

// The same, and every file is read and held against its SHA-256: a second for each gigabyte or two.
// `progress` hears per cent. Throws Error{interrupted} once `stop` is requested, and nothing else.
ModelEntry readModel(const QString& folder, const std::stop_token& stop,
                     const std::function<void(int percent)>& progress);

// How a model is exported, as one would type it; README.md has the same.
QString exportCommand();

}  // namespace maulstick::ui

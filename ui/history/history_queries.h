#pragma once
// What is asked of the history's index, in SQL. Used by the store and by its scan; each with a
// connection of its own. Everything here throws DatabaseFault.

#include <QHash>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "ui/history/history_database.h"
#include "ui/history/picture_entry.h"

namespace maulstick::ui {

struct HistoryFilter {
  QString words;  // all of them in the prompt, by their beginnings
  bool starredOnly = false;

  [[nodiscard]] bool empty() const { return words.trimmed().isEmpty() && !starredOnly; }
  friend bool operator==(const HistoryFilter&, const HistoryFilter&) = default;
};

// Where the next page begins: behind this picture.
struct HistoryPlace {
  qint64 created;
  QString path;
};

struct FileStamp {
  qint64 modified;
  qint64 size;

  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

namespace queries {

// A picture that is known keeps its star; one that was known once gets it back.
void put(const HistoryDatabase& database, const PictureEntry& entry);
void forget(const HistoryDatabase& database, const QString& path);
// Says whether the picture is known.
bool setStarred(const HistoryDatabase& database, const QString& path, bool starred);

// Newest first, without their settings.
std::vector<PictureEntry> page(const HistoryDatabase& database, const HistoryFilter& filter,
                               const std::optional<HistoryPlace>& behind, int limit);
int count(const HistoryDatabase& database, const HistoryFilter& filter);

// With its settings.
std::optional<PictureEntry> find(const HistoryDatabase& database, const QString& path);

// The files of one folder, without those in folders below.
QHash<QString, FileStamp> known(const HistoryDatabase& database, const QString& folder);
QStringList starred(const HistoryDatabase& database);

}  // namespace queries
}  // namespace maulstick::ui

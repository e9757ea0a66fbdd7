#include "ui/history/history_store.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <utility>

#include "ui/history/history_scan.h"
#include "ui/history/star_mark.h"
#include "ui/settings/paths.h"
#include "ui/settings/set_aside.h"

namespace maulstick::ui {
namespace {

// The scan writes for milliseconds; the UI thread waits no longer than is hardly felt.
constexpr int patience = 250;

// The stars of a damaged index, as far as they can be read.
QStringList rescuedStars(const HistoryDatabase* database) {
  try {
    return database == nullptr ? QStringList() : queries::starred(*database);
  } catch (const DatabaseFault&) {
    return {};
  }
}

// SQLite's own companions belong to the file that they stand beside.
QString setDatabaseAside(const QString& file) {
  for (const char* end : {"-wal", "-shm"}) {
    const QString companion = file + QString::fromLatin1(end);
    if (QFileInfo::exists(companion)) setAside(toPath(companion));
  }
  return fromPath(setAside(toPath(file)).filename());
}

}  // namespace

QString HistoryStore::defaultFile() {
  return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
      .filePath(QStringLiteral("history.sqlite"));
}

HistoryStore::HistoryStore(const QString& file, QObject* parent) : QObject(parent), file_(file) {
  pool_.setMaxThreadCount(1);
  pool_.setThreadPriority(QThread::LowPriority);
  QDir().mkpath(QFileInfo(file).path());
  try {
    open();
  } catch (const DatabaseFault& fault) {
    makeAnew(fault);
  }
}

HistoryStore::~HistoryStore() {
  stop_.request_stop();
  pool_.waitForDone();
}

void HistoryStore::open() {
  ++index_;
  database_ = std::make_unique<HistoryDatabase>(file_, patience);
}

// Damage is set aside; a place that cannot be used is left alone. In both cases the app goes on.
void HistoryStore::makeAnew(const DatabaseFault& fault) {
  const QStringList stars = rescuedStars(database_.get());
  if (!stars.isEmpty()) stars_ = stars;
  database_.reset();
  try {
    if (!fault.damaged()) return openElsewhere();
    const QString kept = setDatabaseAside(file_);
    open();
    notice_ = tr("The index of the history was damaged and is being made anew from your pictures. "
                 "The old one is kept as %1.")
                  .arg(kept);
  } catch (const DatabaseFault&) {
    openElsewhere();
  }
}

void HistoryStore::openElsewhere() {
  notice_ = tr("The index of the history cannot be written (%1). Stars given now may be forgotten "
               "when the program ends.")
                .arg(QDir::toNativeSeparators(file_));
  elsewhere_ = std::make_unique<QTemporaryDir>();
  file_ = elsewhere_->filePath(QStringLiteral("history.sqlite"));
  try {
    open();
  } catch (const DatabaseFault&) {
    database_.reset();  // no disk at all: the history stays empty
  }
}

// Runs `action` with the index; once more with a new one if the index turns out to be damaged.
template <typename Result, typename Action>
Result HistoryStore::guarded(Result otherwise, Action action) {
  if (!database_) return otherwise;
  try {
    return action(*database_);
  } catch (const DatabaseFault& fault) {
    if (!fault.damaged()) {
      Q_EMIT noticed(tr("The index of the history could not be used: %1").arg(fault.words()));
      return otherwise;
    }
    makeAnew(fault);
  }
  Q_EMIT noticed(notice_);
  for (const QString& folder : folders_) startScan(folder);
  try {
    return database_ ? action(*database_) : otherwise;
  } catch (const DatabaseFault&) {
    return otherwise;
  }
}

void HistoryStore::rebuild(const QString& folder) {
  if (!folders_.contains(folder)) folders_ << folder;
  startScan(folder);
}

void HistoryStore::startScan(const QString& folder) {
  ++scans_;
  pool_.start([this, folder, file = file_, index = index_, stop = stop_.get_token()] {
    const ScanResult result = scanFolder(file, folder, stop);
    QMetaObject::invokeMethod(
        this, [this, folder, index, result] { endScan(folder, index, result); },
        Qt::QueuedConnection);
  });
}

void HistoryStore::endScan(const QString& folder, int index, const ScanResult& result) {
  --scans_;
  if (result.damaged && index == index_) {
    makeAnew(DatabaseFault(DatabaseFault::Kind::damaged, result.trouble));
    Q_EMIT noticed(notice_);
    for (const QString& one : folders_) startScan(one);
  }
  if (index != index_) return;  // the index that it filled was set aside; another scan is under way
  guarded(0, [this](const HistoryDatabase& database) {
    for (const QString& path : stars_) queries::setStarred(database, path, true);
    return 0;
  });
  if (scans_ == 0) stars_.clear();
  if (result.unreadable) {
    Q_EMIT noticed(
        tr("The pictures folder cannot be read: %1. What the history knows of its pictures "
           "is kept.")
            .arg(QDir::toNativeSeparators(folder)));
  }
  if (!result.trouble.isEmpty()) {
    Q_EMIT noticed(tr("The pictures in %1 could not all be read: %2").arg(folder, result.trouble));
  }
  Q_EMIT rebuilt(result.read + result.forgotten);
}

bool HistoryStore::add(const QString& path) {
  const auto picture = readPicture(path);
  if (!picture) return false;
  const auto entry = guarded(std::optional(*picture), [&](const HistoryDatabase& database) {
    queries::put(database, *picture);
    return queries::find(database, picture->path);
  });
  Q_EMIT added(entry.value_or(*picture));
  return true;
}

void HistoryStore::forget(const QString& path) {
  const QFileInfo folder(QFileInfo(path).absolutePath());
  if (folder.isDir() && folder.isReadable() && folder.isExecutable()) drop(path);
}

void HistoryStore::drop(const QString& path) {
  guarded(0, [&path](const HistoryDatabase& database) {
    queries::forget(database, path);
    return 0;
  });
  Q_EMIT removed(path);
}

std::vector<PictureEntry> HistoryStore::page(const HistoryFilter& filter,
                                             const std::optional<HistoryPlace>& behind, int limit) {
  return guarded(std::vector<PictureEntry>(), [&](const HistoryDatabase& database) {
    return queries::page(database, filter, behind, limit);
  });
}

int HistoryStore::count(const HistoryFilter& filter) {
  return guarded(
      0, [&filter](const HistoryDatabase& database) { return queries::count(database, filter); });
}

std::optional<PictureEntry> HistoryStore::find(const QString& path) {
  return guarded(std::optional<PictureEntry>(), [&path](const HistoryDatabase& database) {
    return queries::find(database, path);
  });
}

void HistoryStore::setStarred(const QString& path, bool starred) {
  const bool kept = guarded(false, [&](const HistoryDatabase& database) {
    return queries::setStarred(database, path, starred);
  });
  if (!kept) return;
  setStarMark(path, starred);
  Q_EMIT starChanged(path, starred);
}

bool HistoryStore::trash(const QString& path) {
  const auto entry = find(path);
  const auto file = moveToTrash(path);
  if (!file && QFileInfo::exists(path)) return false;
  if (file) trashed_.push_back({.file = *file, .starred = entry && entry->starred});
  forget(path);
  return file.has_value();
}

std::optional<QString> HistoryStore::undoTrash() {
  if (trashed_.empty()) return std::nullopt;
  const Thrown last = trashed_.back();
  trashed_.pop_back();
  const auto path = takeFromTrash(last.file);
  if (!path) return std::nullopt;
  add(*path);
  if (last.starred) setStarred(*path, true);
  return path;
}

}  // namespace maulstick::ui

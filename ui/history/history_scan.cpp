#include "ui/history/history_scan.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDirIterator>
#include <QFileInfo>
#include <exception>
#include <vector>

#include "ui/history/history_queries.h"

namespace maulstick::ui {
namespace {

// Written at a time: the store on the UI thread waits for no more than that.
constexpr std::size_t mostAtOnce = 32;

bool canBeRead(const QString& folder) {
  const QFileInfo info(folder);
  return info.isDir() && info.isReadable() && info.isExecutable();
}

class Scan {
 public:
  Scan(const HistoryDatabase& database, ScanResult& result)
      : database_(database), result_(result) {}

  void run(const QString& folder, const std::stop_token& stop) {
    QHash<QString, FileStamp> known = queries::known(database_, folder);
    // Before the first picture there need not be a folder.
    result_.unreadable = !canBeRead(folder) && (QFileInfo::exists(folder) || !known.isEmpty());
    QDirIterator files(folder, {QStringLiteral("*.png")}, QDir::Files | QDir::Readable);
    while (files.hasNext() && !stop.stop_requested()) {
      const QFileInfo file(files.next());
      const FileStamp stamp = {file.lastModified().toMSecsSinceEpoch(), file.size()};
      const auto before = known.constFind(file.absoluteFilePath());
      const bool same = before != known.constEnd() && *before == stamp;
      if (!same) look(file.absoluteFilePath());
      if (same || wasRead_) known.remove(file.absoluteFilePath());
    }
    write();
    if (stop.stop_requested()) return;  // what was not reached is not gone
    result_.unreadable = result_.unreadable || (!canBeRead(folder) && !known.isEmpty());
    if (result_.unreadable) return;
    for (auto gone = known.keyBegin(); gone != known.keyEnd(); ++gone) forget(*gone);
  }

 private:
  void look(const QString& path) {
    auto entry = readPicture(path);
    wasRead_ = entry.has_value();
    if (entry) waiting_.push_back(std::move(*entry));
    if (waiting_.size() >= mostAtOnce) write();
  }

  void write() {
    if (waiting_.empty()) return;
    Transaction transaction(database_);
    for (const PictureEntry& entry : waiting_) {
      if (!QFileInfo::exists(entry.path)) continue;  // thrown away meanwhile
      queries::put(database_, entry);
      ++result_.read;
    }
    transaction.commit();
    waiting_.clear();
  }

  void forget(const QString& path) {
    queries::forget(database_, path);
    ++result_.forgotten;
  }

  const HistoryDatabase& database_;
  ScanResult& result_;
  std::vector<PictureEntry> waiting_;
  bool wasRead_ = false;  // by the last look()
};

}  // namespace

ScanResult scanFolder(const QString& database, const QString& folder, const std::stop_token& stop) {
  ScanResult result;
  try {
    const HistoryDatabase connection(database);
    connection.checkSound();
    Scan(connection, result).run(QFileInfo(folder).absoluteFilePath(), stop);
  } catch (const DatabaseFault& fault) {
    result.damaged = fault.damaged();
    result.trouble = fault.words();
  } catch (const std::exception&) {
    result.trouble = QCoreApplication::translate("maulstick::ui::HistoryScan",
                                                 "the memory that is free does not suffice");
  }
  return result;
}

}  // namespace maulstick::ui

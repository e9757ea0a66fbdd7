#pragma once
// The history: an index of the finished pictures, in SQLite. The pictures are the truth; the index
// can be lost at any time and is made anew from them. Their stars are in two places: as a mark on each
// file (star_mark.h), from which a lost index is filled, and in a table of the index, by what a picture
// says of itself, for disks that hold no marks and for files that come back. UI thread: every call takes milliseconds, what
// takes longer runs in the background. Nothing here throws; trouble is told as a notice.

#include <QObject>
#include <QString>
#include <QTemporaryDir>
#include <QThreadPool>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "ui/history/history_queries.h"
#include "ui/history/picture_entry.h"
#include "ui/history/trash.h"

namespace maulstick::ui {

struct ScanResult;

class HistoryStore : public QObject {
  Q_OBJECT

 public:
  static QString defaultFile();

  explicit HistoryStore(const QString& file = defaultFile(), QObject* parent = nullptr);
  ~HistoryStore() override;  // waits for the scan under way, which ends within one file

  // Empty, or what a person should be told about opening the index: to be shown once.
  [[nodiscard]] const QString& notice() const { return notice_; }

  // Reads the pictures of a folder that are new or have changed, forgets those that are gone;
  // rebuilt() follows. A folder that cannot be read is told, and keeps its pictures. In the background.
  void rebuild(const QString& folder);
  [[nodiscard]] bool isRebuilding() const { return scans_ > 0; }

  // A picture that was just painted, or dropped. Returns false if it is no painted picture.
  bool add(const QString& path);

  // A picture whose file turned out to be gone. Kept if its whole folder is: that may come back.
  void forget(const QString& path);

  // Newest first, without their settings.
  [[nodiscard]] std::vector<PictureEntry> page(const HistoryFilter& filter,
                                               const std::optional<HistoryPlace>& behind,
                                               int limit);
  [[nodiscard]] int count(const HistoryFilter& filter);
  [[nodiscard]] std::optional<PictureEntry> find(const QString& path);

  void setStarred(const QString& path, bool starred);  // starChanged() follows if it could be kept

  // Moves the file to the trash; undoTrash() takes back the last one and returns its path.
  bool trash(const QString& path);
  [[nodiscard]] bool canUndoTrash() const { return !trashed_.empty(); }
  std::optional<QString> undoTrash();

 Q_SIGNALS:
  void added(const maulstick::ui::PictureEntry& entry);  // or changed
  void removed(const QString& path);
  void starChanged(const QString& path, bool starred);
  void rebuilt(
      int changes);  // pictures read or forgotten; lists must be read again if there are any
  void noticed(const QString& notice);

 private:
  struct Thrown {
    Trashed file;
    bool starred;
  };
  template <typename Result, typename Action>
  Result guarded(Result otherwise, Action action);
  void open();
  void drop(const QString& path);
  void makeAnew(const DatabaseFault& fault);
  void openElsewhere();
  void startScan(const QString& folder);
  void endScan(const QString& folder, int index, const ScanResult& result);

  QString file_;
  QString notice_;
  std::unique_ptr<QTemporaryDir> elsewhere_;  // of the index while its own place cannot be used
  std::unique_ptr<HistoryDatabase> database_;
  QStringList folders_;  // that were scanned, to be scanned again if the index is lost
  QStringList stars_;    // of an index that is being made anew
  std::vector<Thrown> trashed_;
  int index_ = 0;  // counts the indexes that were opened, for scans of one that is no more
  int scans_ = 0;
  std::stop_source stop_;
  QThreadPool pool_;  // last: its tasks use what stands above
};

}  // namespace maulstick::ui

#pragma once
// Writes small files in a thread of its own, because syncing a disk may take longer than a frame.
// Used by the settings and the queue. Of several contents for one file only the last is written;
// each is written atomically, so that a kill leaves the old file or the new one.

#include <QObject>
#include <QString>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <thread>

#include "base/error.h"

namespace maulstick::ui {

class FileSaver : public QObject {
  Q_OBJECT

 public:
  explicit FileSaver(QObject* parent = nullptr);
  ~FileSaver() override;  // after everything is written

  // Returns at once. Makes the folder if it is not there.
  void save(const std::filesystem::path& file, std::string bytes);

  // Waits until everything is written.
  void flush();

 Q_SIGNALS:
  void failed(const QString& file, const maulstick::Error& error);
  void recovered(const QString& file);  // written again, after it has failed

 private:
  void work(const std::stop_token& stop);
  void write(const std::filesystem::path& file, const std::string& bytes);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::map<std::filesystem::path, std::string> waiting_;
  bool writing_ = false;
  std::set<std::filesystem::path> failing_;  // of the thread
  std::jthread thread_;                      // last: it uses what stands above
};

}  // namespace maulstick::ui

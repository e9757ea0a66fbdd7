#include "ui/settings/file_saver.h"

#include <system_error>
#include <utility>

#include "base/file.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {

namespace fs = std::filesystem;

FileSaver::FileSaver(QObject* parent)
    : QObject(parent), thread_([this](const std::stop_token& stop) { work(stop); }) {}

FileSaver::~FileSaver() {
  thread_.request_stop();
  thread_.join();
}

void FileSaver::save(const fs::path& file, std::string bytes) {
  const std::lock_guard lock(mutex_);
  waiting_[file] = std::move(bytes);
  changed_.notify_all();
}

void FileSaver::flush() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.empty() && !writing_; });
}

void FileSaver::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  // A stop ends the waiting, not the writing of what is still there.
  while (changed_.wait(lock, stop, [this] { return !waiting_.empty(); })) {
    const auto next = waiting_.extract(waiting_.begin());
    writing_ = true;
    lock.unlock();
    write(next.key(), next.mapped());
    lock.lock();
    writing_ = false;
    changed_.notify_all();
  }
}

void FileSaver::write(const fs::path& file, const std::string& bytes) {
  try {
    std::error_code ignored;  // a folder that cannot be made cannot be written into either
    fs::create_directories(file.parent_path(), ignored);
    // Settings are often links into a folder under version control: the link stays.
    const fs::path target = fs::weakly_canonical(file, ignored);
    write_file_atomically(target.empty() ? file : target, bytes);
    if (failing_.erase(file) == 0) return;
    QMetaObject::invokeMethod(
        this, [this, name = fromPath(file)] { Q_EMIT recovered(name); }, Qt::QueuedConnection);
  } catch (const Error& error) {
    failing_.insert(file);
    const QString name = fromPath(file);
    QMetaObject::invokeMethod(
        this, [this, name, error] { Q_EMIT failed(name, error); }, Qt::QueuedConnection);
  }
}

}  // namespace maulstick::ui

#pragma once
// Asks a person for a file, with the system's dialogs; in tests with answers that are known before.
// Nothing waits for the answer: painting goes on, and so does everything else. Used by the window and
// the Paint view; UI thread.

#include <QFileDialog>
#include <QString>
#include <functional>

class QWidget;

namespace maulstick::ui {

class AppSettings;

class FileAsker {
 public:
  // With "" if the person thinks better of it.
  using Then = std::function<void(const QString& file)>;

  FileAsker() = default;
  // Dialogs begin in the folder of the last answer, which is remembered in `settings`; they must
  // outlive this.
  explicit FileAsker(AppSettings& settings) : settings_(&settings) {}
  virtual ~FileAsker() = default;
  FileAsker(const FileAsker&) = delete;
  FileAsker& operator=(const FileAsker&) = delete;

  virtual void pictureToOpen(QWidget* window, const Then& then);
  virtual void pictureToSave(QWidget* window, const QString& name, const Then& then);

 private:
  void ask(QFileDialog* dialog, const QString& purpose, const QString& firstFolder,
           const Then& then);

  AppSettings* settings_ = nullptr;
};

}  // namespace maulstick::ui

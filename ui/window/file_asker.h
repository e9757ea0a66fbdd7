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

// Another file than a picture, as the dialog asks for it.
struct FileWish {
  QString purpose;  // names the folder that is remembered: "styles"
  QString title;
  QString kinds;      // "Styles (*.csv *.json)"; a name without an ending gets that of `name`, …
                      // … or the kind's that is chosen of several: "Table (*.csv);;JSON (*.json)"
  QString name = {};  // suggested, where a file is to be written
};

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
  virtual void fileToOpen(QWidget* window, const FileWish& wish, const Then& then);
  virtual void fileToSave(QWidget* window, const FileWish& wish, const Then& then);

 private:
  void ask(QFileDialog* dialog, const QString& purpose, const QString& firstFolder,
           const Then& then);

  AppSettings* settings_ = nullptr;
};

}  // namespace maulstick::ui

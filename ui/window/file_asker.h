#pragma once
// Asks a person for a file, with the system's dialogs; in tests with answers that are known before.
// Used by the window and the Paint view; UI thread.

#include <QString>

class QWidget;

namespace maulstick::ui {

class FileAsker {
 public:
  virtual ~FileAsker() = default;

  // "" if the person thinks better of it.
  virtual QString pictureToOpen(QWidget* window);
  virtual QString pictureToSave(QWidget* window, const QString& name);
  virtual QString folder(QWidget* window, const QString& title);
};

}  // namespace maulstick::ui

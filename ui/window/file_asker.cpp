#include "ui/window/file_asker.h"

#include <QDir>
#include <QFileInfo>

#include "engine/places.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

QString kinds() {
  return QFileDialog::tr("PNG (*.png)");
}

}  // namespace

void FileAsker::pictureToOpen(QWidget* window, const Then& then) {
  auto* dialog = new QFileDialog(window, QFileDialog::tr("Open a picture"));
  dialog->setFileMode(QFileDialog::ExistingFile);
  ask(dialog, QStringLiteral("open"), fromPath(pictures_folder()), then);
}

void FileAsker::pictureToSave(QWidget* window, const QString& name, const Then& then) {
  auto* dialog = new QFileDialog(window, QFileDialog::tr("Save the picture as"));
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("png"));  // before it asks whether to replace a file
  ask(dialog, QStringLiteral("save"), QDir::homePath(), then);
  dialog->selectFile(name);
}

void FileAsker::ask(QFileDialog* dialog, const QString& purpose, const QString& firstFolder,
                    const Then& then) {
  const QString last = settings_ == nullptr ? QString() : settings_->lastFolder(purpose);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setNameFilter(kinds());
  dialog->setDirectory(QFileInfo(last).isDir() ? last : firstFolder);
  QObject::connect(dialog, &QDialog::finished, dialog, [this, dialog, purpose, then](int result) {
    const QString file = result == QDialog::Accepted ? dialog->selectedFiles().value(0) : QString();
    if (!file.isEmpty() && settings_ != nullptr) {
      settings_->setLastFolder(purpose, QFileInfo(file).absolutePath());
    }
    then(file);
  });
  dialog->open();
}

}  // namespace maulstick::ui

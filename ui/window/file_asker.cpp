#include "ui/window/file_asker.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include "engine/places.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

QString kinds() {
  return QFileDialog::tr("PNG (*.png)");
}

// "Table (*.csv)": "csv". `usual` where a kind has several endings, or none.
QString endingOf(const QString& kind, const QString& usual) {
  static const QRegularExpression one(QStringLiteral("\\(\\*\\.(\\w+)\\)"));
  const auto found = one.match(kind);
  return found.hasMatch() ? found.captured(1) : usual;
}

}  // namespace

void FileAsker::pictureToOpen(QWidget* window, const Then& then) {
  auto* dialog = new QFileDialog(window, QFileDialog::tr("Open a picture"));
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilter(kinds());
  ask(dialog, QStringLiteral("open"), fromPath(pictures_folder()), then);
}

void FileAsker::pictureToSave(QWidget* window, const QString& name, const Then& then) {
  auto* dialog = new QFileDialog(window, QFileDialog::tr("Save the picture as"));
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilter(kinds());
  dialog->setDefaultSuffix(QStringLiteral("png"));  // before it asks whether to replace a file
  ask(dialog, QStringLiteral("save"), QDir::homePath(), then);
  dialog->selectFile(name);
}

void FileAsker::fileToOpen(QWidget* window, const FileWish& wish, const Then& then) {
  auto* dialog = new QFileDialog(window, wish.title);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilter(wish.kinds);
  ask(dialog, wish.purpose, QDir::homePath(), then);
}

void FileAsker::fileToSave(QWidget* window, const FileWish& wish, const Then& then) {
  auto* dialog = new QFileDialog(window, wish.title);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilter(wish.kinds);
  dialog->setDefaultSuffix(QFileInfo(wish.name).suffix());
  QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& kind) {
    dialog->setDefaultSuffix(endingOf(kind, dialog->defaultSuffix()));
  });
  ask(dialog, wish.purpose, QDir::homePath(), then);
  dialog->selectFile(wish.name);
}

void FileAsker::ask(QFileDialog* dialog, const QString& purpose, const QString& firstFolder,
                    const Then& then) {
  const QString last = settings_ == nullptr ? QString() : settings_->lastFolder(purpose);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
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

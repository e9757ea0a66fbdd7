#include "ui/window/file_asker.h"

#include <QDir>
#include <QFileDialog>

#include "engine/places.h"

namespace maulstick::ui {
namespace {

QString picturesFolder() {
  return QString::fromStdU16String(pictures_folder().u16string());
}

QString kinds() {
  return QFileDialog::tr("PNG (*.png)");
}

}  // namespace

QString FileAsker::pictureToOpen(QWidget* window) {
  return QFileDialog::getOpenFileName(window, QFileDialog::tr("Open a picture"), picturesFolder(),
                                      kinds());
}

QString FileAsker::pictureToSave(QWidget* window, const QString& name) {
  const QString file = QFileDialog::getSaveFileName(window, QFileDialog::tr("Save the picture as"),
                                                    QDir(QDir::homePath()).filePath(name), kinds());
  const bool named = file.isEmpty() || file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive);
  return named ? file : file + QLatin1String(".png");
}

QString FileAsker::folder(QWidget* window, const QString& title) {
  return QFileDialog::getExistingDirectory(window, title);
}

}  // namespace maulstick::ui

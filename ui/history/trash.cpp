#include "ui/history/trash.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace maulstick::ui {
namespace {

// `path`, or with a number if that is taken: "a.png", "a-2.png".
QString freeName(const QString& path) {
  const QFileInfo wanted(path);
  QString name = path;
  for (int number = 2; QFileInfo::exists(name); ++number) {
    name = wanted.dir().filePath(
        QStringLiteral("%1-%2.%3")
            .arg(wanted.completeBaseName(), QString::number(number), wanted.suffix()));
  }
  return name;
}

// Qt 6.4 makes the home trash only if the folder above is there, and takes the working directory for
// the trash if it cannot be made.
bool hasHomeTrash() {
  const QDir above(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation));
  const QString trash = above.filePath(QStringLiteral("Trash"));
  if (!QFileInfo::exists(trash) && QDir().mkpath(trash)) {
    QFile::setPermissions(trash, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
  }
  return QFileInfo(trash).isDir() && QFileInfo(trash).isWritable();
}

std::optional<QString> moveIntoOwnTrash(const QFileInfo& file) {
  const QDir folder = file.dir();
  if (!folder.mkpath(QStringLiteral(".trash"))) return std::nullopt;
  const QString place = freeName(folder.filePath(QStringLiteral(".trash/") + file.fileName()));
  return QFile::rename(file.filePath(), place) ? std::optional(place) : std::nullopt;
}

// The desktop's trash keeps a note about every file, which must go with it.
// https://specifications.freedesktop.org/trash-spec/latest/
void removeNote(const QString& inTrash) {
  QDir folder = QFileInfo(inTrash).dir();
  if (folder.dirName() != QStringLiteral("files") || !folder.cd(QStringLiteral("../info"))) return;
  QFile::remove(folder.filePath(QFileInfo(inTrash).fileName() + QStringLiteral(".trashinfo")));
}

}  // namespace

std::optional<Trashed> moveToTrash(const QString& path) {
  const QFileInfo file(path);
  if (!file.exists()) return std::nullopt;
  QString inTrash;
  if (hasHomeTrash() && QFile::moveToTrash(path, &inTrash)) return Trashed{path, inTrash};
  const auto own = moveIntoOwnTrash(file);
  return own ? std::optional(Trashed{path, *own}) : std::nullopt;
}

std::optional<QString> takeFromTrash(const Trashed& trashed) {
  const QString place = freeName(trashed.original);
  if (!QDir().mkpath(QFileInfo(place).path())) return std::nullopt;
  if (trashed.inTrash.isEmpty() || !QFile::rename(trashed.inTrash, place)) return std::nullopt;
  removeNote(trashed.inTrash);
  return place;
}

}  // namespace maulstick::ui

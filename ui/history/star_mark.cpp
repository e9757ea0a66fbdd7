#include "ui/history/star_mark.h"

#include <QFile>

#ifdef Q_OS_LINUX
#include <sys/xattr.h>

#include <cerrno>
#endif

namespace maulstick::ui {

#ifdef Q_OS_LINUX

namespace {

constexpr const char* name = "user.maulstick.star";

}  // namespace

bool hasStarMark(const QString& file) {
  return getxattr(QFile::encodeName(file).constData(), name, nullptr, 0) >= 0;
}

bool setStarMark(const QString& file, bool starred) {
  const QByteArray path = QFile::encodeName(file);
  if (starred) return setxattr(path.constData(), name, "1", 1, 0) == 0;
  return removexattr(path.constData(), name) == 0 || errno == ENODATA;
}

#else

bool hasStarMark(const QString& /*file*/) {
  return false;
}

bool setStarMark(const QString& /*file*/, bool /*starred*/) {
  return false;
}

#endif

}  // namespace maulstick::ui

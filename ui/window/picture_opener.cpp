#include "ui/window/picture_opener.h"

#include <algorithm>
#include <exception>
#include <filesystem>

#include "base/error.h"
#include "base/file.h"
#include "picture/png.h"
#include "ui/painting/picture_image.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

constexpr std::uintmax_t largestFile = std::uintmax_t{64} << 20U;
constexpr int largestShown = 4096;  // a side; beyond that no screen shows more

// Its own pixels, unless there are too many.
QImage readPixels(const std::filesystem::path& file) {
  const QImage image = toQImage(picture::decode_png(
      read_file(file, {.bytes = largestFile, .blame = ErrorKind::bad_input}), file.string()));
  if (std::max(image.width(), image.height()) <= largestShown) return image;
  return image.scaled(largestShown, largestShown, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

OpenedPicture read(const QString& path, const Request& base) {
  OpenedPicture picture;
  picture.path = path;
  try {
    picture.image = readPixels(toPath(path));
  } catch (const Error& error) {
    picture.problem = QString::fromStdString(error.message());
  } catch (const std::exception&) {
    picture.problem = PictureOpener::tr("It is too large for the memory that is free");
  }
  picture.settings = settingsOf(path, base);
  picture.record = recordOf(picture.settings);
  return picture;
}

}  // namespace

PictureOpener::PictureOpener(QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(1);
}

PictureOpener::~PictureOpener() {
  pool_.clear();
  pool_.waitForDone();
}

void PictureOpener::open(const QString& path, const Request& base) {
  pool_.clear();
  pool_.start([this, path, base, number = ++asked_] {
    const OpenedPicture picture = read(path, base);
    QMetaObject::invokeMethod(
        this,
        [this, picture, number] {
          if (number == asked_) Q_EMIT opened(picture);
        },
        Qt::QueuedConnection);
  });
}

}  // namespace maulstick::ui

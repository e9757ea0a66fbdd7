#include "ui/history/thumbnail_loader.h"

#include <exception>
#include <filesystem>

#include "base/file.h"
#include "picture/png.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

constexpr std::uintmax_t largestFile = std::uintmax_t{64} << 20U;
constexpr int memory = 96 << 10;         // kilobytes
constexpr std::size_t mostWishes = 300;  // what was scrolled past is not made

// A cost of zero would not count against the limit.
int costOf(const QImage& image) {
  return 1 + static_cast<int>(image.sizeInBytes() >> 10);
}

}  // namespace

QImage makeThumbnail(const QString& file, int edge) {
  try {
    const std::filesystem::path path = toPath(file);
    const Image picture = picture::decode_png(
        read_file(path, {.bytes = largestFile, .blame = ErrorKind::bad_input}), path.string());
    const QImage view(picture.rgb.data(), picture.width, picture.height, picture.width * 3,
                      QImage::Format_RGB888);
    return view.scaled(edge, edge, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);  // a copy that is quick to draw
  } catch (const std::exception&) {              // what is wrong with it is told where it is opened
    return {};
  }
}

ThumbnailLoader::ThumbnailLoader(int edge, QObject* parent)
    : QObject(parent), edge_(edge), images_(memory) {
  pool_.setMaxThreadCount(1);
  pool_.setThreadPriority(QThread::LowPriority);
}

ThumbnailLoader::~ThumbnailLoader() {
  pool_.waitForDone();
}

QImage ThumbnailLoader::thumbnail(const QString& file, qint64 modified) {
  const QString key = file + u'\n' + QString::number(modified);
  if (const QImage* image = images_.object(key)) return *image;
  if (wanted_.contains(key)) return {};
  wanted_.insert(key);
  wishes_.push_back({.file = file, .key = key});
  if (wishes_.size() > mostWishes) {
    wanted_.remove(wishes_.front().key);
    wishes_.pop_front();
  }
  startNext();
  return {};
}

void ThumbnailLoader::startNext() {
  if (working_ || wishes_.empty()) return;
  working_ = true;
  const Wish wish = wishes_.back();
  wishes_.pop_back();
  pool_.start([this, wish, edge = edge_] {
    const QImage image = makeThumbnail(wish.file, edge);
    QMetaObject::invokeMethod(
        this, [this, wish, image] { take(wish, image); }, Qt::QueuedConnection);
  });
}

void ThumbnailLoader::take(const Wish& wish, const QImage& image) {
  working_ = false;
  wanted_.remove(wish.key);
  images_.insert(wish.key, new QImage(image), costOf(image));  // the cache owns it
  startNext();
  if (image.isNull()) {
    Q_EMIT failed(wish.file);
  } else {
    Q_EMIT ready(wish.file);
  }
}

}  // namespace maulstick::ui

#include "ui/window/picture_saver.h"

#include <cstring>
#include <functional>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "engine/picture_names.h"
#include "engine/places.h"
#include "engine/settings.h"
#include "picture/png.h"
#include "ui/painting/fault.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;

Image imageOf(const QImage& picture) {
  const QImage rgb = picture.convertToFormat(QImage::Format_RGB888);
  const std::size_t row = std::size_t{3} * static_cast<std::size_t>(rgb.width());
  Image image = {.width = rgb.width(), .height = rgb.height(), .rgb = {}};
  image.rgb.resize(row * static_cast<std::size_t>(rgb.height()));
  for (int y = 0; y < rgb.height(); ++y) {
    std::memcpy(image.rgb.data() + static_cast<std::size_t>(y) * row, rgb.constScanLine(y), row);
  }
  return image;
}

Unsaved unsavedOf(const Unfinished& run) {
  const QSize size(run.request.width, run.request.height);
  const QImage picture =
      size.isEmpty() || run.picture.size() == size
          ? run.picture
          : run.picture.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  Painting painting;
  painting.request = run.request;
  painting.fingerprint = run.fingerprint;
  painting.steps = run.steps;
  painting.image = imageOf(picture);
  for (const StepReport& step : run.steps) painting.seconds += step.seconds;
  return {.painting = std::make_shared<const Painting>(std::move(painting)),
          .note = QStringLiteral("Stopped after step %1 of %2: what the picture was heading for.")
                      .arg(run.steps.size())
                      .arg(run.request.steps),
          .job = {},
          .reason = {}};
}

// Returns the file.
QString written(const Unsaved& picture, const QString& file) {
  const Painting& painting = *picture.painting;
  std::vector<picture::TextChunk> texts = text_chunks(painting);
  if (!picture.note.isEmpty()) texts.push_back({"Comment", picture.note.toStdString()});
  const std::string png = picture::encode_png(painting.image, texts);
  fs::path path = toPath(file);
  if (path.empty()) {
    path = save_under_dated_name(pictures_folder(), png, painting.request.seed);
  } else {
    write_file_atomically(path, png);
  }
  return fromPath(path);
}

}  // namespace

PictureSaver::PictureSaver(QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(1);
}

PictureSaver::~PictureSaver() {
  pool_.waitForDone();
}

void PictureSaver::save(const Unsaved& picture, const QString& file) {
  write([picture] { return picture; }, file);
}

void PictureSaver::keep(const Unfinished& run) {
  write([run] { return unsavedOf(run); }, {});
}

void PictureSaver::write(const std::function<Unsaved()>& make, const QString& file) {
  ++pending_;
  pool_.start([this, make, file] {
    Unsaved picture;
    QString path;
    try {
      picture = make();
      path = written(picture, file);
      picture.reason.clear();
    } catch (...) {
      picture.reason = QString::fromStdString(currentFault().message());
    }
    QMetaObject::invokeMethod(
        this,
        [this, picture, path] {
          --pending_;
          if (picture.reason.isEmpty()) {
            Q_EMIT saved(picture, path);
          } else {
            Q_EMIT failed(picture);
          }
        },
        Qt::QueuedConnection);
  });
}

}  // namespace maulstick::ui

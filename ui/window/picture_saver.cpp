#include "ui/window/picture_saver.h"

#include <functional>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "engine/picture_names.h"
#include "engine/places.h"
#include "engine/settings.h"
#include "picture/png.h"
#include "ui/painting/fault.h"
#include "ui/painting/picture_image.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;

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
  painting.image = toImage(picture);
  for (const StepReport& step : run.steps) painting.seconds += step.seconds;
  return {.painting = std::make_shared<const Painting>(std::move(painting)),
          .note = QStringLiteral("%1%2 of %3: what the picture was heading for.")
                      .arg(QLatin1String(stopped_comment.data(), stopped_comment.size()))
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

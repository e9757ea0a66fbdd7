#include "ui/canvas/drag_out.h"

#include <QDrag>
#include <QImage>
#include <QPixmap>
#include <QUrl>
#include <QWidget>

namespace maulstick::ui {
namespace {

constexpr int thumbnail = 96;

}  // namespace

std::unique_ptr<QMimeData> mimeDataOf(const QString& file) {
  auto data = std::make_unique<QMimeData>();
  data->setUrls({QUrl::fromLocalFile(file)});
  return data;
}

QDrag* makeDrag(QWidget* source, const QString& file, const QImage& picture) {
  auto* drag = new QDrag(source);
  drag->setMimeData(mimeDataOf(file).release());
  const double ratio = source->devicePixelRatioF();
  QImage small = picture.scaled(QSize(thumbnail, thumbnail) * ratio, Qt::KeepAspectRatio,
                                Qt::SmoothTransformation);
  small.setDevicePixelRatio(ratio);
  drag->setPixmap(QPixmap::fromImage(small));
  drag->setHotSpot({thumbnail / 4, thumbnail / 4});
  return drag;
}

}  // namespace maulstick::ui

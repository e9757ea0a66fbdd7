#include "ui/cockpit/cockpit_export.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QLayout>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QWidget>

#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Cockpit)
};

constexpr int frame = 16;
constexpr int pngScale = 2;

// Words may have changed a moment ago, and wait for the event loop to give them their places.
void settle(const QWidget& widget) {
  if (widget.layout() != nullptr) widget.layout()->activate();
  for (const QWidget* child : widget.findChildren<QWidget*>()) {
    if (child->layout() != nullptr) child->layout()->activate();
  }
}

QSize framed(const QWidget& widget) {
  return widget.size() + QSize(2 * frame, 2 * frame);
}

void draw(QWidget& widget, QPainter& painter) {
  painter.fillRect(QRect(QPoint(), framed(widget)), Theme::instance().palette().panel);
  widget.render(&painter, QPoint(frame, frame), {}, QWidget::DrawChildren);
}

QByteArray toSvg(QWidget& widget) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(framed(widget));
  generator.setViewBox(QRect(QPoint(), framed(widget)));
  generator.setResolution(widget.logicalDpiX());  // so that text has the size it has on the screen
  generator.setTitle(Words::tr("Maulstick: what guidance did"));
  QPainter painter(&generator);
  draw(widget, painter);
  painter.end();
  return bytes;
}

QByteArray toPng(QWidget& widget) {
  QImage image(framed(widget) * pngScale, QImage::Format_RGB32);
  image.setDevicePixelRatio(pngScale);
  QPainter painter(&image);
  draw(widget, painter);
  painter.end();
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes;
}

}  // namespace

QString saveWidgetAs(QWidget& widget, const QString& file) {
  settle(widget);
  const bool svg = file.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive);
  const QByteArray bytes = svg ? toSvg(widget) : toPng(widget);
  QSaveFile target(file);
  const bool written =
      target.open(QIODevice::WriteOnly) && target.write(bytes) == bytes.size() && target.commit();
  if (written) return {};
  return Words::tr("%1 could not be written: %2").arg(file, target.errorString());
}

}  // namespace maulstick::ui

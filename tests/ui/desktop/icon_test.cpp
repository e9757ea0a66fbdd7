// What desktops are told of the app: its entry takes a picture, and the icon for those without SVG is the
// same drawing.

#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>
#include <algorithm>
#include <cstdlib>

namespace {

QString file(const char* ending) {
  return QStringLiteral(MAULSTICK_SOURCE_DIR "/desktop/org.maulstick.Studio.") +
         QLatin1String(ending);
}

QImage drawn(const QSize& size) {
  QSvgRenderer drawing(file("svg"));
  QImage image(size, QImage::Format_ARGB32);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  drawing.render(&painter);
  return image;
}

int largestDifference(QRgb a, QRgb b) {
  return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                   std::abs(qBlue(a) - qBlue(b)), std::abs(qAlpha(a) - qAlpha(b))});
}

}  // namespace

class IconTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void entryTakesAPicture() {
    QFile entry(file("desktop"));
    QVERIFY(entry.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = entry.readAll().split('\n');
    QVERIFY(lines.contains("Exec=maulstick-studio %f"));
    QVERIFY(lines.contains("MimeType=image/png;"));
  }
  void smallIconIsTheSameDrawing() {
    const QImage small = QImage(file("png")).convertToFormat(QImage::Format_ARGB32);
    QCOMPARE(small.size(), QSize(48, 48));
    const QImage wanted = drawn(small.size());
    int different = 0;
    for (int y = 0; y < 48; ++y) {
      for (int x = 0; x < 48; ++x) {
        if (largestDifference(small.pixel(x, y), wanted.pixel(x, y)) > 40) ++different;
      }
    }
    QVERIFY2(different < 48, qPrintable(QStringLiteral("%1 pixels differ").arg(different)));
  }
};

QTEST_GUILESS_MAIN(IconTest)

#include "icon_test.moc"

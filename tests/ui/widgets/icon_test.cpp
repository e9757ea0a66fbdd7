// The icons are all there, drawn, tinted, and turn around where they should.

#include "ui/widgets/icon.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QTest>

#include "ui/support/registry.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

QImage shot(const QString& name, QIcon::Mode mode = QIcon::Normal,
            QIcon::State state = QIcon::Off) {
  return themedIcon(name)
      .pixmap(QSize(32, 32), 1, mode, state)
      .toImage()
      .convertToFormat(QImage::Format_ARGB32);
}

// The colour where it covers most, and how much of the picture it covers at all.
struct Ink {
  QColor colour;
  double share = 0;
};

Ink inkOf(const QImage& picture) {
  Ink ink;
  int most = 0;
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      const QColor pixel = picture.pixelColor(x, y);
      ink.share += pixel.alphaF();
      if (pixel.alpha() > most) {
        most = pixel.alpha();
        ink.colour = pixel;
      }
    }
  }
  ink.share /= picture.width() * picture.height();
  return ink;
}

QStringList fileNames() {
  const QDir folder(QStringLiteral(MAULSTICK_SOURCE_DIR "/ui/icons"));
  QStringList names;
  for (const QString& file : folder.entryList({QStringLiteral("*.svg")})) names << file.chopped(4);
  return names;
}

}  // namespace

class IconTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void allAreDrawn();
  void theyAreOneFamily();
  void theyHaveTheThemesColours();
  void arrowsTurnAround();
  void theyAreSharpOnDenseScreens();
};

void IconTest::allAreDrawn() {
  const QStringList names = fileNames();
  QVERIFY(names.size() >= 31);
  QList<QImage> seen;
  for (const QString& name : names) {
    const QImage picture = shot(name);
    const double share = inkOf(picture).share;
    QVERIFY2(share > 0.04 && share < 0.6, qPrintable(name));
    QVERIFY2(!seen.contains(picture), qPrintable(name));
    seen.append(picture);
  }
  QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral(".*no-such.*")));
  QCOMPARE(inkOf(shot(QStringLiteral("no-such"))).share, 0.0);
}

void IconTest::theyAreOneFamily() {
  for (const QString& name : fileNames()) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
    const QByteArray text = file.readAll();
    for (const char* part :
         {"viewBox=\"0 0 16 16\"", "stroke-width=\"1.5\"", "stroke-linecap=\"round\""}) {
      QVERIFY2(text.contains(part), qPrintable(name));
    }
  }
}

void IconTest::theyHaveTheThemesColours() {
  Theme& theme = Theme::instance();
  const QString name = QStringLiteral("stop");
  for (const auto choice : {Theme::Choice::light, Theme::Choice::dark}) {
    theme.setChoice(choice);
    QCOMPARE(inkOf(shot(name)).colour.rgb(), theme.palette().text.rgb());
    QCOMPARE(inkOf(shot(name, QIcon::Normal, QIcon::On)).colour.rgb(),
             theme.palette().accent.rgb());
    QCOMPARE(inkOf(shot(name, QIcon::Disabled)).colour.rgb(), theme.faint().rgb());
    QCOMPARE(inkOf(shot(QStringLiteral("star-filled"))).colour.rgb(), theme.palette().accent.rgb());
  }
}

void IconTest::arrowsTurnAround() {
  const QString turning = QStringLiteral("chevron-right");
  const QString staying = QStringLiteral("search");
  const QImage arrow = shot(turning);
  const QImage glass = shot(staying);
  QApplication::setLayoutDirection(Qt::RightToLeft);
  const QImage turned = shot(turning);
  const QImage stayed = shot(staying);
  QApplication::setLayoutDirection(Qt::LeftToRight);
  QVERIFY(turned != arrow);
  QCOMPARE(stayed, glass);
}

void IconTest::theyAreSharpOnDenseScreens() {
  const QPixmap dense = themedIcon(QStringLiteral("fit")).pixmap(QSize(16, 16), 2);
  QCOMPARE(dense.size(), QSize(32, 32));
  QCOMPARE(dense.devicePixelRatio(), 2.0);
}

static const testing::Registered<IconTest> registered;

}  // namespace maulstick::ui

#include "icon_test.moc"

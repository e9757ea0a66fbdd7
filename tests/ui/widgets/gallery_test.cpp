// The whole sheet in every look. With MAULSTICK_SHOTS=DIR the pictures are kept there, to be looked
// at.

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QTest>

#include "ui/support/registry.h"
#include "ui/widgets/gallery.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

struct Look {
  const char* name;
  Theme::Choice choice;
  Qt::LayoutDirection direction;
  double scale;
};

constexpr Look looks[] = {
    {"dark", Theme::Choice::dark, Qt::LeftToRight, 1},
    {"light", Theme::Choice::light, Qt::LeftToRight, 1},
    {"dark-rtl", Theme::Choice::dark, Qt::RightToLeft, 1},
    {"light-rtl", Theme::Choice::light, Qt::RightToLeft, 1},
    {"dark-150", Theme::Choice::dark, Qt::LeftToRight, 1.5},
    {"light-150", Theme::Choice::light, Qt::LeftToRight, 1.5},
};

void keep(const QImage& picture, const char* name) {
  const QString folder = qEnvironmentVariable("MAULSTICK_SHOTS");
  if (folder.isEmpty()) return;
  const QString path =
      QDir(folder).filePath(QStringLiteral("widgets-%1.png").arg(QLatin1String(name)));
  QVERIFY2(picture.save(path), qPrintable(path));
}

QImage shot(const Look& look) {
  QApplication::setLayoutDirection(look.direction);
  Theme::instance().setFontScale(look.scale);
  Theme::instance().setChoice(look.choice);
  const auto sheet = makeGallery();
  sheet->resize(QSize(980, 860) * look.scale);
  sheet->show();
  if (!QTest::qWaitForWindowExposed(sheet.get())) return {};
  return sheet->grab().toImage();
}

}  // namespace

class GalleryTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyLookIsDrawn();
  void iconsAreDrawnLarge();
  void cleanupTestCase();
};

void GalleryTest::everyLookIsDrawn() {
  QList<QImage> seen;
  for (const Look& look : looks) {
    const QImage picture = shot(look);
    QVERIFY(!picture.isNull());
    QVERIFY2(!seen.contains(picture), look.name);
    seen.append(picture);
    keep(picture, look.name);
  }
}

void GalleryTest::iconsAreDrawnLarge() {
  constexpr int size = 64;
  constexpr int columns = 8;
  const QStringList names = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
  const int rows = (static_cast<int>(names.size()) + columns - 1) / columns;
  QImage sheet((size + 24) * columns, (size + 24) * rows, QImage::Format_RGB32);
  sheet.fill(Theme::instance().palette().panel);
  const QImage empty = sheet;
  QPainter painter(&sheet);
  for (int i = 0; i < names.size(); ++i) {
    const QPoint place(12 + i % columns * (size + 24), 12 + i / columns * (size + 24));
    themedIcon(names[i].chopped(4)).paint(&painter, QRect(place, QSize(size, size)));
  }
  painter.end();
  QVERIFY(sheet != empty);
  keep(sheet, "icons");
}

void GalleryTest::cleanupTestCase() {
  QApplication::setLayoutDirection(Qt::LeftToRight);
  Theme::instance().setFontScale(1);
  Theme::instance().setChoice(Theme::Choice::dark);
}

static const testing::Registered<GalleryTest> registered;

}  // namespace maulstick::ui

#include "gallery_test.moc"

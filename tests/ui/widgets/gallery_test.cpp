// The whole sheet in every look.

#include <QDir>
#include <QPainter>
#include <QTest>

#include "ui/support/looks.h"
#include "ui/support/registry.h"
#include "ui/widgets/gallery.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

using testing::everyLook;
using testing::keep;
using testing::Look;
using testing::wear;

QImage shot(const Look& look) {
  wear(look);
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
  void cleanupTestCase() { wear(everyLook[0]); }
};

void GalleryTest::everyLookIsDrawn() {
  QList<QImage> seen;
  for (const Look& look : everyLook) {
    const QImage picture = shot(look);
    QVERIFY(!picture.isNull());
    QVERIFY2(!seen.contains(picture), look.name);
    seen.append(picture);
    keep(picture, QStringLiteral("widgets-%1").arg(QLatin1String(look.name)));
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
  keep(sheet, QStringLiteral("widgets-icons"));
}

static const testing::Registered<GalleryTest> registered;

}  // namespace maulstick::ui

#include "gallery_test.moc"

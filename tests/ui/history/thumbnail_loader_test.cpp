#include "ui/history/thumbnail_loader.h"

#include <zlib.h>

#include <QSignalSpy>
#include <QTest>

#include "picture/png.h"
#include "support/folder.h"
#include "ui/history/painted_files.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::TemporaryFolder;

// A PNG that says it has that size; its pixels are missing.
std::string claiming(std::uint32_t width, std::uint32_t height) {
  std::string png = picture::encode_png({.width = 1, .height = 1, .rgb = {1, 2, 3}}, {});
  for (int i = 0; i < 4; ++i) {
    png[static_cast<std::size_t>(16 + i)] = static_cast<char>(width >> (24 - 8 * i));
    png[static_cast<std::size_t>(20 + i)] = static_cast<char>(height >> (24 - 8 * i));
  }
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(png.data() + 12), 17);
  for (int i = 0; i < 4; ++i) {
    png[static_cast<std::size_t>(29 + i)] = static_cast<char>(crc >> (24 - 8 * i));
  }
  return png;
}

class ThumbnailLoaderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void makesSmallPicturesInTheBackground();
  void knowsAFileThatWasWrittenAnew();
  void refusesWhatIsNoPicture_data();
  void refusesWhatIsNoPicture();
  void makesTheNewestWishFirst();
  void endsWithWishesLeft();
};

void ThumbnailLoaderTest::makesSmallPicturesInTheBackground() {
  const TemporaryFolder folder;
  const auto file = testing::writePicture(folder.path(), 0, "a");
  ThumbnailLoader loader(4);
  QSignalSpy ready(&loader, &ThumbnailLoader::ready);
  QVERIFY(loader.thumbnail(fromPath(file), 1).isNull());
  QVERIFY(loader.thumbnail(fromPath(file), 1).isNull());
  QVERIFY(ready.wait());
  const QImage image = loader.thumbnail(fromPath(file), 1);
  QCOMPARE(image.size(), QSize(2, 4));
  QCOMPARE(image.pixelColor(0, 0), QColor(100, 100, 100));
  QCOMPARE(ready.count(), 1);
}

void ThumbnailLoaderTest::knowsAFileThatWasWrittenAnew() {
  const TemporaryFolder folder;
  const auto file = testing::writePicture(folder.path(), 0, "a");
  ThumbnailLoader loader(4);
  QSignalSpy ready(&loader, &ThumbnailLoader::ready);
  loader.thumbnail(fromPath(file), 1);
  QVERIFY(ready.wait());
  QVERIFY(loader.thumbnail(fromPath(file), 2).isNull());
  QVERIFY(ready.wait());
  QVERIFY(!loader.thumbnail(fromPath(file), 2).isNull());
}

void ThumbnailLoaderTest::refusesWhatIsNoPicture_data() {
  QTest::addColumn<QByteArray>("bytes");
  const std::string ours = testing::pngOf(testing::paintingOf("a"));
  const auto row = [](const char* name, const std::string& bytes) {
    QTest::newRow(name) << QByteArray::fromStdString(bytes);
  };
  row("empty", "");
  row("text", "no picture");
  row("cut", ours.substr(0, ours.size() / 2));
  row("a hundred megapixels", claiming(10'000, 10'000));
  row("four gigapixels", claiming(65'535, 65'535));
  row("wide", claiming(0x7fffffff, 1));
  row("no pixels", claiming(0, 5));
}

void ThumbnailLoaderTest::refusesWhatIsNoPicture() {
  QFETCH(const QByteArray, bytes);
  const TemporaryFolder folder;
  testing::write(folder / "a.png", bytes.toStdString());
  ThumbnailLoader loader(4);
  QSignalSpy failed(&loader, &ThumbnailLoader::failed);
  QSignalSpy ready(&loader, &ThumbnailLoader::ready);
  for (const char* name : {"a.png", "gone.png"}) {
    QVERIFY(loader.thumbnail(fromPath(folder / name), 1).isNull());
    QVERIFY(failed.wait());
    QVERIFY(loader.thumbnail(fromPath(folder / name), 1).isNull());  // and is not tried again
  }
  QCoreApplication::processEvents();
  QCOMPARE(failed.count(), 2);
  QCOMPARE(ready.count(), 0);
}

void ThumbnailLoaderTest::makesTheNewestWishFirst() {
  const TemporaryFolder folder;
  ThumbnailLoader loader(4);
  QStringList order;
  connect(&loader, &ThumbnailLoader::ready, this,
          [&order](const QString& file) { order << file.right(5).left(1); });
  for (int i = 0; i < 5; ++i) {
    loader.thumbnail(fromPath(testing::writePicture(folder.path(), i, "a")), 1);
  }
  QTRY_COMPARE(order.size(), 5);
  QCOMPARE(order.join(QString()), QStringLiteral("04321"));  // the first had begun
}

void ThumbnailLoaderTest::endsWithWishesLeft() {
  const TemporaryFolder folder;
  ThumbnailLoader loader(4);
  for (int i = 0; i < 1000; ++i) loader.thumbnail(fromPath(folder / std::to_string(i)), 1);
}

const testing::Registered<ThumbnailLoaderTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "thumbnail_loader_test.moc"

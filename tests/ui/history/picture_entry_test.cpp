// What the index learns from a file, and from files that are not what they seem.

#include "ui/history/picture_entry.h"

#include <sys/stat.h>

#include <QTest>

#include "picture/png.h"
#include "picture/png_chunks.h"
#include "support/folder.h"
#include "ui/history/painted_files.h"
#include "ui/history/picture_prefix.h"
#include "ui/history/picture_settings.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::TemporaryFolder;

const Image dot = {.width = 1, .height = 1, .rgb = {1, 2, 3}};

class PictureEntryTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsOurPictures();
  void readsThoseOfOthers();
  void takesTheTimeFromTheName();
  void passesOverOtherFiles_data();
  void passesOverOtherFiles();
  void readsNoMoreThanItNeeds();
  void readsTextsBehindThePixels();
  void isTheSamePictureWhereverItLies();
  void givesBackTheRequest();
};

void PictureEntryTest::readsOurPictures() {
  const TemporaryFolder folder;
  const auto file = testing::writePicture(folder.path(), 7, "Grüße\naus 山");
  const auto entry = readPicture(fromPath(file));
  QVERIFY(entry);
  QCOMPARE(entry->path, fromPath(file));
  QCOMPARE(entry->prompt, QStringLiteral("Grüße\naus 山"));
  QCOMPARE(entry->negative, QStringLiteral("rain"));
  QCOMPARE(entry->seed, 7);
  QCOMPARE(entry->model, QStringLiteral("Easel"));
  QCOMPARE(QSize(entry->width, entry->height), QSize(8, 16));
  QCOMPARE(entry->created, entry->modified);
  QCOMPARE(entry->size, static_cast<qint64>(std::filesystem::file_size(file)));
  QVERIFY(entry->settings.contains(QStringLiteral("maulstick-settings")));
  QVERIFY(!entry->starred);
}

void PictureEntryTest::readsThoseOfOthers() {
  const TemporaryFolder folder;
  testing::write(folder / "a.png",
                 picture::encode_png(dot, {{.keyword = "parameters",
                                            .text = "a castle\nNegative prompt: fog\nSteps: 20, "
                                                    "Sampler: Euler a, CFG scale: 7, Seed: 99, "
                                                    "Size: 512x512, Model: sd-v1-4"}}));
  const auto entry = readPicture(fromPath(folder / "a.png"));
  QVERIFY(entry);
  QCOMPARE(entry->prompt, QStringLiteral("a castle"));
  QCOMPARE(entry->negative, QStringLiteral("fog"));
  QCOMPARE(entry->seed, 99);
  QCOMPARE(entry->model, QStringLiteral("sd-v1-4"));
  QCOMPARE(entry->settings, QString());
}

void PictureEntryTest::takesTheTimeFromTheName() {
  const TemporaryFolder folder;
  const auto old = testing::writePicture(folder.path(), 0, "a");
  const auto dated = folder / "maulstick-2024-02-03-040506-seed42-2.png";
  std::filesystem::rename(old, dated);
  const QDateTime when(QDate(2024, 2, 3), QTime(4, 5, 6));
  QCOMPARE(readPicture(fromPath(dated))->created, when.toMSecsSinceEpoch());
}

void PictureEntryTest::passesOverOtherFiles_data() {
  QTest::addColumn<QByteArray>("bytes");
  const std::string ours = testing::pngOf(testing::paintingOf("a"));
  const auto row = [](const char* name, const std::string& bytes) {
    QTest::newRow(name) << QByteArray::fromStdString(bytes);
  };
  row("empty", "");
  row("text", "no picture");
  row("only the signature", ours.substr(0, 8));
  row("cut in its header", ours.substr(0, 20));
  row("cut in its texts", ours.substr(0, 60));
  row("a screenshot", picture::encode_png(dot, {}));
  row("foreign texts", picture::encode_png(dot, {{.keyword = "Software", .text = "Shutter"}}));
  std::string broken = ours;
  broken[20] = static_cast<char>(broken[20] ^ 1);  // the header's CRC is wrong
  row("a broken header", broken);
  std::string endless = ours.substr(0, 8);
  for (int i = 0; i < 40'000; ++i) endless += std::string("\0\0\0\0tEXt....", 12);
  row("endless empty chunks", endless);
  row("a huge chunk", ours.substr(0, 33) + std::string("\x7f\xff\xff\xfftEXt", 8));
}

void PictureEntryTest::passesOverOtherFiles() {
  QFETCH(const QByteArray, bytes);
  const TemporaryFolder folder;
  testing::write(folder / "a.png", bytes.toStdString());
  QVERIFY(!readPicture(fromPath(folder / "a.png")));
  QVERIFY(!readPicture(fromPath(folder / "gone.png")));
  QVERIFY(!readPicture(fromPath(folder.path())));
  QCOMPARE(::mkfifo((folder / "pipe.png").c_str(), 0600), 0);
  QVERIFY(!readPicture(fromPath(folder / "pipe.png")));
}

void PictureEntryTest::readsNoMoreThanItNeeds() {
  const TemporaryFolder folder;
  const std::string big(20 << 20, 'x');
  const std::string ours = testing::pngOf(testing::paintingOf("a"));
  testing::write(folder / "long.png", ours + big);
  QVERIFY(readUpToPixels(folder / "long.png").size() <= 65536);
  const std::string head = ours.substr(0, 33);
  testing::write(folder / "text.png", head + std::string("\x01\x00\x00\x00tEXt", 8) + big);
  QVERIFY(readUpToPixels(folder / "text.png").size() <= std::size_t{5} << 20U);
  testing::write(folder / "none.png", big);
  QVERIFY(readUpToPixels(folder / "none.png").size() <= 4096);
}

// As ImageMagick writes them: the texts of `png` between its last pixels and its end.
std::string withTextsBehind(const std::string& png) {
  std::string_view rest = png;
  rest.remove_prefix(picture::png_signature.size());
  std::string before(picture::png_signature);
  std::string texts;
  while (const auto chunk = picture::next_chunk(rest)) {
    if (chunk->type == "IEND") return before + texts + std::string(chunk->whole);
    (chunk->type.ends_with("Xt") ? texts : before) += chunk->whole;
  }
  return {};
}

void PictureEntryTest::readsTextsBehindThePixels() {
  const TemporaryFolder folder;
  const std::string usual = testing::pngOf(testing::paintingOf("a boat", 5));
  const std::string turned = withTextsBehind(usual);
  QCOMPARE(turned.size(), usual.size());
  QVERIFY(turned != usual);
  testing::write(folder / "a.png", turned);
  const auto entry = readPicture(fromPath(folder / "a.png"));
  QVERIFY(entry);
  QCOMPARE(entry->prompt, QStringLiteral("a boat"));
  QCOMPARE(entry->seed, 5);
  QVERIFY(settingsOf(fromPath(folder / "a.png")).restored);
  testing::write(folder / "cut.png", turned.substr(0, 100));
  QVERIFY(!readPicture(fromPath(folder / "cut.png")));
  std::string endless = turned.substr(0, 33);
  for (int i = 0; i < 100'000; ++i) endless += std::string("\0\0\0\0IDAT....", 12);
  testing::write(folder / "endless.png", endless);
  QVERIFY(!readPicture(fromPath(folder / "endless.png")));
}

void PictureEntryTest::isTheSamePictureWhereverItLies() {
  const TemporaryFolder folder;
  const auto first = readPicture(fromPath(testing::writePicture(folder.path(), 1, "a")));
  const auto other = readPicture(fromPath(testing::writePicture(folder.path(), 2, "a")));
  testing::write(folder / "copy.png", testing::contents(folder / "picture-1.png"));
  const auto copy = readPicture(fromPath(folder / "copy.png"));
  QVERIFY(first && other && copy);
  QCOMPARE(identityOf(*copy), identityOf(*first));
  QVERIFY(identityOf(*other) != identityOf(*first));
}

void PictureEntryTest::givesBackTheRequest() {
  const TemporaryFolder folder;
  Painting painting = testing::paintingOf("a (red:1.2) boat", 5);
  painting.request.steps = 33;
  painting.request.guidance.scales[2] = 44;
  testing::write(folder / "a.png", testing::pngOf(painting));
  const PictureSettings settings = settingsOf(fromPath(folder / "a.png"));
  QVERIFY(settings.restored);
  QVERIFY(settings.restored->request == painting.request);
  QVERIFY(settings.parameters.startsWith(QStringLiteral("a (red:1.2) boat\nNegative prompt:")));
  QVERIFY(settings.maulstick.startsWith(u'{'));
  testing::write(folder / "b.png", picture::encode_png(dot, {}));
  const PictureSettings none = settingsOf(fromPath(folder / "b.png"));
  QVERIFY(!none.restored);
  QVERIFY(!none.problem.isEmpty());
}

const testing::Registered<PictureEntryTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "picture_entry_test.moc"

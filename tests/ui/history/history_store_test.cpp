// The index follows the pictures, whatever happens to it or to them.

#include "ui/history/history_store.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QTest>
#include <fstream>

#include "picture/png.h"
#include "support/folder.h"
#include "ui/history/history_database.h"
#include "ui/history/painted_files.h"
#include "ui/history/star_mark.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;
using testing::TemporaryFolder;

// A history of pictures in one folder.
struct Shelf {
  TemporaryFolder folder;
  QString file = fromPath(folder / "index/history.sqlite");
  QString pictures = fromPath(folder / "pictures");

  Shelf() { fs::create_directories(folder / "pictures"); }
  [[nodiscard]] fs::path draw(int number, const std::string& prompt) const {
    return testing::writePicture(folder / "pictures", number, prompt);
  }
  void drawMany(int count) const {
    for (int i = 0; i < count; ++i) {
      static_cast<void>(draw(i, "picture number " + std::to_string(i)));
    }
  }
};

// Waits for the scan.
int rebuild(HistoryStore& store, const QString& folder) {
  QSignalSpy rebuilt(&store, &HistoryStore::rebuilt);
  store.rebuild(folder);
  if (!rebuilt.wait(60'000)) return -1;
  return rebuilt.last()[0].toInt();
}

// All that is in an index, with settings.
std::vector<PictureEntry> allOf(HistoryStore& store) {
  std::vector<PictureEntry> all;
  for (const PictureEntry& entry : store.page({}, std::nullopt, 100'000)) {
    all.push_back(store.find(entry.path).value_or(PictureEntry()));
  }
  return all;
}

QString prompts(HistoryStore& store, const HistoryFilter& filter = {}) {
  QStringList list;
  for (const PictureEntry& entry : store.page(filter, std::nullopt, 100)) list << entry.prompt;
  return list.join(u'|');
}

class HistoryStoreTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void knowsItsDriver();
  void isTheSameAddedOrRebuilt();
  void readsAThousandPictures();
  void followsWhatHappensToFiles();
  void leavesOtherFoldersAlone();
  void findsWordsOfPrompts_data();
  void findsWordsOfPrompts();
  void givesPagesWithoutGapsOrDoubles();
  void keepsStars();
  void keepsAllWhileTheFolderIsGone();
  void keepsStarsOfPicturesThatComeBack();
  void findsStarsForAnIndexMadeAnew();
  void saysInWordsThatTheIndexIsBusy();
  void throwsAwayAndTakesBack();
  void makesADamagedIndexAnew_data();
  void makesADamagedIndexAnew();
  void makesAnIndexAnewThatIsDamagedInside();
  void worksWithoutAPlaceOnDisk();
  void endsInTheMiddleOfAScan();
};

void HistoryStoreTest::knowsItsDriver() {
  QVERIFY(QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE")));
  const TemporaryFolder folder;
  HistoryDatabase database(fromPath(folder / "a.sqlite"));
  if (!database.hasWords()) qInfo("FTS5 is not here: prompts are searched without it");
  QVERIFY(HistoryDatabase(fromPath(folder / "a.sqlite")).hasWords() == database.hasWords());
}

void HistoryStoreTest::isTheSameAddedOrRebuilt() {
  const Shelf shelf;
  HistoryStore added(shelf.file);
  QSignalSpy told(&added, &HistoryStore::added);
  for (int i : {3, 0, 2, 1}) {
    QVERIFY(added.add(fromPath(shelf.draw(i, "picture " + std::to_string(i)))));
  }
  testing::write(shelf.folder / "pictures/foreign.png",
                 picture::encode_png({.width = 1, .height = 1, .rgb = {1, 2, 3}}, {}));
  QVERIFY(!added.add(fromPath(shelf.folder / "pictures/foreign.png")));
  QCOMPARE(told.count(), 4);

  HistoryStore rebuilt(fromPath(shelf.folder / "other.sqlite"));
  QCOMPARE(rebuild(rebuilt, shelf.pictures), 4);
  QCOMPARE(prompts(rebuilt), QStringLiteral("picture 3|picture 2|picture 1|picture 0"));
  QVERIFY(allOf(rebuilt) == allOf(added));
  QVERIFY(!allOf(rebuilt)[0].settings.isEmpty());
  QCOMPARE(rebuild(added, shelf.pictures), 0);  // nothing was missing, nothing was too much
}

void HistoryStoreTest::readsAThousandPictures() {
  const Shelf shelf;
  shelf.drawMany(1000);
  HistoryStore store(shelf.file);
  QCOMPARE(rebuild(store, shelf.pictures), 1000);
  QCOMPARE(store.count({}), 1000);
  QCOMPARE(store.count({.words = QStringLiteral("number 99"), .starredOnly = false}), 11);
  QCOMPARE(rebuild(store, shelf.pictures), 0);
}

void HistoryStoreTest::followsWhatHappensToFiles() {
  const Shelf shelf;
  shelf.drawMany(3);
  HistoryStore store(shelf.file);
  QCOMPARE(rebuild(store, shelf.pictures), 3);
  store.setStarred(fromPath(shelf.folder / "pictures/picture-1.png"), true);

  fs::remove(shelf.folder / "pictures/picture-0.png");
  static_cast<void>(shelf.draw(1, "painted over"));
  testing::write(shelf.folder / "pictures/picture-2.png", "no picture any more");
  fs::create_directory(shelf.folder / "pictures/folder.png");
  QCOMPARE(rebuild(store, shelf.pictures), 3);
  QCOMPARE(prompts(store), QStringLiteral("painted over"));
  QVERIFY(store.page({}, std::nullopt, 1)[0].starred);
}

void HistoryStoreTest::leavesOtherFoldersAlone() {
  const Shelf shelf;
  shelf.drawMany(2);
  fs::create_directories(shelf.folder / "pictures/below");
  fs::create_directories(shelf.folder / "pictures0");
  const auto below = testing::writePicture(shelf.folder / "pictures/below", 5, "below");
  const auto beside = testing::writePicture(shelf.folder / "pictures0", 6, "beside");
  HistoryStore store(shelf.file);
  QVERIFY(store.add(fromPath(below)));
  QVERIFY(store.add(fromPath(beside)));
  QCOMPARE(rebuild(store, shelf.pictures), 2);
  QCOMPARE(store.count({}), 4);
}

void HistoryStoreTest::findsWordsOfPrompts_data() {
  QTest::addColumn<QString>("words");
  QTest::addColumn<QString>("found");
  const auto row = [](const char* words, const char* found) {
    QTest::newRow(*words == '\0' ? "nothing" : words)
        << QString::fromUtf8(words) << QString::fromUtf8(found);
  };
  row("", "東京の夜|50% \"off\"|A Café at night|a neon city");
  row("neon", "a neon city");
  row("NEON ci", "a neon city");
  row("city neon", "a neon city");
  row("a", "A Café at night|a neon city");
  row("cafe", "A Café at night");
  row("neon cafe", "");
  row("%", "50% \"off\"");
  row("_", "");
  row("\"off\"", "50% \"off\"");
  row("\"", "50% \"off\"");
  row("京", "東京の夜");
  row("NOT AND (", "");
  row("*", "");
  row("prompt:neon", "");
}

void HistoryStoreTest::findsWordsOfPrompts() {
  QFETCH(const QString, words);
  QFETCH(const QString, found);
  const Shelf shelf;
  HistoryStore store(shelf.file);
  QSignalSpy trouble(&store, &HistoryStore::noticed);
  int number = 0;
  for (const char* prompt : {"a neon city", "A Café at night", "50% \"off\"", "東京の夜"}) {
    QVERIFY(store.add(fromPath(shelf.draw(number++, prompt))));
  }
  const HistoryFilter filter = {.words = words, .starredOnly = false};
  QCOMPARE(prompts(store, filter), found);
  QCOMPARE(store.count(filter), found.isEmpty() ? 0 : static_cast<int>(found.count(u'|')) + 1);
  QCOMPARE(trouble.count(), 0);
}

void HistoryStoreTest::givesPagesWithoutGapsOrDoubles() {
  const Shelf shelf;
  shelf.drawMany(23);
  for (int i = 5; i < 10; ++i) {  // of the same time
    fs::last_write_time(shelf.folder / ("pictures/picture-" + std::to_string(i) + ".png"),
                        fs::last_write_time(shelf.folder / "pictures/picture-10.png"));
  }
  HistoryStore store(shelf.file);
  QCOMPARE(rebuild(store, shelf.pictures), 23);
  std::vector<PictureEntry> all;
  std::optional<HistoryPlace> behind;
  for (std::vector<PictureEntry> page; !(page = store.page({}, behind, 4)).empty();) {
    all.insert(all.end(), page.begin(), page.end());
    behind = HistoryPlace{all.back().created, all.back().path};
  }
  QVERIFY(all == store.page({}, std::nullopt, 100));
  QCOMPARE(all.size(), std::size_t{23});
}

void HistoryStoreTest::keepsStars() {
  const Shelf shelf;
  shelf.drawMany(4);
  const QString one = shelf.pictures + QStringLiteral("/picture-1.png");
  {
    HistoryStore store(shelf.file);
    QCOMPARE(rebuild(store, shelf.pictures), 4);
    QSignalSpy changed(&store, &HistoryStore::starChanged);
    store.setStarred(one, true);
    QCOMPARE(changed.count(), 1);
  }
  HistoryStore store(shelf.file);
  QCOMPARE(prompts(store, {.words = {}, .starredOnly = true}), QStringLiteral("picture number 1"));
  QVERIFY(store.add(one));
  QVERIFY(store.find(one)->starred);
  QCOMPARE(store.count({.words = QStringLiteral("picture"), .starredOnly = true}), 1);
  store.setStarred(one, false);
  QCOMPARE(store.count({.words = {}, .starredOnly = true}), 0);
}

QString starredIn(HistoryStore& store) {
  return prompts(store, {.words = {}, .starredOnly = true});
}

void HistoryStoreTest::keepsAllWhileTheFolderIsGone() {
  const Shelf shelf;
  shelf.drawMany(3);
  const QString one = shelf.pictures + QStringLiteral("/picture-1.png");
  HistoryStore store(shelf.file);
  QSignalSpy noticed(&store, &HistoryStore::noticed);
  QCOMPARE(rebuild(store, shelf.pictures), 3);
  store.setStarred(one, true);
  QVERIFY(noticed.isEmpty());

  fs::rename(shelf.folder / "pictures", shelf.folder / "elsewhere");
  QCOMPARE(rebuild(store, shelf.pictures), 0);
  store.forget(one);  // as a view does that finds no file
  QCOMPARE(store.count({}), 3);
  QCOMPARE(noticed.count(), 1);
  QVERIFY2(noticed[0][0].toString().contains(shelf.pictures), qPrintable(noticed[0][0].toString()));

  fs::rename(shelf.folder / "elsewhere", shelf.folder / "pictures");
  QCOMPARE(rebuild(store, shelf.pictures), 0);
  QCOMPARE(starredIn(store), QStringLiteral("picture number 1"));
  QCOMPARE(noticed.count(), 1);
  QCOMPARE(rebuild(store, shelf.pictures + QStringLiteral("/never-there")), 0);
  QCOMPARE(noticed.count(), 1);  // before the first picture there is nothing to be said
}

// The files are copied without their marks, as to a disk that holds none.
void HistoryStoreTest::keepsStarsOfPicturesThatComeBack() {
  const Shelf shelf;
  shelf.drawMany(3);
  HistoryStore store(shelf.file);
  QCOMPARE(rebuild(store, shelf.pictures), 3);
  store.setStarred(shelf.pictures + QStringLiteral("/picture-1.png"), true);
  store.setStarred(shelf.pictures + QStringLiteral("/picture-2.png"), true);
  store.setStarred(shelf.pictures + QStringLiteral("/picture-2.png"), false);
  fs::create_directory(shelf.folder / "away");
  for (int i = 0; i < 3; ++i) {
    const std::string name = "picture-" + std::to_string(i) + ".png";
    testing::write(shelf.folder / "away" / name,
                   testing::contents(shelf.folder / "pictures" / name));
    fs::remove(shelf.folder / "pictures" / name);
  }
  QCOMPARE(rebuild(store, shelf.pictures), 3);
  QCOMPARE(store.count({}), 0);
  QCOMPARE(rebuild(store, fromPath(shelf.folder / "away")), 3);
  QCOMPARE(starredIn(store), QStringLiteral("picture number 1"));
}

void HistoryStoreTest::findsStarsForAnIndexMadeAnew() {
  const Shelf shelf;
  shelf.drawMany(3);
  {
    HistoryStore store(shelf.file);
    QCOMPARE(rebuild(store, shelf.pictures), 3);
    store.setStarred(shelf.pictures + QStringLiteral("/picture-1.png"), true);
    store.setStarred(shelf.pictures + QStringLiteral("/picture-2.png"), true);
    store.setStarred(shelf.pictures + QStringLiteral("/picture-2.png"), false);
  }
  if (!setStarMark(shelf.pictures + QStringLiteral("/picture-0.png"), false)) {
    QSKIP("the temporary folder is on a disk that holds no marks");
  }
  HistoryStore anew(fromPath(shelf.folder / "other.sqlite"));
  QCOMPARE(rebuild(anew, shelf.pictures), 3);
  QCOMPARE(starredIn(anew), QStringLiteral("picture number 1"));
}

void HistoryStoreTest::saysInWordsThatTheIndexIsBusy() {
  const Shelf shelf;
  shelf.drawMany(1);
  HistoryStore store(shelf.file);
  QCOMPARE(rebuild(store, shelf.pictures), 1);
  const HistoryDatabase other(shelf.file);
  const Transaction writing(other);
  QSignalSpy noticed(&store, &HistoryStore::noticed);
  QSignalSpy changed(&store, &HistoryStore::starChanged);
  QElapsedTimer clock;
  clock.start();
  store.setStarred(shelf.pictures + QStringLiteral("/picture-0.png"), true);
  QVERIFY2(clock.elapsed() < 1500, qPrintable(QString::number(clock.elapsed())));
  QCOMPARE(noticed.count(), 1);
  QVERIFY(noticed[0][0].toString().endsWith(QStringLiteral("another program is using it")));
  QCOMPARE(changed.count(), 0);  // what is not kept is not shown
}

void HistoryStoreTest::throwsAwayAndTakesBack() {
  const Shelf shelf;
  qputenv("XDG_DATA_HOME", (shelf.folder / "data").c_str());
  shelf.drawMany(3);
  HistoryStore store(shelf.file);
  QCOMPARE(rebuild(store, shelf.pictures), 3);
  const QString one = shelf.pictures + QStringLiteral("/picture-1.png");
  store.setStarred(one, true);
  const auto before = allOf(store);
  QSignalSpy removed(&store, &HistoryStore::removed);

  QVERIFY(!store.canUndoTrash());
  QVERIFY(store.trash(one));
  QVERIFY(store.trash(shelf.pictures + QStringLiteral("/picture-2.png")));
  QVERIFY(!QFile::exists(one));
  QCOMPARE(store.count({}), 1);
  QCOMPARE(removed.count(), 2);
  QCOMPARE(rebuild(store, shelf.pictures), 0);  // the trash is no part of the folder

  QVERIFY(store.undoTrash());
  QCOMPARE(store.undoTrash().value_or(QString()), one);
  QVERIFY(!store.canUndoTrash());
  QVERIFY(!store.undoTrash());
  QVERIFY(allOf(store) == before);

  fs::remove(shelf.folder / "pictures/picture-1.png");
  QVERIFY(!store.trash(one));  // somebody was faster
  QCOMPARE(store.count({}), 2);
  qunsetenv("XDG_DATA_HOME");
}

void HistoryStoreTest::makesADamagedIndexAnew_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::newRow("text") << QByteArray("this is no database, and never was; it is only text ...");
  QTest::newRow("a header alone") << QByteArray("SQLite format 3\0garbage", 23).repeated(300);
}

void HistoryStoreTest::makesADamagedIndexAnew() {
  QFETCH(const QByteArray, bytes);
  const Shelf shelf;
  shelf.drawMany(3);
  fs::create_directories(shelf.folder / "index");
  testing::write(shelf.folder / "index/history.sqlite", bytes.toStdString());
  HistoryStore store(shelf.file);
  QVERIFY2(store.notice().contains(QStringLiteral("history.sqlite.damaged-1")),
           qPrintable(store.notice()));
  QCOMPARE(testing::contents(shelf.folder / "index/history.sqlite.damaged-1"), bytes.toStdString());
  QCOMPARE(rebuild(store, shelf.pictures), 3);
  QCOMPARE(store.count({}), 3);
  QCOMPARE(HistoryStore(shelf.file).notice(), QString());
}

void HistoryStoreTest::makesAnIndexAnewThatIsDamagedInside() {
  const Shelf shelf;
  shelf.drawMany(200);
  {
    HistoryStore store(shelf.file);
    QCOMPARE(rebuild(store, shelf.pictures), 200);
    store.setStarred(shelf.pictures + QStringLiteral("/picture-0.png"), true);
  }
  const fs::path file = shelf.folder / "index/history.sqlite";
  const auto size = static_cast<std::streamoff>(fs::file_size(file));
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekp(size / 4);
  stream << std::string(static_cast<std::size_t>(size / 2), '\x5a');
  stream.close();

  HistoryStore store(shelf.file);
  QSignalSpy noticed(&store, &HistoryStore::noticed);
  QSignalSpy rebuilt(&store, &HistoryStore::rebuilt);
  store.rebuild(shelf.pictures);
  QTRY_VERIFY_WITH_TIMEOUT(rebuilt.count() > 0 && !store.isRebuilding(), 60'000);
  QVERIFY(noticed.count() >= 1);
  QCOMPARE(store.count({}), 200);
  QVERIFY(fs::exists(shelf.folder / "index/history.sqlite.damaged-1"));
  QVERIFY(!fs::exists(shelf.folder / "index/history.sqlite.damaged-2"));
}

void HistoryStoreTest::worksWithoutAPlaceOnDisk() {
  const Shelf shelf;
  shelf.drawMany(2);
  testing::write(shelf.folder / "file", "");
  HistoryStore store(fromPath(shelf.folder / "file/history.sqlite"));
  QVERIFY(!store.notice().isEmpty());
  QCOMPARE(rebuild(store, shelf.pictures), 2);
  QCOMPARE(store.count({}), 2);
}

void HistoryStoreTest::endsInTheMiddleOfAScan() {
  const Shelf shelf;
  shelf.drawMany(300);
  {
    HistoryStore store(shelf.file);
    store.rebuild(shelf.pictures);
  }
  HistoryStore store(shelf.file);
  const int known = store.count({});
  QVERIFY(known < 300);
  QCOMPARE(rebuild(store, shelf.pictures), 300 - known);
}

const testing::Registered<HistoryStoreTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "history_store_test.moc"

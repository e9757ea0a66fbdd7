#include "ui/settings/file_saver.h"

#include <QSignalSpy>
#include <QTest>

#include "support/folder.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::contents;

class FileSaverTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void writesTheLastOfManyContents();
  void writesWhatIsLeftAtItsEnd();
  void makesTheFolder();
  void keepsALink();
  void tellsWhatCannotBeWritten();
  void tellsWhatCanBeWrittenAgain();
};

void FileSaverTest::writesTheLastOfManyContents() {
  const testing::TemporaryFolder folder;
  FileSaver saver;
  for (int i = 0; i <= 1000; ++i) {
    saver.save(folder / "a", std::to_string(i));
    saver.save(folder / "b", std::to_string(-i));
  }
  saver.flush();
  QCOMPARE(contents(folder / "a"), std::string("1000"));
  QCOMPARE(contents(folder / "b"), std::string("-1000"));
  QCOMPARE(folder.names().size(), std::size_t{2});
}

void FileSaverTest::writesWhatIsLeftAtItsEnd() {
  const testing::TemporaryFolder folder;
  {
    FileSaver saver;
    for (const char* name : {"a", "b", "c"}) saver.save(folder / name, name);
  }
  for (const char* name : {"a", "b", "c"}) QCOMPARE(contents(folder / name), std::string(name));
}

void FileSaverTest::makesTheFolder() {
  const testing::TemporaryFolder folder;
  FileSaver saver;
  saver.save(folder / "new/deep/a", "text");
  saver.flush();
  QCOMPARE(contents(folder / "new/deep/a"), std::string("text"));
}

void FileSaverTest::keepsALink() {
  const testing::TemporaryFolder folder;
  testing::write(folder / "real", "old");
  std::filesystem::create_symlink(folder / "real", folder / "link");
  FileSaver saver;
  saver.save(folder / "link", "new");
  saver.flush();
  QVERIFY(std::filesystem::is_symlink(folder / "link"));
  QCOMPARE(contents(folder / "real"), std::string("new"));
}

void FileSaverTest::tellsWhatCannotBeWritten() {
  const testing::TemporaryFolder folder;
  testing::write(folder / "file", "");
  FileSaver saver;
  QSignalSpy failed(&saver, &FileSaver::failed);
  saver.save(folder / "file/below", "text");
  QVERIFY(failed.wait());
  QVERIFY(failed[0][0].toString().endsWith(QStringLiteral("file/below")));
  saver.save(folder / "other", "text");  // it goes on
  saver.flush();
  QCOMPARE(contents(folder / "other"), std::string("text"));
}

void FileSaverTest::tellsWhatCanBeWrittenAgain() {
  const testing::TemporaryFolder folder;
  testing::write(folder / "file", "");
  FileSaver saver;
  QSignalSpy failed(&saver, &FileSaver::failed);
  QSignalSpy recovered(&saver, &FileSaver::recovered);
  saver.save(folder / "file/below", "text");
  QTRY_COMPARE(failed.count(), 1);
  std::filesystem::remove(folder / "file");
  saver.save(folder / "other", "text");
  saver.save(folder / "file/below", "text");
  QTRY_COMPARE(recovered.count(), 1);
  QVERIFY(recovered[0][0].toString().endsWith(QStringLiteral("file/below")));
  saver.save(folder / "file/below", "more");
  saver.flush();
  QCoreApplication::processEvents();
  QCOMPARE(recovered.count(), 1);
}

const testing::Registered<FileSaverTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "file_saver_test.moc"

#include "ui/history/trash.h"

#include <QDir>
#include <QTest>

#include "support/folder.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::contents;
using testing::TemporaryFolder;

class TrashTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void givesBackWhatItTook_data();
  void givesBackWhatItTook();
  void leavesNoNoteInTheDesktopsTrash();
  void saysWhatIsGone();

 private:
  TemporaryFolder data_;
};

void TrashTest::givesBackWhatItTook_data() {
  QTest::addColumn<QByteArray>("dataHome");
  QTest::newRow("the desktop's") << QByteArray::fromStdString(data_.path().string());
  QTest::newRow("our own") << QByteArray("/dev/null");  // no trash can be made there
}

void TrashTest::givesBackWhatItTook() {
  QFETCH(const QByteArray, dataHome);
  qputenv("XDG_DATA_HOME", dataHome);
  const TemporaryFolder folder;
  std::vector<Trashed> trashed;
  for (const char* text : {"first", "second"}) {
    testing::write(folder / "a.png", text);
    const auto one = moveToTrash(fromPath(folder / "a.png"));
    QVERIFY(one);
    QVERIFY(!std::filesystem::exists(folder / "a.png"));
    QVERIFY2(QFile::exists(one->inTrash), qPrintable(one->inTrash));
    QVERIFY2(!one->inTrash.startsWith(QDir::currentPath()), qPrintable(one->inTrash));
    trashed.push_back(*one);
  }
  QCOMPARE(trashed[0].inTrash.contains(QStringLiteral(".trash")), dataHome == "/dev/null");
  QCOMPARE(takeFromTrash(trashed[1]).value_or(QString()), fromPath(folder / "a.png"));
  QCOMPARE(takeFromTrash(trashed[0]).value_or(QString()), fromPath(folder / "a-2.png"));
  QCOMPARE(contents(folder / "a.png"), std::string("second"));
  QCOMPARE(contents(folder / "a-2.png"), std::string("first"));
  qunsetenv("XDG_DATA_HOME");
}

void TrashTest::leavesNoNoteInTheDesktopsTrash() {
  const TemporaryFolder data;
  const TemporaryFolder folder;
  qputenv("XDG_DATA_HOME", data.path().c_str());
  testing::write(folder / "a.png", "text");
  const auto trashed = moveToTrash(fromPath(folder / "a.png"));
  QVERIFY(trashed);
  if (!trashed->inTrash.startsWith(fromPath(data.path()))) {
    QSKIP("the temporary folder is on another disk than the home folder");
  }
  QVERIFY(std::filesystem::exists(data / "Trash/info/a.png.trashinfo"));
  QVERIFY(takeFromTrash(*trashed));
  QVERIFY(!std::filesystem::exists(data / "Trash/info/a.png.trashinfo"));
  qunsetenv("XDG_DATA_HOME");
}

void TrashTest::saysWhatIsGone() {
  const TemporaryFolder folder;
  qputenv("XDG_DATA_HOME", data_.path().c_str());
  QVERIFY(!moveToTrash(fromPath(folder / "a.png")));
  testing::write(folder / "a.png", "text");
  const auto trashed = moveToTrash(fromPath(folder / "a.png"));
  QVERIFY(trashed);
  QVERIFY(QFile::remove(trashed->inTrash));
  QVERIFY(!takeFromTrash(*trashed));
  qunsetenv("XDG_DATA_HOME");
}

const testing::Registered<TrashTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "trash_test.moc"

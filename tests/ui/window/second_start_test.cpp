// Two starts of the program: the second calls the first and is gone.

#include "ui/window/second_start.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <future>

#include "support/folder.h"
#include "ui/settings/paths.h"
#include "ui/support/home.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using namespace std::chrono_literals;
using testing::TemporaryFolder;

class SecondStartTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void callsTheFirst_data();
  void callsTheFirst();
  void takesThePlaceOfOneThatIsGone();
  void saysThatNobodyAnswers();
  void paintsWhereNoLockCanBeMade();
  void endsTheSecondProgram();
};

void SecondStartTest::callsTheFirst_data() {
  QTest::addColumn<QString>("below");
  QTest::newRow("near") << QStringLiteral("data");
  QTest::newRow("a path too long for a socket") << QString(90, u'x');
}

void SecondStartTest::callsTheFirst() {
  QFETCH(const QString, below);
  const TemporaryFolder home;
  const QString folder = QDir(fromPath(home.path())).filePath(below);
  const FirstStart first(folder);
  QVERIFY(first.isFirst());
  const FirstStart second(folder);
  QVERIFY(!second.isFirst());
  QSignalSpy called(&first, &FirstStart::called);
  for (const char* path : {"/a/picture with\na line.png", ""}) {
    auto heard = std::async(std::launch::async, [&folder, path] {
      return callFirst(folder, QString::fromLatin1(path));
    });
    QTRY_VERIFY(heard.wait_for(0s) == std::future_status::ready);
    QVERIFY(heard.get());
    QCOMPARE(called.last()[0].toString(), QString::fromLatin1(path));
  }
  QCOMPARE(called.count(), 2);
}

void SecondStartTest::takesThePlaceOfOneThatIsGone() {
  const TemporaryFolder home;
  const QString folder = fromPath(home / "data");
  { QVERIFY(FirstStart(folder).isFirst()); }
  QVERIFY(FirstStart(folder).isFirst());
  // What one leaves that was killed: a lock of a process that is no more, and its socket.
  testing::write(home / "data/lock", "2147483646\nmaulstick-studio\n" +
                                         QSysInfo::machineHostName().toStdString() + "\n\n");
  testing::write(home / "data/window", "");
  const FirstStart next(folder);
  QVERIFY(next.isFirst());
  auto heard = std::async(std::launch::async, [&folder] { return callFirst(folder, {}); });
  QTRY_VERIFY(heard.wait_for(0s) == std::future_status::ready);
  QVERIFY(heard.get());
}

void SecondStartTest::saysThatNobodyAnswers() {
  const TemporaryFolder home;
  const QString folder = fromPath(home / "data");
  const FirstStart first(folder);  // and its thread waits below
  QVERIFY(!callFirst(folder, {}, 100ms));
  QVERIFY(!callFirst(fromPath(home / "nowhere"), {}, 100ms));
}

void SecondStartTest::paintsWhereNoLockCanBeMade() {
  const TemporaryFolder home;
  testing::write(home / "data", "no folder");
  QVERIFY(FirstStart(fromPath(home / "data/below")).isFirst());
}

void SecondStartTest::endsTheSecondProgram() {
  const testing::Home home;
  QProcess first;
  first.start(QStringLiteral(MAULSTICK_STUDIO_PROGRAM), QStringList());
  const QString socket = dataFolder() + QStringLiteral("/window");
  QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(socket), 60'000);
  QProcess second;
  second.start(QStringLiteral(MAULSTICK_STUDIO_PROGRAM), QStringList());
  QVERIFY(second.waitForFinished(60'000));
  QCOMPARE(second.exitStatus(), QProcess::NormalExit);
  QCOMPARE(second.exitCode(), 0);
  QCOMPARE(first.state(), QProcess::Running);
  first.terminate();  // as a session does at its end
  QVERIFY(first.waitForFinished(60'000));
  QCOMPARE(first.exitCode(), 0);
}

const testing::Registered<SecondStartTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "second_start_test.moc"

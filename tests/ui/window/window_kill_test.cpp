// The program is killed in mid-run and started anew: settings and history are as before, and what was not
// finished is offered and not started by itself.

#include <QProcess>
#include <QTest>

#include "picture/png.h"
#include "ui/history/picture_settings.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/studio.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::Studio;

class WindowKillTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void findsEverythingAfterAKill();
};

void killInMidRun() {
  QProcess program;
  program.start(QStringLiteral(MAULSTICK_PAINTS_UNTIL_KILLED), {});
  QVERIFY(program.waitForReadyRead(60'000));
  QCOMPARE(program.readAll().trimmed(), QByteArray("painting"));
  program.kill();
  program.waitForFinished();
  QCOMPARE(program.exitStatus(), QProcess::CrashExit);
}

void WindowKillTest::findsEverythingAfterAKill() {
  const Home home;
  {
    Studio before;
    before.type(QStringLiteral("A blue boat"));
    before.press(QStringLiteral("Paint"));
    QTRY_COMPARE(home.painted().size(), std::size_t{1});
    QTRY_VERIFY(!before.isBusy());
  }
  killInMidRun();
  Studio studio;
  QCOMPARE(studio.request().prompt, std::string("A red boat"));
  QCOMPARE(studio.request().guidance.scales[0], 333.0);
  QVERIFY2(studio.message()->text().contains(QStringLiteral("2")),
           qPrintable(studio.message()->text()));
  QCOMPARE(studio.message()->count(), 1);  // nothing was damaged
  studio.view().browse(0);
  QTRY_COMPARE(studio.view().shownFile(), fromPath(home.painted().front()));
  QTest::qWait(100);
  QVERIFY(!studio.isBusy());
  QCOMPARE(home.painted().size(), std::size_t{1});

  studio.press(QStringLiteral("Paint them"));
  QTRY_COMPARE(home.painted().size(), std::size_t{3});
  const Request first = studio.stage->painted[0].request;
  QCOMPARE(first.prompt, std::string("A red boat"));
  QCOMPARE(first.guidance.scales[0], Request().guidance.scales[0]);
  // The slider that was moved in mid-run moves again.
  QVERIFY(first.moves == (std::vector<Move>{{0, "clip", 333}}));
  QVERIFY(studio.stage->painted[1].request.moves.empty());
}

const testing::Registered<WindowKillTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_kill_test.moc"

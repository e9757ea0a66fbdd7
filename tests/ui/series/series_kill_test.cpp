// The program is killed in mid-series and started anew: what was painted is there, and the rest is
// offered and not started by itself.

#include <QProcess>
#include <QTest>

#include "engine/places.h"
#include "model/bundle.h"
#include "ui/support/registry.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/studio.h"
#include "ui/window/styles_view.h"

namespace maulstick::ui {
namespace {

using State = SeriesCell::State;
using testing::Home;
using testing::Studio;

class SeriesKillTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void goesOnAfterAKill();
};

void SeriesKillTest::goesOnAfterAKill() {
  const Home home;
  {
    QProcess program;
    program.start(QStringLiteral(MAULSTICK_PAINTS_A_SERIES), {});
    QVERIFY(program.waitForReadyRead(60'000));
    QCOMPARE(program.readAll().trimmed(), QByteArray("painting"));
    program.kill();
    program.waitForFinished();
    QCOMPARE(program.exitStatus(), QProcess::CrashExit);
  }
  Studio studio;
  studio.stage->script.fingerprint.model_hash = model::Bundle::open(easel_folder()).hash();
  studio.stage->clipLoss = [](const std::string&) { return 0.7; };
  StylesView& view = studio.window().stylesView();
  QTRY_VERIFY(view.series() != nullptr);
  QCOMPARE(view.series()->count(State::done), 2);
  QVERIFY(view.series()->cell(0).scores.has_value());
  QTRY_VERIFY(studio.message()->text().contains(QStringLiteral("not finished")));
  QTest::qWait(100);
  QVERIFY(studio.stage->painted.empty());

  view.goOn();
  QTRY_COMPARE(view.series()->count(State::done), 4);
  QTRY_VERIFY(!view.runner().isBusy());
  QCOMPARE(studio.stage->painted.size(), std::size_t{2});
  QCOMPARE(studio.stage->painted[0].request.seed, std::int64_t{3});
}

const testing::Registered<SeriesKillTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "series_kill_test.moc"

// With Easel itself: what the button paints is what the command line paints, pixel for pixel.

#include <QTest>

#include "ui/history/picture_settings.h"
#include "ui/painting/engine_painter.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"
#include "ui/support/stall_watchdog.h"
#include "ui/support/warning_trap.h"
#include "ui/widgets/groove.h"
#include "ui/window/command_line.h"
#include "ui/window/studio.h"

namespace maulstick::ui {
namespace {

using testing::byCommandLine;
using testing::Home;
using testing::pixelsOf;
using testing::Studio;

constexpr int steps = 10;

class EndToEndTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void paintsWhatTheCommandLinePaints();
  void paintsMovedSlidersAgainAsTheyWereMoved();
};

// Few steps, most of them guided.
Request quick() {
  Request request;
  request.prompt = "A red boat at sea";
  request.seed = 11;
  request.steps = steps;
  request.guidance.every = 2;
  request.guidance.start = 0;
  return request;
}

void EndToEndTest::paintsWhatTheCommandLinePaints() {
  const Home home;
  testing::WarningTrap warnings;
  Studio studio(enginePainterFactory());
  studio.view().history().change(quick(), QStringLiteral("Settings"));
  testing::StallWatchdog watchdog(std::chrono::seconds(60));
  studio.press(QStringLiteral("Paint"));
  QTRY_COMPARE_WITH_TIMEOUT(home.painted().size(), std::size_t{1}, 250'000);
  watchdog.end();
  qInfo("answers of the window: 99 %% within %.1f ms, worst %.1f ms, %zu looks",
        watchdog.quantile(0.99), watchdog.worst(), watchdog.count());
  QTRY_VERIFY(!studio.isBusy());
  const Image shown = pixelsOf(home.painted().front());
  QVERIFY(shown == byCommandLine(home, quick()));
  QCOMPARE(studio.view().shownPicture().width(), shown.width);
  QCOMPARE(warnings.text(), QString());
}

void EndToEndTest::paintsMovedSlidersAgainAsTheyWereMoved() {
  const Home home;
  Studio studio(enginePainterFactory());
  studio.view().history().change(quick(), QStringLiteral("Settings"));
  bool moved = false;
  connect(&studio.view().controller(), &Controller::stepped, this, [&](const StepReport& step) {
    if (step.step == 1) QTest::keyClick(studio.groove(QStringLiteral("CLIP")), Qt::Key_End);
    moved = moved || step.step == 1;
  });
  studio.press(QStringLiteral("Paint"));
  QTRY_COMPARE_WITH_TIMEOUT(home.painted().size(), std::size_t{1}, 250'000);
  QVERIFY(moved);
  QTRY_VERIFY(!studio.isBusy());
  const auto first = home.painted().front();
  const Request recorded = settingsOf(fromPath(first)).restored.value().request;
  QCOMPARE(recorded.moves.size(), std::size_t{1});
  QCOMPARE(recorded.guidance.scales[0], quick().guidance.scales[0]);

  studio.view().restoreFrom(fromPath(first));
  QTRY_COMPARE(studio.request().moves.size(), std::size_t{1});
  disconnect(&studio.view().controller(), nullptr, this, nullptr);
  studio.press(QStringLiteral("Paint"));
  QTRY_COMPARE_WITH_TIMEOUT(home.painted().size(), std::size_t{2}, 250'000);
  QVERIFY(pixelsOf(home.painted()[0]) == pixelsOf(home.painted()[1]));
}

const testing::Registered<EndToEndTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "end_to_end_test.moc"

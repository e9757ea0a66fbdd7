// With Easel itself: the cells of a series are what the command line paints, pixel for pixel.

#include <QSignalSpy>
#include <QTest>

#include "ui/painting/engine_painter.h"
#include "ui/styles/sweep_fields.h"
#include "ui/support/registry.h"
#include "ui/support/stall_watchdog.h"
#include "ui/window/command_line.h"
#include "ui/window/studio.h"
#include "ui/window/styles_view.h"

namespace maulstick::ui {
namespace {

using State = SeriesCell::State;
using testing::byCommandLine;
using testing::Home;
using testing::pixelsOf;
using testing::Studio;

class SeriesEndToEndTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void paintsWhatTheCommandLinePaints();
};

void SeriesEndToEndTest::paintsWhatTheCommandLinePaints() {
  const Home home;
  Studio studio(enginePainterFactory());
  StylesView& view = studio.window().stylesView();
  Request request = view.history().request();
  request.prompt = "A campfire with group of people";
  request.steps = 10;
  std::vector<StyleChip> chips = view.history().styles();
  chips[0].on = chips[2].on = true;
  view.history().change(request, chips, QStringLiteral("Series"));
  view.findChild<SweepFields*>()->setTexts({QStringLiteral("3, 7")});
  QSignalSpy ended(&view, &StylesView::seriesEnded);
  testing::StallWatchdog watchdog(std::chrono::seconds(60));
  view.paint();
  QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 280'000);
  watchdog.end();
  qInfo("answers of the window: 99 %% within %.1f ms, worst %.1f ms, %zu looks",
        watchdog.quantile(0.99), watchdog.worst(), watchdog.count());
  QCOMPARE(view.series()->count(State::done), 4);
  for (int number = 0; number < 4; ++number) {
    const SeriesCell& cell = view.series()->cell(number);
    QVERIFY(cell.scores && cell.scores->prompt > -1 && cell.scores->prompt < 1);
    QVERIFY(pixelsOf(view.series()->picture(number)) ==
            byCommandLine(home, view.series()->request(number)));
  }
}

const testing::Registered<SeriesEndToEndTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "series_end_to_end_test.moc"

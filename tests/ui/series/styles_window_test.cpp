// The Styles view and its window: closing, what the title says, who is told.

#include <QSignalSpy>
#include <QTest>
#include <optional>

#include "base/error.h"
#include "ui/compare/compare_view.h"
#include "ui/series/styles_studio.h"
#include "ui/support/registry.h"
#include "ui/window/quiet_test.h"

namespace maulstick::ui {
namespace {

using State = SeriesCell::State;
using testing::Home;
using testing::QuietTest;
using testing::show;
using testing::Studio;
using testing::stylesOf;

class StylesWindowTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void goesBeforeItsWindow();
  void closesInMidCell();
  void closesWhileItLooks();
  void tellsWhoLooksElsewhereThatItHasStopped();
  void keepsItsProgressBesideThatOfTheQueue();
};

// Its series ends with it, and the window is told of that: it must be whole still.
void StylesWindowTest::goesBeforeItsWindow() {
  const Home home;
  std::optional<Studio> studio(std::in_place);
  QObject* window = &studio->window();
  const QMetaObject* kind = nullptr;
  connect(&stylesOf(*studio), &QObject::destroyed, this,
          [window, &kind] { kind = window->metaObject(); });
  studio.reset();
  QCOMPARE(kind, &MainWindow::staticMetaObject);  // of one whose members are gone: QWidget's
}

void StylesWindowTest::closesInMidCell() {
  const Home home;
  Studio studio({.untilStopped = true});
  show(studio);
  stylesOf(studio).paint();
  QTRY_VERIFY(stylesOf(studio).series() != nullptr);
  QTRY_COMPARE(stylesOf(studio).series()->count(State::painting), 1);
  studio.stage->waitUntilItWaits();
  QSignalSpy left(&studio.window(), &MainWindow::left);
  studio.window().close();
  QTRY_COMPARE(left.count(), 1);
  QVERIFY(!studio.isBusy());
  QCOMPARE(studio.stage->painted.size(), std::size_t{1});
}

void StylesWindowTest::closesWhileItLooks() {
  const Home home;
  Studio studio;
  show(studio);
  const SeriesRunner& runner = stylesOf(studio).runner();
  QSignalSpy left(&studio.window(), &MainWindow::left);
  connect(&runner, &SeriesRunner::stateChanged, this, [&] {
    if (runner.state() == SeriesRunner::State::looking) studio.window().close();
  });
  stylesOf(studio).paint();
  QVERIFY(left.wait());
  QCOMPARE(runner.state(), SeriesRunner::State::looking);
}

void StylesWindowTest::tellsWhoLooksElsewhereThatItHasStopped() {
  const Home home;
  testing::Script script;
  script.fault = [] {
    throw Error(ErrorKind::output,
                {.what = "no room", .where = "disk", .expected = "room", .got = "none"});
  };
  Studio studio(script);
  show(studio);
  studio.window().hide();
  stylesOf(studio).paint();
  QTRY_VERIFY(studio.notified.contains(QStringLiteral("The series has stopped")));
}

// A picture of the queue comes and goes: the title is the series' again behind it.
void StylesWindowTest::keepsItsProgressBesideThatOfTheQueue() {
  const Home home;
  Studio studio;
  show(studio);
  int painted = 0;
  connect(&stylesOf(studio), &StylesView::painted, this, [&] {
    const std::lock_guard lock(studio.stage->mutex);
    if (++painted == 1) studio.stage->holding = true;
  });
  stylesOf(studio).paint();
  QTRY_COMPARE(painted, 1);
  studio.stage->waitUntilHeld();  // before it is measured, or before the next
  QTRY_COMPARE(studio.window().windowTitle(), QStringLiteral("25 % · Maulstick"));
  QString title;
  int done = 0;
  connect(&studio.view(), &PaintView::pictureFinished, this, [&] {
    title = studio.window().windowTitle();
    done = stylesOf(studio).series()->count(State::done);
  });
  studio.view().paint();
  studio.stage->release();
  QTRY_COMPARE(stylesOf(studio).series()->count(State::done), 4);
  QCOMPARE(title, QStringLiteral("%1 % · Maulstick").arg(25 * done));
  QTRY_COMPARE(studio.window().windowTitle(), QStringLiteral("Maulstick"));
}

const testing::Registered<StylesWindowTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "styles_window_test.moc"

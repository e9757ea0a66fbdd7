// The Compare view within the window, and pictures of the history in it.

#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "base/file.h"
#include "picture/png.h"
#include "support/fingerprint.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/progress_strip.h"
#include "ui/compare/compare_view.h"
#include "ui/history/history_model.h"
#include "ui/panels/history_list.h"
#include "ui/panels/history_strip.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/compare_studio.h"
#include "ui/window/quiet_test.h"
#include "ui/window/view_tabs.h"

namespace maulstick::ui {
namespace {

using testing::compareOf;
using testing::Home;
using testing::painted;
using testing::pressInMessage;
using testing::QuietTest;
using testing::Script;
using testing::Studio;
using testing::whole;

class WindowCompareTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void ablatesByKeysAndFillsTheHistory();
  void makesThePaintViewWait();
  void waitsForThePaintView();
  void closesInMidRun();
  void comparesPicturesOfTheHistory();
  void comparesSeveralOfTheHistory();
  void tellsWhatCannotBeCompared();
  void comparesNothingWithItself();
  void addsPicturesWithoutLeavingTheView();
  void saysNothingThatAForeignPictureDoesNot();
};

void WindowCompareTest::ablatesByKeysAndFillsTheHistory() {
  const Home home;
  Studio studio;
  QSignalSpy ended(&compareOf(studio), &CompareView::ended);
  studio.type(QStringLiteral("a boat"));
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_3));
  QVERIFY(compareOf(studio).isVisible());
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Return));
  QTRY_COMPARE(ended.count(), 1);
  QCOMPARE(studio.stage->sets.at(0).size(), std::size_t{5});
  for (const Request& one : studio.stage->sets.at(0)) QCOMPARE(one.prompt, std::string("a boat"));
  QCOMPARE(home.painted().size(), std::size_t{5});
  QCOMPARE(studio.view().store().count({}), 5);
  QVERIFY(studio.view().shownFile().isEmpty());  // the Paint view minds its own
  QCOMPARE(studio.window().windowTitle(), QStringLiteral("Maulstick"));
}

void WindowCompareTest::makesThePaintViewWait() {
  const Home home;
  Studio studio({.untilStopped = true});
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_3));
  compareOf(studio).ablate();
  studio.stage->waitUntilItWaits();
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_1));
  QVERIFY(!studio.button(QStringLiteral("Stop"))->isEnabled());
  studio.press(QStringLiteral("Paint"));
  QVERIFY(studio.stage->painted.empty());
  studio.key(QKeySequence(Qt::Key_Escape));  // here is nothing to stop
  QVERIFY(compareOf(studio).ablation().state() == Ablation::State::painting);
  compareOf(studio).stop();
  QTRY_COMPARE(studio.stage->painted.size(), std::size_t{1});
  studio.press(QStringLiteral("Stop"));
  QTRY_VERIFY(!studio.isBusy());
}

void WindowCompareTest::waitsForThePaintView() {
  const Home home;
  Studio studio({.untilStopped = true});
  studio.press(QStringLiteral("Paint"));
  studio.stage->waitUntilItWaits();
  compareOf(studio).ablate();
  QVERIFY(compareOf(studio).ablation().state() == Ablation::State::waiting);
  studio.press(QStringLiteral("Stop"));
  QTRY_VERIFY(compareOf(studio).ablation().state() == Ablation::State::painting);
  compareOf(studio).stop();
  QTRY_VERIFY(!studio.isBusy());
}

void WindowCompareTest::closesInMidRun() {
  const Home home;
  Studio studio({.untilStopped = true});
  compareOf(studio).ablate();
  studio.stage->waitUntilItWaits();
  QSignalSpy left(&studio.window(), &MainWindow::left);
  studio.window().close();
  QTRY_COMPARE(left.count(), 1);
  QVERIFY(!studio.isBusy());
  QCOMPARE(studio.stage->sets.size(), std::size_t{1});
}

void WindowCompareTest::comparesPicturesOfTheHistory() {
  const Home home;
  Studio studio(whole());
  studio.stage->measures = {.centre_x = 0.8, .centre_y = 0.1, .high_share = 0.4, .power = {}};
  const QString first = painted(studio);
  studio.stage->script.grey = 100;
  const QString second = painted(studio);
  auto* list = studio.view().strip().findChild<HistoryList*>();
  list->setFocus();
  const QPoint place = list->visualRect(list->model()->index(1, 0)).center();  // newest first
  QTest::mouseClick(list->viewport(), Qt::RightButton, {}, place);
  QCOMPARE(studio.view().shownFile(), second);  // the right button shows nothing else
  Q_EMIT list->customContextMenuRequested(place);
  testing::chooseInMenu(QStringLiteral("Compare with the picture shown"));
  QTRY_COMPARE(compareOf(studio).comparison().count(), 2);
  QVERIFY(compareOf(studio).isVisible());
  const Comparison& comparison = compareOf(studio).comparison();
  QCOMPARE(comparison.on(Side::left)->file, second);
  QCOMPARE(comparison.on(Side::right)->file, first);
  QCOMPARE(comparison.on(Side::right)->image.pixelColor(5, 5).red(), 200);
  QVERIFY(comparison.on(Side::left)->name.startsWith(QLatin1String("All")));
  QVERIFY(comparison.on(Side::left)->name.contains(QLatin1String("seed ")));
  QCOMPARE(comparison.on(Side::left)->losses.size(), std::size_t{3});
  QTRY_COMPARE(comparison.on(Side::left)->centreOffset, 0.5);
  Q_EMIT studio.view().strip().addToCompareRequested(first);
  QTest::qWait(20);
  QCOMPARE(comparison.count(), 2);  // it is there already
}

// Who chooses several leaves the picture on the canvas, and deletes none of them by a key.
void WindowCompareTest::comparesSeveralOfTheHistory() {
  const Home home;
  Studio studio(whole());
  for (int i = 0; i < 4; ++i) painted(studio);
  auto* list = studio.view().strip().findChild<HistoryList*>();
  QStringList files;
  for (int row = 0; row < 4; ++row) {
    files << list->model()->index(row, 0).data(HistoryModel::PathRole).toString();
  }
  const auto click = [list](int row, Qt::KeyboardModifiers keys) {
    const QPoint place = list->visualRect(list->model()->index(row, 0)).center();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, keys, place);
    return place;
  };
  click(3, Qt::NoModifier);
  QTRY_COMPARE(studio.view().shownFile(), files[3]);
  click(1, Qt::ControlModifier);
  const QPoint place = click(0, Qt::ControlModifier);
  QTest::keyClick(list, Qt::Key_Delete);
  QTest::qWait(20);
  QCOMPARE(studio.view().shownFile(), files[3]);
  QCOMPARE(home.painted().size(), std::size_t{4});
  Q_EMIT list->customContextMenuRequested(place);
  testing::chooseInMenu(QStringLiteral("Compare the 3 chosen"));
  const Comparison& comparison = compareOf(studio).comparison();
  QTRY_COMPARE(comparison.count(), 3);
  QVERIFY(compareOf(studio).isVisible());
  QCOMPARE(comparison.picture(0)->file, files[0]);
  QCOMPARE(comparison.picture(1)->file, files[1]);
  QCOMPARE(comparison.picture(2)->file, files[3]);
}

void WindowCompareTest::tellsWhatCannotBeCompared() {
  const Home home;
  Studio studio(whole());
  painted(studio);
  Q_EMIT studio.view().strip().addToCompareRequested(fromPath(home / "gone.png"));
  QTRY_VERIFY(studio.message()->text().contains(QLatin1String("cannot be read")));
  QCOMPARE(compareOf(studio).comparison().count(), 0);
}

void WindowCompareTest::comparesNothingWithItself() {
  const Home home;
  Studio studio(whole());
  const QString file = painted(studio);
  Q_EMIT studio.view().strip().compareRequested(file);
  QVERIFY(studio.message()->text().contains(QLatin1String("Show another picture first")));
  QTest::qWait(20);
  QCOMPARE(compareOf(studio).comparison().count(), 0);
  QVERIFY(!compareOf(studio).isVisible());
}

// Two at once: both are read, one after the other.
void WindowCompareTest::addsPicturesWithoutLeavingTheView() {
  const Home home;
  Studio studio(whole());
  const QString first = painted(studio);
  const QString second = painted(studio);
  Q_EMIT studio.view().strip().addToCompareRequested(first);
  Q_EMIT studio.view().strip().addToCompareRequested(second);
  QTRY_COMPARE(compareOf(studio).comparison().count(), 2);
  QVERIFY(!compareOf(studio).isVisible());
  QVERIFY(studio.message()->text().contains(QLatin1String("2 pictures are in Compare now")));
  pressInMessage(studio, QStringLiteral("Show it"));
  QVERIFY(compareOf(studio).isVisible());
}

void WindowCompareTest::saysNothingThatAForeignPictureDoesNot() {
  const Home home;
  Studio studio(whole());
  const QString mine = painted(studio);
  const Image image = {.width = 2, .height = 2, .rgb = std::vector<std::uint8_t>(12, 9)};
  write_file_atomically(
      home / "other.png",
      picture::encode_png(image,
                          {{"parameters", "a lake\nSteps: 20, Sampler: Euler, CFG scale: 7"}}));
  Q_EMIT studio.view().strip().compareRequested(fromPath(home / "other.png"));
  QTRY_COMPARE(compareOf(studio).comparison().count(), 2);
  const ComparedPicture& other = *compareOf(studio).comparison().on(Side::right);
  QCOMPARE(other.request->prompt, std::string("a lake"));
  QCOMPARE(other.request->seed, std::int64_t{-1});
  for (const double scale : other.request->guidance.scales) QCOMPARE(scale, 0.0);
}

const testing::Registered<WindowCompareTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_compare_test.moc"

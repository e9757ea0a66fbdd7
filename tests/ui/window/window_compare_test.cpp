// The Compare view within the window, pictures of the history in it, and pictures that are painted again.

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
#include "ui/panels/history_list.h"
#include "ui/panels/history_strip.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/quiet_test.h"
#include "ui/window/studio.h"
#include "ui/window/verify_desk.h"
#include "ui/window/view_tabs.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::QuietTest;
using testing::Script;
using testing::Studio;

const QString paint = QStringLiteral("Paint");

Script whole() {
  return {.fullSize = true, .fingerprint = testing::some_fingerprint()};
}

class WindowCompareTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void ablatesByKeysAndFillsTheHistory();
  void makesThePaintViewWait();
  void waitsForThePaintView();
  void closesInMidRun();
  void comparesPicturesOfTheHistory();
  void tellsWhatCannotBeCompared();
  void comparesNothingWithItself();
  void addsPicturesWithoutLeavingTheView();
  void saysNothingThatAForeignPictureDoesNot();
  void verifiesAPictureThatIsTheSame();
  void findsAPictureThatIsNot();
  void tellsWhyItIsNot_data();
  void tellsWhyItIsNot();
  void refusesPicturesOfOthers();
  void stopsVerifying();
  void stopsVerifyingByKeyAndFromTheSecondMessage();
  void verifiesBehindWhatIsPainted();
  void verifiesBehindTheQueue();
};

QString painted(Studio& studio) {
  const QString before = studio.view().shownFile();
  studio.press(paint);
  [&] { QTRY_VERIFY(studio.view().shownFile() != before && !studio.isBusy()); }();
  return studio.view().shownFile();
}

CompareView& compareOf(Studio& studio) {
  return studio.window().compareView();
}

// The control column has buttons of the same words.
void pressInMessage(Studio& studio, const QString& text) {
  for (auto* button : studio.message()->findChildren<QPushButton*>()) {
    if (button->text() == text && button->isVisible()) {
      return QTest::mouseClick(button, Qt::LeftButton);
    }
  }
  QFAIL("no such button");
}

// With events meanwhile: the file is read first, elsewhere.
void waitUntilItIsPaintedAgain(Studio& studio) {
  QTRY_VERIFY([&studio] {
    const std::lock_guard lock(studio.stage->mutex);
    return studio.stage->waiting;
  }());
}

VerifyDesk& deskOf(Studio& studio) {
  return *studio.window().findChild<VerifyDesk*>();
}

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
  studio.press(paint);
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
  studio.press(paint);
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

void WindowCompareTest::verifiesAPictureThatIsTheSame() {
  const Home home;
  Studio studio(whole());
  const QString file = painted(studio);
  QSignalSpy verified(&deskOf(studio), &VerifyDesk::verified);
  Q_EMIT studio.view().canvas().customContextMenuRequested(QPoint(5, 5));
  testing::chooseInMenu(QStringLiteral("Verify"));
  QTRY_COMPARE(verified.count(), 1);
  QVERIFY(verified[0][1].toBool());
  QVERIFY(studio.message()->text().contains(QLatin1String("identical")));
  QCOMPARE(studio.view().progress().leadingText(), QStringLiteral("Identical"));
  QCOMPARE(home.painted().size(), std::size_t{1});  // nothing is kept of it
  const std::lock_guard lock(studio.stage->mutex);
  QCOMPARE(studio.stage->painted.size(), std::size_t{2});
  QVERIFY(!studio.stage->painted[1].reuse);
  QCOMPARE(studio.stage->painted[1].request.seed, studio.stage->painted[0].request.seed);
}

// The control: what is painted again is another picture.
void WindowCompareTest::findsAPictureThatIsNot() {
  const Home home;
  Studio studio(whole());
  const QString file = painted(studio);
  studio.stage->script.grey = 203;
  QSignalSpy verified(&deskOf(studio), &VerifyDesk::verified);
  Q_EMIT studio.view().strip().verifyRequested(file);
  QTRY_COMPARE(verified.count(), 1);
  QVERIFY(!verified[0][1].toBool());
  QVERIFY(studio.message()->text().contains(QLatin1String("not the same")));
  QVERIFY(studio.message()->text().contains(QLatin1String("altered")));
  studio.press(QStringLiteral("Compare the two"));
  QTRY_COMPARE(compareOf(studio).comparison().count(), 2);
  QCOMPARE(compareOf(studio).comparison().on(Side::right)->image.pixelColor(3, 3).red(), 203);
}

void WindowCompareTest::tellsWhyItIsNot_data() {
  QTest::addColumn<QString>("words");
  QTest::addColumn<QString>("precision");
  QTest::addColumn<QString>("isa");
  QTest::newRow("precision") << QStringLiteral("The precision was another: float32, now bfloat16")
                             << QStringLiteral("bfloat16") << QStringLiteral("AVX2");
  QTest::newRow("processor") << QStringLiteral("The processor computed with AVX2, now with AVX512")
                             << QStringLiteral("float32") << QStringLiteral("AVX512");
}

void WindowCompareTest::tellsWhyItIsNot() {
  QFETCH(const QString, words);
  QFETCH(const QString, precision);
  QFETCH(const QString, isa);
  const Home home;
  Studio studio(whole());
  const QString file = painted(studio);
  studio.stage->script.grey = 201;
  studio.stage->script.fingerprint.precision = precision.toStdString();
  studio.stage->script.fingerprint.isa = isa.toStdString();
  QSignalSpy verified(&deskOf(studio), &VerifyDesk::verified);
  deskOf(studio).verify(file);
  QTRY_COMPARE(verified.count(), 1);
  QVERIFY2(studio.message()->text().contains(words), qPrintable(studio.message()->text()));
}

void WindowCompareTest::refusesPicturesOfOthers() {
  const Home home;
  Studio studio(whole());
  const Image image = {.width = 2, .height = 2, .rgb = std::vector<std::uint8_t>(12, 9)};
  write_file_atomically(home / "bare.png", picture::encode_png(image, {}));
  write_file_atomically(
      home / "other.png",
      picture::encode_png(image, {{"parameters", "a lake\nSteps: 20, Sampler: Euler, Seed: 1"}}));
  for (const char* name : {"bare.png", "other.png", "gone.png"}) {
    studio.message()->clear();
    deskOf(studio).verify(fromPath(home / name));
    QTRY_VERIFY(studio.message()->text().contains(QLatin1String("cannot be verified")));
    QVERIFY(!deskOf(studio).isBusy());
    QVERIFY(!studio.message()->text().contains(QLatin1String("Possible:")));
    const bool isPicture = name == std::string_view("other.png");
    QCOMPARE(studio.message()->text().contains(
                 QLatin1String("Only pictures that Maulstick has painted to their end")),
             isPicture);
  }
  QVERIFY(studio.stage->painted.empty());
}

void WindowCompareTest::stopsVerifying() {
  const Home home;
  Studio studio(whole());
  const QString file = painted(studio);
  studio.stage->script.untilStopped = true;
  QSignalSpy verified(&deskOf(studio), &VerifyDesk::verified);
  deskOf(studio).verify(file);
  waitUntilItIsPaintedAgain(studio);
  pressInMessage(studio, QStringLiteral("Stop"));
  QTRY_VERIFY(!deskOf(studio).isBusy());
  QTest::qWait(20);
  QCOMPARE(verified.count(), 0);
}

void WindowCompareTest::stopsVerifyingByKeyAndFromTheSecondMessage() {
  const Home home;
  Studio studio(whole());
  const QString file = painted(studio);
  studio.stage->script.untilStopped = true;
  deskOf(studio).verify(file);
  waitUntilItIsPaintedAgain(studio);
  deskOf(studio).verify(file);
  QVERIFY(studio.message()->text().contains(QLatin1String("still being painted again")));
  pressInMessage(studio, QStringLiteral("Stop"));
  QVERIFY(!deskOf(studio).isBusy());
  studio.message()->clear();
  deskOf(studio).verify(file);
  waitUntilItIsPaintedAgain(studio);
  studio.key(QKeySequence(Qt::Key_Escape));  // closes the message
  QVERIFY(deskOf(studio).isBusy());
  studio.key(QKeySequence(Qt::Key_Escape));
  QVERIFY(!deskOf(studio).isBusy());
  QCOMPARE(studio.view().progress().leadingText(), QStringLiteral("Stopped"));
}

// Another bundle in between would be loaded for it, and the next job's anew.
void WindowCompareTest::verifiesBehindTheQueue() {
  const Home home;
  Studio studio(whole());
  const QString file = painted(studio);
  QSignalSpy verified(&deskOf(studio), &VerifyDesk::verified);
  {
    const std::lock_guard lock(studio.stage->mutex);
    studio.stage->holding = true;
  }
  studio.press(paint);
  studio.stage->waitUntilHeld();
  deskOf(studio).verify(file);
  QTest::qWait(100);  // until the file is read
  studio.press(paint);
  studio.stage->release();
  QTRY_COMPARE(verified.count(), 1);
  const std::lock_guard lock(studio.stage->mutex);
  QCOMPARE(studio.stage->painted.size(), std::size_t{4});
  for (std::size_t i = 0; i < 4; ++i) QCOMPARE(studio.stage->painted[i].reuse, i < 3);
}

void WindowCompareTest::verifiesBehindWhatIsPainted() {
  const Home home;
  Studio studio(whole());
  const QString file = painted(studio);
  studio.stage->script.untilStopped = true;
  QSignalSpy verified(&deskOf(studio), &VerifyDesk::verified);
  deskOf(studio).verify(file);
  waitUntilItIsPaintedAgain(studio);
  studio.stage->script.untilStopped = false;
  studio.press(paint);  // cuts it short
  QTRY_COMPARE(home.painted().size(), std::size_t{2});
  QTRY_COMPARE(verified.count(), 1);  // it has begun anew
  QVERIFY(verified[0][1].toBool());
}

const testing::Registered<WindowCompareTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_compare_test.moc"

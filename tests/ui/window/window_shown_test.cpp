// Cockpit, progress strip and clipboard belong to the picture that is on the canvas.

#include <QSignalSpy>
#include <QTest>

#include "engine/settings.h"
#include "picture/png.h"
#include "ui/canvas/progress_strip.h"
#include "ui/cockpit/cockpit_panel.h"
#include "ui/history/picture_settings.h"
#include "ui/panels/history_strip.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/quiet_test.h"
#include "ui/window/studio.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::QuietTest;
using testing::Studio;

namespace fs = std::filesystem;
const QString paint = QStringLiteral("Paint");
const QString back = QStringLiteral("Show the painting");

class WindowShownTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void showsHowAPictureOfTheHistoryCameAbout();
  void showsNothingOfARunThatAPictureDoesNotTellOf();
  void comesBackToTheRun();
  void followsTheNextRun();
  void givesASketchItsFinalSize();
  void showsWhatCanBeKeptAfterAStop();
  void showsAPictureThatIsTakenBackFromTheTrash();
  void saysWhenTheTrashFails();
  void saysThatItLoadsAndStops();
};

Image grey() {
  return {.width = 4, .height = 4, .rgb = std::vector<std::uint8_t>(48, 90)};
}

// With two guided steps.
fs::path guidedPicture(const Home& home) {
  Painting painting;
  painting.request.seed = 7;
  painting.request.steps = 20;
  painting.request.width = painting.request.height = 128;
  painting.fingerprint.model = "Easel";
  painting.losses = {0, 0, 0};
  painting.seconds = 7;
  painting.image = grey();
  for (const int step : {5, 10}) {
    GuidanceReport guidance;
    guidance.losses = {0.5, 0.1, 0.2};
    guidance.gradient_norm = 3;
    guidance.push_percent = 6;
    painting.steps.push_back(
        {.step = step, .steps = 20, .timestep = 0, .sigma = 1, .seconds = 1, .guidance = guidance});
  }
  testing::write(home / "guided.png", picture::encode_png(painting.image, text_chunks(painting)));
  return home / "guided.png";
}

const CockpitData& cockpitOf(Studio& studio) {
  return studio.view().findChild<CockpitPanel*>()->data();
}

QString wordsOf(Studio& studio) {
  return studio.view().findChild<ProgressStrip*>()->leadingText();
}

bool offersTheWayBack(Studio& studio) {
  for (const auto* one : studio.window().findChildren<QPushButton*>()) {
    if (one->text() == back && one->isVisible()) return true;
  }
  return false;
}

QString paintOne(Studio& studio, const Home& home) {
  const std::size_t before = home.painted().size();
  studio.press(paint);
  [&] { QTRY_COMPARE(home.painted().size(), before + 1); }();
  [&] { QTRY_VERIFY(!studio.isBusy()); }();
  return studio.view().shownFile();
}

void WindowShownTest::showsHowAPictureOfTheHistoryCameAbout() {
  const Home home;
  Studio studio;
  const QString painted = paintOne(studio, home);
  QCOMPARE(cockpitOf(studio).points().size(), std::size_t{3});
  studio.view().showFile(fromPath(guidedPicture(home)));
  QTRY_COMPARE(wordsOf(studio), QStringLiteral("Painted in 7.0 s · seed 7 · Easel"));
  QCOMPARE(cockpitOf(studio).steps(), 20);
  QCOMPARE(cockpitOf(studio).points().size(), std::size_t{2});
  const StepPoint& last = cockpitOf(studio).points().back();
  QCOMPARE(last.step, 10);
  QCOMPARE(last.guided->losses[1], 0.1);
  QCOMPARE(last.guided->pushPercent, 6.0);
  studio.view().showFile(painted);  // all that this session knows of it
  QTRY_COMPARE(cockpitOf(studio).points().size(), std::size_t{3});
  QVERIFY(wordsOf(studio).contains(QStringLiteral("seed 42")));
}

void WindowShownTest::showsNothingOfARunThatAPictureDoesNotTellOf() {
  const Home home;
  Studio studio;
  paintOne(studio, home);
  testing::write(home / "plain.png", picture::encode_png(grey(), {}));
  studio.view().showFile(fromPath(home / "plain.png"));
  QTRY_COMPARE(wordsOf(studio), QString());
  QVERIFY(cockpitOf(studio).points().empty());
}

void WindowShownTest::comesBackToTheRun() {
  const Home home;
  Studio studio;
  const QString first = paintOne(studio, home);
  studio.stage->script = {.previews = 1, .untilStopped = true};
  QSignalSpy previewed(&studio.view().controller(), &Controller::previewed);
  studio.type(QStringLiteral("A red boat"));
  studio.press(paint);
  QVERIFY(previewed.wait());
  QVERIFY(!offersTheWayBack(studio));
  studio.view().showFile(first);
  QTRY_COMPARE(studio.view().shownFile(), first);
  studio.view().tellNotice(QStringLiteral("Something else"));
  QVERIFY(offersTheWayBack(studio));
  studio.press(back);
  QCOMPARE(studio.view().shownFile(), QString());
  QCOMPARE(cockpitOf(studio).points().size(), std::size_t{3});
  QVERIFY(!offersTheWayBack(studio));
}

void WindowShownTest::followsTheNextRun() {
  const Home home;
  Studio studio;
  const QString other = fromPath(guidedPicture(home));
  studio.stage->holding = true;
  for (const char* prompt : {"one", "two"}) {
    studio.type(QString::fromLatin1(prompt));
    studio.press(paint);
  }
  studio.view().showFile(other);
  QTRY_COMPARE(studio.view().shownFile(), other);
  studio.stage->release();
  QTRY_COMPARE(home.painted().size(), std::size_t{2});
  QTRY_VERIFY(!studio.isBusy());
  QTRY_VERIFY(studio.view().shownFile() != other);
  QCOMPARE(settingsOf(studio.view().shownFile()).restored.value().request.prompt,
           std::string("two"));
}

void WindowShownTest::givesASketchItsFinalSize() {
  const Home home;
  Studio studio({.previews = 1, .untilStopped = true});
  studio.press(paint);
  QTRY_COMPARE(studio.view().shownPicture().size(), QSize(128, 128));
}

void WindowShownTest::showsWhatCanBeKeptAfterAStop() {
  const Home home;
  Studio studio({.previews = 3, .untilStopped = true});  // a sketch comes last
  QSignalSpy stepped(&studio.view().controller(), &Controller::stepped);
  studio.press(paint);
  QTRY_COMPARE(stepped.count(), 3);
  studio.press(QStringLiteral("Stop"));
  QTRY_VERIFY(!studio.isBusy());
  studio.press(QStringLiteral("Keep the picture so far"));
  const QColor shown = studio.view().shownPicture().pixelColor(0, 0);
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  const Image kept = picture::decode_png(testing::contents(home.painted().front()), "");
  QCOMPARE(shown.red(), int(kept.rgb.front()));
}

void WindowShownTest::showsAPictureThatIsTakenBackFromTheTrash() {
  const Home home;
  Studio studio;
  const QString first = paintOne(studio, home);
  studio.type(QStringLiteral("A red boat"));
  const QString second = paintOne(studio, home);
  Q_EMIT studio.window().findChild<HistoryStrip*>()->trashed(first);
  QVERIFY(!fs::exists(toPath(first)));
  QCOMPARE(studio.view().shownFile(), second);
  studio.press(QStringLiteral("Undo"));
  QTRY_COMPARE(studio.view().shownFile(), first);
  QVERIFY(studio.message()->text().startsWith(QStringLiteral("Taken back from the trash")));
}

void WindowShownTest::saysWhenTheTrashFails() {
  const Home home;
  Studio studio;
  Q_EMIT studio.window().findChild<HistoryStrip*>()->trashed(fromPath(home / "gone.png"));
  QVERIFY2(studio.message()->text().contains(QStringLiteral("gone.png")),
           qPrintable(studio.message()->text()));
}

void WindowShownTest::saysThatItLoadsAndStops() {
  const Home home;
  Studio studio;
  studio.stage->holding = true;
  studio.press(paint);
  QCOMPARE(wordsOf(studio), QStringLiteral("Loading the model…"));
  studio.press(QStringLiteral("Stop"));
  QCOMPARE(wordsOf(studio), QStringLiteral("Stopping…"));
  QVERIFY(!studio.button(QStringLiteral("Stopping…"))->isEnabled());
  studio.stage->release();
  QTRY_VERIFY(!studio.isBusy());
  QCOMPARE(wordsOf(studio), QStringLiteral("Stopped"));
  QVERIFY(!studio.button(QStringLiteral("Stop"))->isEnabled());
}

const testing::Registered<WindowShownTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_shown_test.moc"

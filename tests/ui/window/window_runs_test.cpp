// A run in the window, from the button to each of the three ways in which it can end.

#include <QSignalSpy>
#include <QTest>
#include <new>

#include "base/error.h"
#include "engine/restore.h"
#include "picture/png.h"
#include "ui/history/picture_settings.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"
#include "ui/widgets/groove.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/quiet_test.h"
#include "ui/window/studio.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::QuietTest;
using testing::Script;
using testing::Studio;

const QString paint = QStringLiteral("Paint");
const QString stop = QStringLiteral("Stop");

class WindowRunsTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void paintsFromTheButtonToTheFile();
  void showsPerCentInTheTitle();
  void tellsOneWhoLooksElsewhere();
  void keepsThePictureOfAStoppedRun();
  void offersNothingWhereNothingIsToSee();
  void saysWhatFailedAndGoesOn_data();
  void saysWhatFailedAndGoesOn();
  void savesElsewhereWhatCouldNotBeWritten();
  void keepsWhatCouldNotBeWrittenUntilItIs();
  void warnsOnceBeforeAPictureIsLost();
  void warnsAgainOfAnotherPicture();
  void waitsForTheRunWhenItIsClosed();
  void closesWhileTheModelLoads();
  void movesSlidersInMidRun();
  void leavesOtherSlidersAloneInMidRun();
  void showsAnotherPictureWhileItPaints();
  void tellsWhatWasCutOffThePrompt();
};

QString commentIn(const std::filesystem::path& file) {
  for (const picture::TextChunk& text : picture::read_text_chunks(testing::contents(file))) {
    if (text.keyword == "Comment") return QString::fromStdString(text.text);
  }
  return {};
}

// With the size as it was asked for: the model's own.
Request requestIn(const std::filesystem::path& file) {
  Request request = settingsOf(fromPath(file)).restored.value().request;
  request.width = request.height = 0;
  return request;
}

void WindowRunsTest::paintsFromTheButtonToTheFile() {
  const Home home;
  Studio studio({.previews = 2});
  studio.type(QStringLiteral("A red boat"));
  QVERIFY(!studio.button(stop)->isEnabled());
  studio.press(paint);
  QVERIFY(studio.button(stop)->isEnabled());
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QTRY_VERIFY(!studio.isBusy());
  QVERIFY(!studio.button(stop)->isEnabled());
  const auto file = home.painted().front();
  QCOMPARE(studio.view().shownFile(), fromPath(file));
  QCOMPARE(studio.view().shownPicture().pixelColor(0, 0), QColor(200, 200, 200));
  QVERIFY(requestIn(file) == studio.request());
  QCOMPARE(QString::fromStdString(requestIn(file).prompt), QStringLiteral("A red boat"));
  QCOMPARE(studio.message()->count(), 0);
}

void WindowRunsTest::showsPerCentInTheTitle() {
  const Home home;
  Studio studio({.steps = 4, .untilStopped = true});
  QCOMPARE(studio.window().windowTitle(), QStringLiteral("Maulstick"));
  studio.press(paint);
  QTRY_VERIFY(studio.window().windowTitle().startsWith(QStringLiteral("100 %")));
  studio.press(stop);
  QTRY_COMPARE(studio.window().windowTitle(), QStringLiteral("Maulstick"));
}

void WindowRunsTest::tellsOneWhoLooksElsewhere() {
  const Home home;
  Studio studio;
  QTRY_VERIFY(studio.window().isActiveWindow());
  studio.press(paint);
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QTRY_VERIFY(!studio.isBusy());
  QVERIFY(studio.notified.isEmpty());
  QWidget other;
  other.show();
  other.activateWindow();
  QTRY_VERIFY(!studio.window().isActiveWindow());
  studio.view().paint();
  QTRY_COMPARE(studio.notified.size(), 1);
}

void WindowRunsTest::keepsThePictureOfAStoppedRun() {
  const Home home;
  Studio studio({.steps = 3, .previews = 2, .untilStopped = true});
  QSignalSpy stepped(&studio.view().controller(), &Controller::stepped);
  studio.press(paint);
  QTRY_COMPARE(stepped.count(), 3);
  studio.press(stop);
  QVERIFY(studio.view().controller().state() == Controller::State::stopping || !studio.isBusy());
  QTRY_VERIFY(!studio.isBusy());
  QVERIFY(home.painted().empty());
  studio.press(QStringLiteral("Keep the picture so far"));
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  const auto file = home.painted().front();
  const Image kept = picture::decode_png(testing::contents(file), "");
  QCOMPARE(int(kept.rgb.front()), 21);  // the last one that was decoded
  QCOMPARE(commentIn(file),
           QStringLiteral("Stopped after step 3 of 50: what the picture was heading for."));
  QVERIFY(requestIn(file) == studio.request());
  QTRY_COMPARE(studio.view().shownFile(), fromPath(file));
}

void WindowRunsTest::offersNothingWhereNothingIsToSee() {
  const Home home;
  Studio studio({.steps = 0, .untilStopped = true});
  studio.press(paint);
  QTRY_COMPARE(studio.view().controller().state(), Controller::State::painting);
  studio.press(stop);
  QTRY_VERIFY(!studio.isBusy());
  QCOMPARE(studio.message()->count(), 0);
}

void WindowRunsTest::saysWhatFailedAndGoesOn_data() {
  QTest::addColumn<std::function<void()>>("fault");
  QTest::addColumn<bool>("loading");
  const std::function<void()> memory = [] { throw std::bad_alloc(); };
  const std::function<void()> own = [] {
    throw Error(ErrorKind::model, {.what = "the bundle is damaged",
                                   .where = "unet.pt",
                                   .expected = "a hash",
                                   .got = "another",
                                   .hint = "export it again"});
  };
  const std::function<void()> unknown = [] { throw 1; };
  QTest::newRow("memory") << memory << false;
  QTest::newRow("a damaged model") << own << true;
  QTest::newRow("nobody knows what") << unknown << false;
}

void WindowRunsTest::saysWhatFailedAndGoesOn() {
  QFETCH(const std::function<void()>, fault);
  QFETCH(const bool, loading);
  const Home home;
  Studio studio(loading ? Script{.load = fault} : Script{.fault = fault});
  studio.type(QStringLiteral("A red boat"));
  const Request before = studio.request();
  studio.press(paint);
  QTRY_COMPARE(studio.message()->count(), 1);
  QVERIFY(studio.message()->text().startsWith(QStringLiteral("The picture could not be painted")));
  QVERIFY(!studio.message()->text().section(u'\n', 1).isEmpty());  // and what to do
  QVERIFY(studio.request() == before);
  QTRY_VERIFY(!studio.isBusy());
  studio.stage->script = {};
  studio.press(paint);
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QTRY_COMPARE(studio.message()->count(), 0);
}

// In place of the pictures folder there is a file.
void blockPictures(const Home& home) {
  testing::write(home.pictures(), "");
}

void WindowRunsTest::savesElsewhereWhatCouldNotBeWritten() {
  const Home home;
  blockPictures(home);
  Studio studio;
  studio.press(paint);
  QTRY_COMPARE(studio.message()->count(), 1);
  QCOMPARE(studio.view().shownPicture().pixelColor(0, 0), QColor(200, 200, 200));
  studio.answers->answer = fromPath(home / "elsewhere.png");
  studio.press(QStringLiteral("Save elsewhere…"));
  QTRY_VERIFY(std::filesystem::exists(home / "elsewhere.png"));
  QCOMPARE(studio.answers->suggested, QStringLiteral("maulstick-seed42.png"));
  const Image saved = picture::decode_png(testing::contents(home / "elsewhere.png"), "");
  QCOMPARE(saved.width, 4);
  QCOMPARE(int(saved.rgb.front()), 200);
  QVERIFY(requestIn(home / "elsewhere.png") == studio.request());
  QTRY_VERIFY(!studio.view().hasUnsaved());
  QTRY_COMPARE(studio.view().shownFile(), fromPath(home / "elsewhere.png"));
  std::filesystem::remove(home.pictures());
  std::filesystem::create_directories(home.pictures());
  studio.restart();  // nothing is left to be offered
  QCOMPARE(studio.message()->count(), 0);
}

void WindowRunsTest::keepsWhatCouldNotBeWrittenUntilItIs() {
  const Home home;
  blockPictures(home);
  Studio studio;
  studio.press(paint);
  QTRY_COMPARE(studio.message()->count(), 1);
  studio.press(QStringLiteral("Save elsewhere…"));  // and the dialog is cancelled
  QVERIFY(studio.view().hasUnsaved());
  studio.press(QStringLiteral("Try again"));
  QTRY_COMPARE(studio.message()->count(), 1);
  QVERIFY(studio.view().hasUnsaved());
  std::filesystem::remove(home.pictures());
  studio.press(paint);  // the offer stays while others are painted
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QVERIFY(studio.view().hasUnsaved());
  QTRY_VERIFY(!studio.isBusy());
  studio.press(QStringLiteral("Try again"));
  QTRY_COMPARE(home.painted().size(), std::size_t{2});
  QTRY_VERIFY(!studio.view().hasUnsaved());
}

void WindowRunsTest::warnsOnceBeforeAPictureIsLost() {
  const Home home;
  blockPictures(home);
  Studio studio;
  studio.press(paint);
  QTRY_VERIFY(studio.view().hasUnsaved());
  QVERIFY(!studio.window().close());
  QVERIFY(studio.window().isVisible());
  QVERIFY(studio.message()->text().contains(QStringLiteral("could not be written")));
  QVERIFY(studio.window().close());
}

void WindowRunsTest::warnsAgainOfAnotherPicture() {
  const Home home;
  blockPictures(home);
  Studio studio;
  studio.press(paint);
  QTRY_VERIFY(studio.view().hasUnsaved());
  QVERIFY(!studio.window().close());
  studio.type(QStringLiteral("Another one"));
  studio.press(paint);
  QTRY_VERIFY(studio.message()->text().contains(QStringLiteral("2 pictures")));
  QTRY_VERIFY(!studio.isBusy());
  QVERIFY(!studio.window().close());
  QVERIFY(studio.window().isVisible());
  QVERIFY(studio.window().close());
}

void WindowRunsTest::waitsForTheRunWhenItIsClosed() {
  const Home home;
  Studio studio({.untilStopped = true, .heedsStop = false});
  QSignalSpy started(&studio.view().controller(), &Controller::started);
  studio.press(paint);
  QVERIFY(started.wait());
  QVERIFY(!studio.window().close());
  QVERIFY(!studio.window().isVisible());
  QTRY_VERIFY(!studio.isBusy());
  QCOMPARE(home.painted().size(), std::size_t{1});  // what came too late to be stopped
  studio.restart();
  QCOMPARE(studio.message()->count(), 0);
}

void WindowRunsTest::closesWhileTheModelLoads() {
  const Home home;
  Studio studio;
  studio.stage->holding = true;
  studio.press(paint);
  studio.stage->waitUntilHeld();
  QVERIFY(!studio.window().close());
  QVERIFY(studio.isBusy());
  studio.stage->release();
  QTRY_VERIFY(!studio.isBusy());
  QVERIFY(home.painted().empty());
  studio.restart();
  QVERIFY(studio.message()->text().contains(QStringLiteral("not finished")));
  QTest::qWait(50);
  QVERIFY(!studio.isBusy());  // and it is not started by itself
  studio.press(QStringLiteral("Paint it"));
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
}

void WindowRunsTest::movesSlidersInMidRun() {
  const Home home;
  Studio studio;
  studio.stage->holding = true;
  studio.press(paint);
  const double before = studio.request().guidance.scales[0];
  QTest::keyClick(studio.groove(QStringLiteral("CLIP")), Qt::Key_Right);
  const double after = studio.request().guidance.scales[0];
  QVERIFY(after > before);
  studio.stage->release();
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  const Request painted = requestIn(home.painted().front());
  QCOMPARE(painted.guidance.scales[0], before);
  QVERIFY(painted.moves == (std::vector<Move>{{0, "clip", after}}));
}

void WindowRunsTest::leavesOtherSlidersAloneInMidRun() {
  const Home home;
  Studio studio;
  studio.stage->holding = true;
  studio.press(paint);
  QTest::keyClick(studio.groove(QStringLiteral("Frequency")), Qt::Key_Right);
  QTest::keyClick(studio.groove(QStringLiteral("Steps")), Qt::Key_Right);
  const Request changed = studio.request();
  studio.stage->release();
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QVERIFY(studio.stage->moves ==
          (std::map<std::string, double>{{"frequency", changed.guidance.scales[1]}}));
}

void WindowRunsTest::showsAnotherPictureWhileItPaints() {
  const Home home;
  Studio studio;
  studio.press(paint);
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QTRY_VERIFY(!studio.isBusy());
  const QString first = fromPath(home.painted().front());
  studio.stage->script = {.previews = 1, .untilStopped = true};
  QSignalSpy previewed(&studio.view().controller(), &Controller::previewed);
  studio.press(paint);
  QVERIFY(previewed.wait());
  QCOMPARE(studio.view().shownFile(), QString());
  studio.view().showFile(first);
  QTRY_COMPARE(studio.view().shownFile(), first);
  QCOMPARE(studio.view().shownPicture().size(), QSize(4, 4));  // its own pixels
  studio.press(QStringLiteral("Show the painting"));
  QCOMPARE(studio.view().shownFile(), QString());
}

void WindowRunsTest::tellsWhatWasCutOffThePrompt() {
  const Home home;
  Studio studio({.cut = ", and a very small dog", .cutNegative = "fog"});
  studio.press(paint);
  QTRY_VERIFY(studio.message()->text().contains(QStringLiteral(": and a very small dog")));
  QVERIFY(studio.message()->text().contains(QStringLiteral("negative")));
  QVERIFY(studio.message()->text().contains(QStringLiteral("fog")));
}

const testing::Registered<WindowRunsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_runs_test.moc"

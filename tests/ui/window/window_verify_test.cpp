// Pictures that are painted again and held against their files, within the window.

#include <QSignalSpy>
#include <QTest>

#include "base/file.h"
#include "picture/png.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/progress_strip.h"
#include "ui/panels/history_strip.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/compare_studio.h"
#include "ui/window/quiet_test.h"
#include "ui/window/verify_desk.h"

namespace maulstick::ui {
namespace {

using testing::compareOf;
using testing::Home;
using testing::painted;
using testing::pressInMessage;
using testing::QuietTest;
using testing::Studio;
using testing::whole;

class WindowVerifyTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
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

VerifyDesk& deskOf(Studio& studio) {
  return *studio.window().findChild<VerifyDesk*>();
}

// A picture that is painted, and who tells what came of painting it again.
struct Trial {
  Home home;
  Studio studio{whole()};
  QString file = painted(studio);
  VerifyDesk& desk = deskOf(studio);
  QSignalSpy verified{&desk, &VerifyDesk::verified};
};

// With events meanwhile: the file is read first, elsewhere.
void verifyUntilItIsPaintedAgain(Trial& trial) {
  trial.desk.verify(trial.file);
  QTRY_VERIFY([&trial] {
    const std::lock_guard lock(trial.studio.stage->mutex);
    return trial.studio.stage->waiting;
  }());
}

void WindowVerifyTest::verifiesAPictureThatIsTheSame() {
  Trial trial;
  Q_EMIT trial.studio.view().canvas().customContextMenuRequested(QPoint(5, 5));
  testing::chooseInMenu(QStringLiteral("Verify"));
  QTRY_COMPARE(trial.verified.count(), 1);
  QVERIFY(trial.verified[0][1].toBool());
  QVERIFY(trial.studio.message()->text().contains(QLatin1String("identical")));
  QCOMPARE(trial.studio.view().progress().leadingText(), QStringLiteral("Identical"));
  QCOMPARE(trial.home.painted().size(), std::size_t{1});  // nothing is kept of it
  const std::lock_guard lock(trial.studio.stage->mutex);
  QCOMPARE(trial.studio.stage->painted.size(), std::size_t{2});
  QVERIFY(!trial.studio.stage->painted[1].reuse);
  QCOMPARE(trial.studio.stage->painted[1].request.seed,
           trial.studio.stage->painted[0].request.seed);
}

// The control: what is painted again is another picture.
void WindowVerifyTest::findsAPictureThatIsNot() {
  Trial trial;
  trial.studio.stage->script.grey = 203;
  Q_EMIT trial.studio.view().strip().verifyRequested(trial.file);
  QTRY_COMPARE(trial.verified.count(), 1);
  QVERIFY(!trial.verified[0][1].toBool());
  QVERIFY(trial.studio.message()->text().contains(QLatin1String("not the same")));
  QVERIFY(trial.studio.message()->text().contains(QLatin1String("altered")));
  trial.studio.press(QStringLiteral("Compare the two"));
  QTRY_COMPARE(compareOf(trial.studio).comparison().count(), 2);
  QCOMPARE(compareOf(trial.studio).comparison().on(Side::right)->image.pixelColor(3, 3).red(), 203);
}

void WindowVerifyTest::tellsWhyItIsNot_data() {
  QTest::addColumn<QString>("words");
  QTest::addColumn<QString>("precision");
  QTest::addColumn<QString>("isa");
  QTest::newRow("precision") << QStringLiteral("The precision was another: float32, now bfloat16")
                             << QStringLiteral("bfloat16") << QStringLiteral("AVX2");
  QTest::newRow("processor") << QStringLiteral("The processor computed with AVX2, now with AVX512")
                             << QStringLiteral("float32") << QStringLiteral("AVX512");
}

void WindowVerifyTest::tellsWhyItIsNot() {
  QFETCH(const QString, words);
  QFETCH(const QString, precision);
  QFETCH(const QString, isa);
  Trial trial;
  trial.studio.stage->script.grey = 201;
  trial.studio.stage->script.fingerprint.precision = precision.toStdString();
  trial.studio.stage->script.fingerprint.isa = isa.toStdString();
  trial.desk.verify(trial.file);
  QTRY_COMPARE(trial.verified.count(), 1);
  QVERIFY2(trial.studio.message()->text().contains(words),
           qPrintable(trial.studio.message()->text()));
}

void WindowVerifyTest::refusesPicturesOfOthers() {
  const Home home;
  Studio studio(whole());
  VerifyDesk& desk = deskOf(studio);
  const Image image = {.width = 2, .height = 2, .rgb = std::vector<std::uint8_t>(12, 9)};
  write_file_atomically(home / "bare.png", picture::encode_png(image, {}));
  write_file_atomically(
      home / "other.png",
      picture::encode_png(image, {{"parameters", "a lake\nSteps: 20, Sampler: Euler, Seed: 1"}}));
  for (const char* name : {"bare.png", "other.png", "gone.png"}) {
    studio.message()->clear();
    desk.verify(fromPath(home / name));
    QTRY_VERIFY(studio.message()->text().contains(QLatin1String("cannot be verified")));
    QVERIFY(!desk.isBusy());
    QVERIFY(!studio.message()->text().contains(QLatin1String("Possible:")));
    const bool isPicture = name == std::string_view("other.png");
    QCOMPARE(studio.message()->text().contains(
                 QLatin1String("Only pictures that Maulstick has painted to their end")),
             isPicture);
  }
  QVERIFY(studio.stage->painted.empty());
}

void WindowVerifyTest::stopsVerifying() {
  Trial trial;
  trial.studio.stage->script.untilStopped = true;
  verifyUntilItIsPaintedAgain(trial);
  pressInMessage(trial.studio, QStringLiteral("Stop"));
  QTRY_VERIFY(!trial.desk.isBusy());
  QTest::qWait(20);
  QCOMPARE(trial.verified.count(), 0);
}

void WindowVerifyTest::stopsVerifyingByKeyAndFromTheSecondMessage() {
  Trial trial;
  trial.studio.stage->script.untilStopped = true;
  verifyUntilItIsPaintedAgain(trial);
  trial.desk.verify(trial.file);
  QVERIFY(trial.studio.message()->text().contains(QLatin1String("still being painted again")));
  pressInMessage(trial.studio, QStringLiteral("Stop"));
  QVERIFY(!trial.desk.isBusy());
  trial.studio.message()->clear();
  verifyUntilItIsPaintedAgain(trial);
  trial.studio.key(QKeySequence(Qt::Key_Escape));  // closes the message
  QVERIFY(trial.desk.isBusy());
  trial.studio.key(QKeySequence(Qt::Key_Escape));
  QVERIFY(!trial.desk.isBusy());
  QCOMPARE(trial.studio.view().progress().leadingText(), QStringLiteral("Stopped"));
}

// Another bundle in between would be loaded for it, and the next job's anew.
void WindowVerifyTest::verifiesBehindTheQueue() {
  Trial trial;
  {
    const std::lock_guard lock(trial.studio.stage->mutex);
    trial.studio.stage->holding = true;
  }
  trial.studio.press(QStringLiteral("Paint"));
  trial.studio.stage->waitUntilHeld();
  trial.desk.verify(trial.file);
  QTest::qWait(100);  // until the file is read
  trial.studio.press(QStringLiteral("Paint"));
  trial.studio.stage->release();
  QTRY_COMPARE(trial.verified.count(), 1);
  const std::lock_guard lock(trial.studio.stage->mutex);
  QCOMPARE(trial.studio.stage->painted.size(), std::size_t{4});
  for (std::size_t i = 0; i < 4; ++i) QCOMPARE(trial.studio.stage->painted[i].reuse, i < 3);
}

void WindowVerifyTest::verifiesBehindWhatIsPainted() {
  Trial trial;
  trial.studio.stage->script.untilStopped = true;
  verifyUntilItIsPaintedAgain(trial);
  trial.studio.stage->script.untilStopped = false;
  trial.studio.press(QStringLiteral("Paint"));  // cuts it short
  QTRY_COMPARE(trial.home.painted().size(), std::size_t{2});
  QTRY_COMPARE(trial.verified.count(), 1);  // it has begun anew
  QVERIFY(trial.verified[0][1].toBool());
}

const testing::Registered<WindowVerifyTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_verify_test.moc"

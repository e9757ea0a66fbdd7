// Which moves of sliders reach the picture that is being painted, and which are for the next one.

#include <QTest>

#include "engine/settings.h"
#include "picture/png.h"
#include "ui/canvas/progress_strip.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"
#include "ui/widgets/groove.h"
#include "ui/window/quiet_test.h"
#include "ui/window/studio.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::QuietTest;
using testing::Studio;

const QString paint = QStringLiteral("Paint");
const QString clip = QStringLiteral("CLIP");

class WindowHandsTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void saysWhatAHandHasDone();
  void leavesTheRunAloneWhenSettingsAreRestored();
  void leavesTheRunAloneWhenAMoveIsUndone();
  void leavesTheRunAloneForTheNextPicture();
  void leavesARunWithOtherValuesAlone();
  void actsOnTheRunAgainWhenThePanelsAreAsItIs();
};

std::map<std::string, double> movesOf(Studio& studio) {
  const std::lock_guard lock(studio.stage->mutex);
  return studio.stage->moves;
}

void finish(Studio& studio, const Home& home, std::size_t pictures = 1) {
  studio.stage->release();
  QTRY_COMPARE(home.painted().size(), pictures);
  QTRY_VERIFY(!studio.isBusy());
}

void press(Studio& studio, const QString& slider, int key) {
  QTest::keyClick(studio.groove(slider), static_cast<Qt::Key>(key));
}

void WindowHandsTest::saysWhatAHandHasDone() {
  const Home home;
  Studio studio({.untilStopped = true});
  studio.stage->holding = true;
  studio.press(paint);
  press(studio, clip, Qt::Key_Right);
  const double value = studio.request().guidance.scales[0];
  studio.stage->release();
  auto* strip = studio.view().findChild<ProgressStrip*>();
  const QString words = QStringLiteral("CLIP → %1 from step 1").arg(value);
  QTRY_VERIFY2(strip->trailingText().startsWith(words), qPrintable(strip->trailingText()));
}

void WindowHandsTest::leavesTheRunAloneWhenSettingsAreRestored() {
  const Home home;
  Painting other;
  other.request.guidance.scales[0] = 900;
  other.losses = {0, 0, 0};
  other.image = {.width = 4, .height = 4, .rgb = std::vector<std::uint8_t>(48, 90)};
  testing::write(home / "other.png", picture::encode_png(other.image, text_chunks(other)));
  Studio studio;
  studio.stage->holding = true;
  studio.press(paint);
  studio.view().restoreFrom(fromPath(home / "other.png"));
  QTRY_COMPARE(studio.request().guidance.scales[0], 900.0);
  press(studio, clip, Qt::Key_Left);  // for a picture with the settings that were restored
  finish(studio, home);
  QVERIFY(movesOf(studio).empty());
}

void WindowHandsTest::leavesTheRunAloneWhenAMoveIsUndone() {
  const Home home;
  Studio studio;
  press(studio, clip, Qt::Key_Right);
  studio.stage->holding = true;
  studio.press(paint);
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
  QCOMPARE(studio.request().guidance.scales[0], Request().guidance.scales[0]);
  finish(studio, home);
  QVERIFY(movesOf(studio).empty());
}

void WindowHandsTest::leavesTheRunAloneForTheNextPicture() {
  const Home home;
  Studio studio;
  studio.stage->holding = true;
  studio.press(paint);
  studio.type(QStringLiteral("Something else"));
  press(studio, clip, Qt::Key_Right);
  finish(studio, home);
  QVERIFY(movesOf(studio).empty());
}

void WindowHandsTest::leavesARunWithOtherValuesAlone() {
  const Home home;
  Studio studio;
  const Request now = studio.request();
  Request little = now;
  little.guidance.scales[0] = 50;
  studio.view().history().change(little, QStringLiteral("Settings"));
  studio.stage->holding = true;
  studio.press(paint);
  studio.view().history().change(now, QStringLiteral("Settings"));
  Q_EMIT studio.view().history().restored(now);
  press(studio, clip, Qt::Key_Right);
  finish(studio, home);
  QVERIFY(movesOf(studio).empty());
}

void WindowHandsTest::actsOnTheRunAgainWhenThePanelsAreAsItIs() {
  const Home home;
  Studio studio;
  studio.stage->holding = true;
  studio.press(paint);
  press(studio, QStringLiteral("Steps"), Qt::Key_Right);
  press(studio, clip, Qt::Key_Right);
  for (int i = 0; i < 2; ++i) studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
  press(studio, clip, Qt::Key_Right);
  const double value = studio.request().guidance.scales[0];
  finish(studio, home);
  QVERIFY(movesOf(studio) == (std::map<std::string, double>{{"clip", value}}));
}

const testing::Registered<WindowHandsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_hands_test.moc"

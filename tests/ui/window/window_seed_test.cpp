// The seed that is shown is the seed of the picture.

#include <QLineEdit>
#include <QTest>

#include "ui/history/picture_settings.h"
#include "ui/panels/seed_row.h"
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

const QString paint = QStringLiteral("Paint");

class WindowSeedTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void paintsWithASeedThatIsBeingTyped();
  void saysThatANumberIsNoSeed();
  void keepsTheLockOverARestart();
  void drawsBeforeThePictureWhileUnlocked();
  void offersANewSeedInPlaceOfTheSamePicture();
};

QLineEdit* fieldOf(Studio& studio) {
  return studio.view().findChild<SeedRow*>()->findChild<QLineEdit*>();
}

void typeSeed(Studio& studio, const QString& seed) {
  fieldOf(studio)->setFocus();
  fieldOf(studio)->selectAll();
  QTest::keyClicks(fieldOf(studio), seed);
}

std::vector<std::int64_t> seedsOf(Studio& studio) {
  const std::lock_guard lock(studio.stage->mutex);
  std::vector<std::int64_t> seeds;
  for (const Job& job : studio.stage->painted) seeds.push_back(job.request.seed);
  return seeds;
}

void paintOne(Studio& studio) {
  const std::size_t before = seedsOf(studio).size();
  studio.press(paint);
  QTRY_COMPARE(seedsOf(studio).size(), before + 1);
  QTRY_VERIFY(!studio.isBusy());
}

void WindowSeedTest::paintsWithASeedThatIsBeingTyped() {
  const Home home;
  Studio studio;
  typeSeed(studio, QStringLiteral("777"));
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Return));
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QCOMPARE(seedsOf(studio).front(), std::int64_t{777});
}

void WindowSeedTest::saysThatANumberIsNoSeed() {
  const Home home;
  Studio studio;
  typeSeed(studio, QStringLiteral("9999999999999999999"));
  QTest::keyClick(fieldOf(studio), Qt::Key_Return);
  QVERIFY2(studio.message()->text().contains(QStringLiteral("9223372036854775807")),
           qPrintable(studio.message()->text()));
  QCOMPARE(fieldOf(studio)->text(), QStringLiteral("42"));
}

void WindowSeedTest::keepsTheLockOverARestart() {
  const Home home;
  Studio studio;
  QVERIFY(studio.view().findChild<SeedRow*>()->isLocked());
  studio.view().toggleSeedLock();
  studio.restart();
  QVERIFY(!studio.view().findChild<SeedRow*>()->isLocked());
  studio.view().toggleSeedLock();
  studio.restart();
  QVERIFY(studio.view().findChild<SeedRow*>()->isLocked());
}

void WindowSeedTest::drawsBeforeThePictureWhileUnlocked() {
  const Home home;
  Studio studio;
  studio.view().toggleSeedLock();
  for (int i = 0; i < 2; ++i) {
    paintOne(studio);
    QCOMPARE(studio.request().seed, seedsOf(studio).back());
    QCOMPARE(fieldOf(studio)->text(), QString::number(seedsOf(studio).back()));
  }
  QVERIFY(seedsOf(studio)[0] != seedsOf(studio)[1]);
  typeSeed(studio, QStringLiteral("5"));  // by hand: this one, and then others again
  paintOne(studio);
  QCOMPARE(seedsOf(studio).back(), std::int64_t{5});
  paintOne(studio);
  QVERIFY(seedsOf(studio).back() != 5);
}

void WindowSeedTest::offersANewSeedInPlaceOfTheSamePicture() {
  const Home home;
  Studio studio;
  paintOne(studio);
  QCOMPARE(studio.message()->count(), 0);
  paintOne(studio);
  QVERIFY(studio.message()->text().contains(QStringLiteral("once more")));
  studio.press(QStringLiteral("New seed"));
  QTRY_COMPARE(seedsOf(studio).size(), std::size_t{3});
  QTRY_VERIFY(!studio.isBusy());
  QVERIFY(seedsOf(studio)[2] != seedsOf(studio)[1]);
  QCOMPARE(studio.message()->count(), 0);
}

const testing::Registered<WindowSeedTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_seed_test.moc"

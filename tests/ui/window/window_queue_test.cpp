// Pictures that wait: painted in turn, moved, taken away, tried again.

#include <QListView>
#include <QTest>
#include <QToolButton>
#include <new>

#include "base/error.h"
#include "ui/panels/job_delegate.h"
#include "ui/panels/queue_panel.h"
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

class WindowQueueTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void paintsWhatIsAskedForMeanwhile();
  void movesAndRemovesWhatWaits();
  void movesWhatWaitsByKeys();
  void tellsPicturesOfOnePromptApart();
  void goesOnWhenTheRunningOneIsTakenAway();
  void waitsAfterAStop();
  void triesAgainWhatFailed();
  void triesAgainByTheButton();
  void forgetsAFailureThatIsAskedForAnew();
  void offersWhatWasNotFinished();
};

void ask(Studio& studio, const QStringList& prompts) {
  for (const QString& prompt : prompts) {
    studio.type(prompt);
    studio.press(paint);
  }
}

QStringList painted(Studio& studio) {
  const std::lock_guard lock(studio.stage->mutex);
  QStringList prompts;
  for (const Job& job : studio.stage->painted) {
    prompts << QString::fromStdString(job.request.prompt);
  }
  return prompts;
}

QListView* listOf(Studio& studio) {
  return studio.window().findChild<QueuePanel*>()->findChild<QListView*>();
}

void WindowQueueTest::paintsWhatIsAskedForMeanwhile() {
  const Home home;
  Studio studio;
  studio.stage->holding = true;
  auto* panel = studio.window().findChild<QueuePanel*>();
  QVERIFY(!panel->isVisible());
  ask(studio, {QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")});
  QVERIFY(panel->isVisible());
  QCOMPARE(listOf(studio)->model()->rowCount(), 3);
  studio.type(QStringLiteral("something else"));
  studio.stage->release();
  QTRY_COMPARE(home.painted().size(), std::size_t{3});
  QTRY_VERIFY(!studio.isBusy());
  QCOMPARE(painted(studio).join(u' '), QStringLiteral("one two three"));
  QVERIFY(!panel->isVisible());
  QCOMPARE(studio.message()->count(), 0);
}

void WindowQueueTest::movesAndRemovesWhatWaits() {
  const Home home;
  Studio studio;
  studio.stage->holding = true;
  ask(studio, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")});
  QListView* list = listOf(studio);
  QVERIFY(list->model()->moveRow({}, 3, {}, 1));  // as a drag does
  list->setCurrentIndex(list->model()->index(2, 0));
  list->setFocus();
  QTest::keyClick(list, Qt::Key_Delete);
  studio.stage->release();
  QTRY_COMPARE(home.painted().size(), std::size_t{3});
  QCOMPARE(painted(studio).join(u' '), QStringLiteral("a d c"));
}

void WindowQueueTest::movesWhatWaitsByKeys() {
  const Home home;
  Studio studio;
  studio.stage->holding = true;
  ask(studio, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")});
  QListView* list = listOf(studio);
  list->setFocus();
  list->setCurrentIndex(list->model()->index(3, 0));
  for (int i = 0; i < 5; ++i) studio.key(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Up));
  QCOMPARE(list->currentIndex().row(), 1);  // behind the one that is being painted
  studio.key(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Down));
  studio.stage->release();
  QTRY_COMPARE(home.painted().size(), std::size_t{4});
  QCOMPARE(painted(studio).join(u' '), QStringLiteral("a b d c"));
}

// What a row shows.
class Rows : public JobDelegate {
 public:
  [[nodiscard]] QString text(const QModelIndex& index, int width) const {
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, width, 20);
    initStyleOption(&option, index);
    return option.text;
  }
};

void WindowQueueTest::tellsPicturesOfOnePromptApart() {
  const Home home;
  Studio studio;
  studio.stage->holding = true;
  studio.type(QStringLiteral("A very long prompt, of which a narrow row shows the beginning only"));
  for (int i = 0; i < 2; ++i) {
    studio.press(paint);
    studio.view().drawSeed();
  }
  const auto* model = listOf(studio)->model();
  const QString first = Rows().text(model->index(0, 0), 240);
  QVERIFY2(first.endsWith(QStringLiteral("seed 42")), qPrintable(first));
  QVERIFY(first.contains(u'…'));
  QVERIFY(first != Rows().text(model->index(1, 0), 240));
  QVERIFY(model->index(0, 0)
              .data(Qt::AccessibleTextRole)
              .toString()
              .contains(QStringLiteral("Being painted")));
  studio.stage->release();
  QTRY_COMPARE(home.painted().size(), std::size_t{2});
}

void WindowQueueTest::goesOnWhenTheRunningOneIsTakenAway() {
  const Home home;
  Studio studio({.untilStopped = true});
  ask(studio, {QStringLiteral("a"), QStringLiteral("b")});
  studio.stage->waitUntilItWaits();
  studio.stage->script.untilStopped = false;
  QListView* list = listOf(studio);
  list->setCurrentIndex(list->model()->index(0, 0));
  list->setFocus();
  QTest::keyClick(list, Qt::Key_Delete);
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QTRY_VERIFY(!studio.isBusy());
  QCOMPARE(painted(studio).join(u' '), QStringLiteral("a b"));
}

void WindowQueueTest::waitsAfterAStop() {
  const Home home;
  Studio studio({.untilStopped = true});
  ask(studio, {QStringLiteral("a"), QStringLiteral("b")});
  studio.press(QStringLiteral("Stop"));
  QTRY_VERIFY(!studio.isBusy());
  QTest::qWait(30);
  QVERIFY(!studio.isBusy());
  studio.stage->script.untilStopped = false;
  for (auto* go : studio.view().findChildren<QToolButton*>()) {
    if (go->text() == QStringLiteral("Go on")) QTest::mouseClick(go, Qt::LeftButton);
  }
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
}

void WindowQueueTest::triesAgainWhatFailed() {
  const Home home;
  Studio studio({.fault = [] { throw std::bad_alloc(); }});
  ask(studio, {QStringLiteral("a")});
  QTRY_COMPARE(studio.message()->count(), 1);
  QTRY_VERIFY(!studio.isBusy());
  studio.stage->script = {};
  QListView* list = listOf(studio);
  Q_EMIT list->customContextMenuRequested(list->visualRect(list->model()->index(0, 0)).center());
  testing::chooseInMenu(QStringLiteral("Try again"));
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QTRY_COMPARE(list->model()->rowCount(), 0);
}

void WindowQueueTest::triesAgainByTheButton() {
  const Home home;
  Studio studio({.fault = [] { throw std::bad_alloc(); }});
  ask(studio, {QStringLiteral("a")});
  QTRY_COMPARE(studio.message()->count(), 1);
  QTRY_VERIFY(!studio.isBusy());
  studio.stage->script = {};
  for (auto* again : studio.window().findChild<QueuePanel*>()->findChildren<QToolButton*>()) {
    if (again->text() == QStringLiteral("Try again")) QTest::mouseClick(again, Qt::LeftButton);
  }
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
}

void WindowQueueTest::forgetsAFailureThatIsAskedForAnew() {
  const Home home;
  Studio studio({.fault = [] { throw std::bad_alloc(); }});
  ask(studio, {QStringLiteral("a")});
  QTRY_COMPARE(studio.message()->count(), 1);
  QTRY_VERIFY(!studio.isBusy());
  studio.stage->script = {};
  studio.press(paint);
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QTRY_COMPARE(listOf(studio)->model()->rowCount(), 0);
}

void WindowQueueTest::offersWhatWasNotFinished() {
  const Home home;
  Studio studio({.untilStopped = true});
  ask(studio, {QStringLiteral("a"), QStringLiteral("b")});
  studio.window().close();
  QTRY_VERIFY(!studio.isBusy());
  studio.stage->script.untilStopped = false;
  studio.restart();
  QVERIFY(studio.message()->text().contains(QLatin1Char('2')));
  ask(studio, {QStringLiteral("c")});  // the offer stays
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QTRY_VERIFY(!studio.isBusy());
  studio.press(QStringLiteral("Paint them"));
  QTRY_COMPARE(home.painted().size(), std::size_t{3});
  QTRY_VERIFY(!studio.isBusy());
  studio.restart();
  QCOMPARE(studio.message()->count(), 0);
}

const testing::Registered<WindowQueueTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_queue_test.moc"

// Pictures that wait: painted in turn, moved, taken away, tried again.

#include <QListView>
#include <QMenu>
#include <QTest>
#include <QToolButton>
#include <new>

#include "base/error.h"
#include "ui/panels/queue_panel.h"
#include "ui/support/registry.h"
#include "ui/support/warning_trap.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/studio.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::Studio;

const QString paint = QStringLiteral("Paint");

class WindowQueueTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { warnings_.emplace(); }
  void cleanup() {
    QCOMPARE(warnings_->text(), QString());
    warnings_.reset();
  }

  void paintsWhatIsAskedForMeanwhile();
  void movesAndRemovesWhatWaits();
  void goesOnWhenTheRunningOneIsTakenAway();
  void waitsAfterAStop();
  void triesAgainWhatFailed();
  void offersWhatWasNotFinished();

 private:
  std::optional<testing::WarningTrap> warnings_;
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
  for (auto* go : studio.window().findChildren<QToolButton*>()) {
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
  QWidget* menu = QApplication::activePopupWidget();
  QVERIFY(menu != nullptr);
  for (QAction* action : menu->actions()) {
    if (action->text() == QStringLiteral("Try again")) action->trigger();
  }
  menu->close();
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QTRY_COMPARE(list->model()->rowCount(), 0);
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

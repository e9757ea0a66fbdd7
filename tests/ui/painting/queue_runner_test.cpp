#include "ui/painting/queue_runner.h"

#include <QSignalSpy>
#include <QTest>

#include "support/folder.h"
#include "ui/painting/fake_painter.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using JobState = JobQueue::JobState;
using testing::Stage;

// Everything that the app has, around a fake painter.
struct Studio {
  testing::TemporaryFolder folder;
  std::shared_ptr<Stage> stage = std::make_shared<Stage>();
  FileSaver saver;
  JobQueue queue{saver, folder / "queue.json"};
  Controller controller{fakePainterFactory(stage)};
  QueueRunner runner{controller, queue};

  [[nodiscard]] Job job(const char* prompt) const {
    Job job;
    job.request.prompt = prompt;
    job.folder = folder.path();
    return job;
  }
  [[nodiscard]] QString painted() const {
    const std::lock_guard lock(stage->mutex);
    QString prompts;
    for (const Job& job : stage->painted) prompts += QString::fromStdString(job.request.prompt);
    return prompts;
  }
};

class QueueRunnerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void paintsOneAfterTheOther();
  void paintsInTheOrderOfTheListNow();
  void keepsWhatWaitsAfterAStop();
  void goesOnAfterOneIsCancelled();
  void goesOnAfterABadRequest();
  void holdsAfterAFault();
  void startsNothingThatIsOnlyOffered();
  void keepsWhatAnEndOfTheProgramInterrupts();
};

void QueueRunnerTest::paintsOneAfterTheOther() {
  Studio studio;
  QSignalSpy finished(&studio.controller, &Controller::finished);
  Request shown = studio.job("a").request;
  for (const char* prompt : {"a", "b", "c"}) studio.runner.paint(studio.job(prompt));
  QCOMPARE(studio.queue.count(JobState::running), 1);
  QTRY_COMPARE(finished.count(), 3);
  QCOMPARE(studio.painted(), QStringLiteral("abc"));
  QCOMPARE(studio.queue.rowCount(), 0);
  QCOMPARE(studio.runner.runningId(), QString());
}

void QueueRunnerTest::paintsInTheOrderOfTheListNow() {
  Studio studio;
  studio.stage->holding = true;
  QSignalSpy finished(&studio.controller, &Controller::finished);
  for (const char* prompt : {"a", "b", "c"}) studio.runner.paint(studio.job(prompt));
  QVERIFY(studio.queue.moveRows({}, 2, 1, {}, 1));
  studio.stage->release();
  QTRY_COMPARE(finished.count(), 3);
  QCOMPARE(studio.painted(), QStringLiteral("acb"));
}

void QueueRunnerTest::keepsWhatWaitsAfterAStop() {
  Studio studio;
  studio.stage->script.untilStopped = true;
  QSignalSpy stopped(&studio.controller, &Controller::stopped);
  for (const char* prompt : {"a", "b"}) studio.runner.paint(studio.job(prompt));
  studio.runner.stop();
  QVERIFY(studio.runner.isHeld());
  QTRY_COMPARE(stopped.count(), 1);
  QVERIFY(!studio.controller.isBusy());
  QCOMPARE(studio.queue.rowCount(), 1);
  studio.runner.resume();
  QVERIFY(studio.controller.isBusy());
  studio.runner.stop();
  QTRY_COMPARE(stopped.count(), 2);
  QCOMPARE(studio.queue.rowCount(), 0);
  QVERIFY(!studio.runner.isHeld());
}

void QueueRunnerTest::goesOnAfterOneIsCancelled() {
  Studio studio;
  studio.stage->script.untilStopped = true;
  QSignalSpy started(&studio.controller, &Controller::started);
  QStringList ids;
  for (const char* prompt : {"a", "b", "c"}) ids << studio.runner.paint(studio.job(prompt));
  QTRY_COMPARE(started.count(), 1);
  studio.runner.cancel(ids[1]);  // waits
  QCOMPARE(studio.queue.rowCount(), 2);
  studio.runner.cancel(ids[0]);  // runs
  QTRY_COMPARE(started.count(), 2);
  QCOMPARE(studio.painted(), QStringLiteral("ac"));
  QCOMPARE(studio.runner.runningId(), ids[2]);
}

void QueueRunnerTest::goesOnAfterABadRequest() {
  Studio studio;
  studio.stage->script.fault = [] {
    throw Error(ErrorKind::bad_input,
                {.what = "out of range", .where = {}, .expected = {}, .got = {}});
  };
  QSignalSpy failed(&studio.controller, &Controller::failed);
  for (const char* prompt : {"a", "b"}) studio.runner.paint(studio.job(prompt));
  QTRY_COMPARE(failed.count(), 2);
  QCOMPARE(studio.queue.count(JobState::failed), 2);
  QVERIFY(studio.queue.index(0)
              .data(JobQueue::NoteRole)
              .toString()
              .contains(QStringLiteral("out of range")));
}

void QueueRunnerTest::holdsAfterAFault() {
  Studio studio;
  studio.stage->script.fault = [] { throw std::bad_alloc(); };
  QSignalSpy failed(&studio.controller, &Controller::failed);
  QSignalSpy held(&studio.runner, &QueueRunner::heldChanged);
  QStringList ids;
  for (const char* prompt : {"a", "b"}) ids << studio.runner.paint(studio.job(prompt));
  QTRY_COMPARE(failed.count(), 1);
  QVERIFY(studio.runner.isHeld());
  QCOMPARE(held.count(), 1);
  QCOMPARE(studio.queue.count(JobState::waiting), 1);
  QVERIFY(studio.queue.job(ids[0]));  // its settings are not lost
  studio.stage->script.fault = {};
  QVERIFY(studio.queue.retry(ids[0]));
  studio.runner.resume();
  QTRY_COMPARE(studio.queue.rowCount(), 0);
}

void QueueRunnerTest::startsNothingThatIsOnlyOffered() {
  testing::TemporaryFolder folder;
  FileSaver saver;
  JobQueue(saver, folder / "queue.json").add(Job());
  saver.flush();
  const auto stage = std::make_shared<Stage>();
  JobQueue queue(saver, folder / "queue.json");
  Controller controller(fakePainterFactory(stage));
  QueueRunner runner(controller, queue);
  runner.resume();
  QVERIFY(!controller.isBusy());
  QCOMPARE(queue.unfinishedJobs().size(), std::size_t{1});
}

void QueueRunnerTest::keepsWhatAnEndOfTheProgramInterrupts() {
  Studio studio;
  studio.stage->script.untilStopped = true;
  QSignalSpy stopped(&studio.controller, &Controller::stopped);
  for (const char* prompt : {"a", "b"}) studio.runner.paint(studio.job(prompt));
  studio.controller.quit();
  QTRY_COMPARE(stopped.count(), 1);
  QVERIFY(!studio.controller.isBusy());
  QCOMPARE(studio.queue.count(JobState::waiting), 2);
  studio.saver.flush();
  QCOMPARE(JobQueue(studio.saver, studio.folder / "queue.json").unfinishedJobs().size(),
           std::size_t{2});
}

const testing::Registered<QueueRunnerTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "queue_runner_test.moc"

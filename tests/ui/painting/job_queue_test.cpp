#include "ui/painting/job_queue.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QTest>
#include <memory>

#include "support/folder.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::TemporaryFolder;
using JobState = JobQueue::JobState;

Job jobOf(const char* prompt) {
  Job job;
  job.request.prompt = prompt;
  return job;
}

// The prompts in order, the running one in capitals.
QString listed(const JobQueue& queue) {
  QStringList prompts;
  for (int row = 0; row < queue.rowCount(); ++row) {
    const QModelIndex index = queue.index(row);
    const QString prompt = index.data(JobQueue::PromptRole).toString();
    const bool running = index.data(JobQueue::StateRole).value<JobState>() == JobState::running;
    prompts << (running ? prompt.toUpper() : prompt);
  }
  return prompts.join(u' ');
}

class JobQueueTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void keepsTheOrderOfAdding();
  void isReorderedByDragging_data();
  void isReorderedByDragging();
  void keepsWhatIsRunningOnTop();
  void removesAndClears();
  void tellsWhyAJobFailed();
  void offersWhatTheLastSessionLeft();
  void keepsWhatIsOfferedUntilItIsAnswered();
  void setsADamagedFileAside();
  void passesOverJobsThatAreNone();

 private:
  JobQueue& addFour();
  std::unique_ptr<TemporaryFolder> folder_;
  std::unique_ptr<FileSaver> saver_;
  std::unique_ptr<JobQueue> queue_;
  std::unique_ptr<QAbstractItemModelTester> tester_;
  QStringList ids_;
};

void JobQueueTest::init() {
  folder_ = std::make_unique<TemporaryFolder>();
  saver_ = std::make_unique<FileSaver>();
  queue_ = std::make_unique<JobQueue>(*saver_, *folder_ / "queue.json");
  tester_ = std::make_unique<QAbstractItemModelTester>(
      queue_.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
  ids_.clear();
}

void JobQueueTest::cleanup() {
  tester_.reset();
  queue_.reset();
  saver_.reset();
  folder_.reset();
}

JobQueue& JobQueueTest::addFour() {
  for (const char* prompt : {"a", "b", "c", "d"}) ids_ << queue_->add(jobOf(prompt));
  return *queue_;
}

void JobQueueTest::keepsTheOrderOfAdding() {
  JobQueue& queue = addFour();
  QCOMPARE(listed(queue), QStringLiteral("a b c d"));
  QCOMPARE(queue.nextWaiting()->request.prompt, std::string("a"));
  QCOMPARE(queue.count(JobState::waiting), 4);
  QCOMPARE(QSet<QString>(ids_.begin(), ids_.end()).size(), 4);
}

void JobQueueTest::isReorderedByDragging_data() {
  QTest::addColumn<QList<int>>("dragged");
  QTest::addColumn<int>("before");
  QTest::addColumn<QString>("order");
  QTest::newRow("up") << QList<int>{3} << 1 << QStringLiteral("a d b c");
  QTest::newRow("down") << QList<int>{0} << 3 << QStringLiteral("b c a d");
  QTest::newRow("to the end") << QList<int>{1} << 4 << QStringLiteral("a c d b");
  QTest::newRow("onto nothing") << QList<int>{1} << -1 << QStringLiteral("a c d b");
  QTest::newRow("onto itself") << QList<int>{1} << 1 << QStringLiteral("a b c d");
  QTest::newRow("two") << QList<int>{2, 3} << 0 << QStringLiteral("c d a b");
  QTest::newRow("two down") << QList<int>{0, 2} << 4 << QStringLiteral("b d a c");
}

void JobQueueTest::isReorderedByDragging() {
  QFETCH(const QList<int>, dragged);
  QFETCH(const int, before);
  QFETCH(const QString, order);
  JobQueue& queue = addFour();
  QModelIndexList indexes;
  for (const int row : dragged) indexes << queue.index(row);
  const std::unique_ptr<QMimeData> data(queue.mimeData(indexes));
  QVERIFY(queue.canDropMimeData(data.get(), Qt::MoveAction, before, 0, {}));
  QVERIFY(queue.dropMimeData(data.get(), Qt::MoveAction, before, 0, {}));
  QCOMPARE(listed(queue), order);
  QMimeData foreign;
  foreign.setText(QStringLiteral("a"));
  QVERIFY(!queue.dropMimeData(&foreign, Qt::MoveAction, 0, 0, {}));
}

void JobQueueTest::keepsWhatIsRunningOnTop() {
  JobQueue& queue = addFour();
  queue.setRunning(ids_[2]);
  QCOMPARE(listed(queue), QStringLiteral("C a b d"));
  QVERIFY(queue.moveRows({}, 3, 1, {}, 0));
  QCOMPARE(listed(queue), QStringLiteral("C d a b"));
  QVERIFY(!queue.moveRows({}, 0, 1, {}, 3));
  QVERIFY(!(queue.flags(queue.index(0)) & Qt::ItemIsDragEnabled));
  QVERIFY(queue.flags(queue.index(1)) & Qt::ItemIsDragEnabled);
  QCOMPARE(queue.nextWaiting()->request.prompt, std::string("d"));
}

void JobQueueTest::removesAndClears() {
  JobQueue& queue = addFour();
  queue.setRunning(ids_[0]);
  QVERIFY(!queue.remove(ids_[0]));
  QVERIFY(queue.remove(ids_[1]));
  QVERIFY(!queue.remove(ids_[1]));
  QCOMPARE(listed(queue), QStringLiteral("A c d"));
  queue.clear();
  QCOMPARE(listed(queue), QStringLiteral("A"));
  queue.setFinished(ids_[0]);
  QCOMPARE(queue.rowCount(), 0);
  QVERIFY(!queue.nextWaiting());
}

void JobQueueTest::tellsWhyAJobFailed() {
  JobQueue& queue = addFour();
  queue.setFailed(ids_[1], QStringLiteral("no memory"));
  QCOMPARE(queue.index(1).data(JobQueue::NoteRole).toString(), QStringLiteral("no memory"));
  QCOMPARE(queue.count(JobState::failed), 1);
  QVERIFY(!queue.retry(ids_[0]));
  QVERIFY(queue.retry(ids_[1]));
  QCOMPARE(queue.index(1).data(JobQueue::NoteRole).toString(), QString());
  QCOMPARE(queue.count(JobState::waiting), 4);
}

void JobQueueTest::offersWhatTheLastSessionLeft() {
  Job job = jobOf("whole");
  job.model = {.model = "/models/sd", .device = "cuda", .precision = Precision::float16};
  job.folder = "/pictures";
  job.request.guidance.scales[1] = 77;
  const QString id = queue_->add(job);
  queue_->setRunning(id);
  queue_->add(jobOf("second"));
  saver_->flush();

  JobQueue next(*saver_, *folder_ / "queue.json");
  QCOMPARE(next.rowCount(), 0);  // nothing starts by itself
  QCOMPARE(next.unfinishedJobs().size(), std::size_t{2});
  const Job& first = next.unfinishedJobs()[0];
  QVERIFY(first.request == job.request);
  QCOMPARE(first.model.model.string(), job.model.model.string());
  QCOMPARE(first.model.device, job.model.device);
  QVERIFY(first.model.precision == job.model.precision);
  QCOMPARE(first.folder.string(), job.folder.string());
  next.resumeUnfinished();
  QCOMPARE(listed(next), QStringLiteral("whole second"));
  QVERIFY(next.unfinishedJobs().empty());
}

void JobQueueTest::keepsWhatIsOfferedUntilItIsAnswered() {
  addFour();
  for (int session = 0; session < 2; ++session) {
    saver_->flush();
    JobQueue next(*saver_, *folder_ / "queue.json");
    QCOMPARE(next.unfinishedJobs().size(), static_cast<std::size_t>(4 + session));
    next.add(jobOf("new"));
  }
  saver_->flush();
  JobQueue next(*saver_, *folder_ / "queue.json");
  next.discardUnfinished();
  saver_->flush();
  QVERIFY(JobQueue(*saver_, *folder_ / "queue.json").unfinishedJobs().empty());
}

void JobQueueTest::setsADamagedFileAside() {
  testing::write(*folder_ / "queue.json", "{\"jobs\": [");
  JobQueue next(*saver_, *folder_ / "queue.json");
  QVERIFY(next.notice().contains(QStringLiteral("queue.json.damaged-1")));
  QVERIFY(next.unfinishedJobs().empty());
  QVERIFY(std::filesystem::exists(*folder_ / "queue.json.damaged-1"));
}

void JobQueueTest::passesOverJobsThatAreNone() {
  testing::write(*folder_ / "queue.json",
                 R"({"format": "maulstick-queue", "format_version": 1,
                     "jobs": [5, {}, {"id": 7}, {"id": "x", "request": [], "model": 3}]})");
  JobQueue next(*saver_, *folder_ / "queue.json");
  QCOMPARE(next.notice(), QString());
  QCOMPARE(next.unfinishedJobs().size(), std::size_t{1});
  QVERIFY(next.unfinishedJobs()[0].request == Request());
}

const testing::Registered<JobQueueTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "job_queue_test.moc"

// Pictures that are painted side by side: every member of a set ends in exactly one of finished, stopped
// and failed, whatever happens.

#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <map>

#include "picture/png.h"
#include "support/folder.h"
#include "ui/painting/controller.h"
#include "ui/painting/fake_painter.h"
#include "ui/painting/queue_runner.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::Script;
using testing::Stage;
using State = Controller::State;

Error memoryFault() {
  return {ErrorKind::device, {.what = "out of memory", .where = "x", .expected = "a", .got = "b"}};
}

// Counts how often each member of each set ends, also while the controller is destroyed.
class MemberEnds {
 public:
  explicit MemberEnds(Controller& controller) : sets(&controller, &Controller::setEnded) {
    QObject::connect(&controller, &Controller::memberFinished, &context_,
                     [this](int member, const Finished& result) {
                       ++finished[member];
                       onDisk = onDisk && std::filesystem::exists(result.file);
                     });
    QObject::connect(&controller, &Controller::memberStopped, &context_,
                     [this](int member) { ++stopped[member]; });
    QObject::connect(
        &controller, &Controller::memberFailed, &context_,
        [this](int member, const Error& error, const std::shared_ptr<const Painting>& painting) {
          ++failed[member];
          words = QString::fromStdString(error.message());
          unsaved = painting;
        });
  }

  // Whether each of `members` has ended this often.
  [[nodiscard]] bool endedEach(int members, int times) const {
    for (int member = 0; member < members; ++member) {
      if (countOf(finished, member) + countOf(stopped, member) + countOf(failed, member) != times) {
        return false;
      }
    }
    return true;
  }
  [[nodiscard]] static int countOf(const std::map<int, int>& ends, int member) {
    const auto found = ends.find(member);
    return found == ends.end() ? 0 : found->second;
  }

  std::map<int, int> finished;
  std::map<int, int> stopped;
  std::map<int, int> failed;
  bool onDisk = true;
  QString words;
  std::shared_ptr<const Painting> unsaved;
  QSignalSpy sets;

 private:
  QObject context_;
};

}  // namespace

class ControllerSetsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void finishesAllWithFilesOnDisk();
  void tellsWhichMemberItIsAbout();
  void goesOnWhenOneFails();
  void keepsTheOthersWhenOneCannotBeSaved();
  void stopsAll();
  void failsAllWhenNothingCanBePainted();
  void endsEachOnceWhateverHappens();
  void tellsAllEndsWhenItIsDestroyedInMidRun();
  void letsTheQueueWait();
  void isNotStoppedFromTheQueue();
  void saysNothingByTheSignalsOfASinglePicture();
  void startsNoEmptySet();

 private:
  std::vector<Job> jobs(int count);
  testing::TemporaryFolder folder_;
};

std::vector<Job> ControllerSetsTest::jobs(int count) {
  std::vector<Job> jobs;
  for (int i = 0; i < count; ++i) {
    Job job;
    job.request.prompt = "A campfire";
    job.request.guidance.scales = {50.0 * i, 0, 0};
    job.folder = folder_.path();
    jobs.push_back(job);
  }
  return jobs;
}

std::shared_ptr<Stage> setStage(Script script) {
  auto stage = std::make_shared<Stage>();
  stage->script = std::move(script);
  return stage;
}

void ControllerSetsTest::finishesAllWithFilesOnDisk() {
  const auto stage = setStage({});
  Controller controller(fakePainterFactory(stage));
  MemberEnds ends(controller);
  std::map<int, Finished> results;
  connect(&controller, &Controller::memberFinished, this,
          [&results](int member, const Finished& result) { results.emplace(member, result); });
  QVERIFY(controller.startSet(jobs(3)));
  QVERIFY(controller.paintsSet());
  QTRY_COMPARE(ends.sets.count(), 1);
  QVERIFY(ends.endedEach(3, 1));
  QVERIFY(ends.onDisk);
  QVERIFY(!controller.isBusy() && !controller.paintsSet());
  for (int member = 0; member < 3; ++member) {
    const Finished& result = results.at(member);
    QCOMPARE(result.job.request.guidance.scales[0], 50.0 * member);
    QCOMPARE(result.image.pixelColor(0, 0).red(), 50 * member);
    const std::string png = testing::contents(result.file);
    QVERIFY(picture::decode_png(png, "") == result.painting->image);
  }
  QCOMPARE(stage->sets.size(), std::size_t{1});
  QCOMPARE(stage->loads, 1);
}

void ControllerSetsTest::tellsWhichMemberItIsAbout() {
  Controller controller(fakePainterFactory(setStage({.steps = 2, .previews = 1})));
  MemberEnds ends(controller);
  QStringList told;
  connect(&controller, &Controller::memberStarted, this,
          [&told](int member) { told << QStringLiteral("begin%1").arg(member); });
  connect(&controller, &Controller::memberStepped, this,
          [&told](int member, const StepReport& report) {
            told << QStringLiteral("%1:%2").arg(member).arg(report.step);
          });
  std::map<int, int> greys;
  connect(
      &controller, &Controller::memberPreviewed, this,
      [&greys](int member, const QImage& image) { greys[member] = image.pixelColor(0, 0).red(); });
  QVERIFY(controller.startSet(jobs(2)));
  QTRY_COMPARE(ends.sets.count(), 1);
  QCOMPARE(told.join(u' '), QStringLiteral("begin0 begin1 0:0 1:0 0:1 1:1"));
  QVERIFY(greys == (std::map<int, int>{{0, 0}, {1, 50}}));
}

void ControllerSetsTest::goesOnWhenOneFails() {
  Controller controller(fakePainterFactory(setStage({.memberStep = [](int member, int step) {
    if (member == 1 && step == 1) throw memoryFault();
  }})));
  MemberEnds ends(controller);
  QVERIFY(controller.startSet(jobs(3)));
  QTRY_COMPARE(ends.sets.count(), 1);
  QVERIFY(ends.endedEach(3, 1));
  QCOMPARE(ends.failed.size(), std::size_t{1});
  QCOMPARE(ends.failed.at(1), 1);
  QVERIFY(ends.words.contains(QLatin1String("out of memory")));
  QCOMPARE(ends.finished.size(), std::size_t{2});
}

void ControllerSetsTest::keepsTheOthersWhenOneCannotBeSaved() {
  Controller controller(fakePainterFactory(setStage({})));
  MemberEnds ends(controller);
  std::vector<Job> set = jobs(2);
  testing::write(folder_ / "file", "");
  set[0].folder = folder_ / "file/below";
  QVERIFY(controller.startSet(set));
  QTRY_COMPARE(ends.sets.count(), 1);
  QCOMPARE(ends.failed.at(0), 1);
  QVERIFY(ends.unsaved != nullptr);
  QCOMPARE(ends.finished.at(1), 1);
}

void ControllerSetsTest::stopsAll() {
  const auto stage = setStage({.untilStopped = true});
  Controller controller(fakePainterFactory(stage));
  MemberEnds ends(controller);
  QVERIFY(controller.startSet(jobs(3)));
  stage->waitUntilItWaits();
  controller.stop();
  QVERIFY(controller.state() == State::stopping);
  QTRY_COMPARE(ends.sets.count(), 1);
  QVERIFY(ends.endedEach(3, 1));
  QCOMPARE(ends.stopped.size(), std::size_t{3});
}

void ControllerSetsTest::failsAllWhenNothingCanBePainted() {
  const Script scripts[] = {{.load = [] { throw memoryFault(); }},
                            {.fault = [] { throw std::bad_alloc(); }}};
  for (const Script& script : scripts) {
    Controller controller(fakePainterFactory(setStage(script)));
    MemberEnds ends(controller);
    QVERIFY(controller.startSet(jobs(3)));
    QTRY_COMPARE(ends.sets.count(), 1);
    QVERIFY(ends.endedEach(3, 1));
    QCOMPARE(ends.failed.size(), std::size_t{3});
  }
}

// All kinds of sets, each stopped at several moments.
void ControllerSetsTest::endsEachOnceWhateverHappens() {
  const Script scripts[] = {{},
                            {.steps = 0},
                            {.heedsStop = false},
                            {.memberStep =
                                 [](int member, int) {
                                   if (member == 0) throw memoryFault();
                                 }},
                            {.fault = [] { throw 1; }},
                            {.load = [] { throw memoryFault(); }}};
  const auto stage = setStage({});
  Controller controller(fakePainterFactory(stage));
  MemberEnds ends(controller);
  int runs = 0;
  for (const Script& script : scripts) {
    for (int moment = 0; moment < 6; ++moment) {
      stage->script = script;
      QVERIFY(controller.startSet(jobs(3)));
      for (int turn = 1; turn < moment; ++turn) QCoreApplication::processEvents();
      if (moment > 0) controller.stop();
      ++runs;
      QTRY_COMPARE(ends.sets.count(), runs);
    }
  }
  QVERIFY(ends.endedEach(3, runs));
}

void ControllerSetsTest::tellsAllEndsWhenItIsDestroyedInMidRun() {
  const auto stage = setStage({.untilStopped = true});
  auto controller = std::make_unique<Controller>(fakePainterFactory(stage));
  MemberEnds ends(*controller);
  QVERIFY(controller->startSet(jobs(3)));
  stage->waitUntilItWaits();
  controller.reset();
  QVERIFY(ends.endedEach(3, 1));
  QCOMPARE(ends.stopped.size(), std::size_t{3});
  QCOMPARE(ends.sets.count(), 1);
}

void ControllerSetsTest::letsTheQueueWait() {
  const auto stage = setStage({.untilStopped = true});
  FileSaver saver;
  JobQueue queue(saver, folder_ / "queue.json");
  Controller controller(fakePainterFactory(stage));
  QueueRunner runner(controller, queue);
  MemberEnds ends(controller);
  QSignalSpy started(&controller, &Controller::started);
  QVERIFY(controller.startSet(jobs(2)));
  stage->waitUntilItWaits();
  runner.paint(jobs(1)[0]);
  QCOMPARE(runner.runningId(), QString());
  QCOMPARE(queue.count(JobQueue::JobState::waiting), 1);
  QVERIFY(!controller.startSet(jobs(2)));
  controller.stop();
  QTRY_COMPARE(started.count(), 1);  // by itself, once the set has ended
  QVERIFY(ends.endedEach(2, 1));
  QVERIFY(!runner.runningId().isEmpty());
  runner.stop();
  QTRY_VERIFY(!controller.isBusy());
}

void ControllerSetsTest::isNotStoppedFromTheQueue() {
  const auto stage = setStage({.untilStopped = true});
  FileSaver saver;
  JobQueue queue(saver, folder_ / "queue.json");
  Controller controller(fakePainterFactory(stage));
  QueueRunner runner(controller, queue);
  QVERIFY(controller.startSet(jobs(2)));
  stage->waitUntilItWaits();
  runner.paint(jobs(1)[0]);
  runner.stop();
  QVERIFY(controller.state() == State::painting || controller.state() == State::preparing);
  QVERIFY(!runner.isHeld());
}

void ControllerSetsTest::saysNothingByTheSignalsOfASinglePicture() {
  Controller controller(fakePainterFactory(setStage({.previews = 1})));
  MemberEnds ends(controller);
  QSignalSpy started(&controller, &Controller::started);
  QSignalSpy stepped(&controller, &Controller::stepped);
  QSignalSpy previewed(&controller, &Controller::previewed);
  QSignalSpy finished(&controller, &Controller::finished);
  QVERIFY(controller.startSet(jobs(2)));
  QTRY_COMPARE(ends.sets.count(), 1);
  QVERIFY(started.empty() && stepped.empty() && previewed.empty() && finished.empty());
  QVERIFY(controller.start(jobs(1)[0]));
  QTRY_COMPARE(finished.count(), 1);
  QVERIFY(ends.endedEach(2, 1));
  QCOMPARE(ends.sets.count(), 1);
}

void ControllerSetsTest::startsNoEmptySet() {
  Controller controller(fakePainterFactory(setStage({})));
  QVERIFY(!controller.startSet({}));
  QVERIFY(!controller.isBusy());
}

namespace {
const testing::Registered<ControllerSetsTest> registered;
}  // namespace
}  // namespace maulstick::ui

#include "controller_sets_test.moc"

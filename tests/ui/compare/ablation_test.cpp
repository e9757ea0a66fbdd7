// One picture with several sets of losses, side by side.

#include "ui/compare/ablation.h"

#include <QSignalSpy>
#include <QTest>

#include "support/folder.h"
#include "ui/painting/fake_painter.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::Script;
using testing::Stage;
using State = ComparedPicture::State;

const std::vector<LossSet> threeSets = {
    {false, false, false}, {true, false, false}, {true, true, true}};

struct Bench {
  explicit Bench(Script script = {}) : stage(std::make_shared<Stage>()) {
    stage->script = std::move(script);
    stage->measures = {.centre_x = 0.8, .centre_y = 0.1, .high_share = 0.4, .power = {}};
    job.request.guidance.scales = {100, 20, 10};
    job.folder = folder.path();
  }

  [[nodiscard]] int count(State state) const {
    int number = 0;
    for (const ComparedPicture& one : comparison.pictures()) number += one.state == state ? 1 : 0;
    return number;
  }

  testing::TemporaryFolder folder;
  std::shared_ptr<Stage> stage;
  Comparison comparison;
  Controller controller{fakePainterFactory(stage)};
  Ablation ablation{controller, comparison};
  QSignalSpy ended{&ablation, &Ablation::ended};
  Job job;
};

class AblationTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void paintsEverySetFromOneSeed();
  void fillsTheComparison();
  void countsTheStepsThatWerePaintedOnce();
  void showsPreviewsAndSteps();
  void goesOnWhenOneFails();
  void tellsProgressWhenTheLastFails();
  void stopsAll();
  void waitsForWhatIsPaintedAlready();
  void givesUpWaiting();
  void keepsAPictureThatIsNotOnDisk();
  void startsNoneWhileOneIsUnderWay();
  void heedsNoSetOfOthers();
};

void AblationTest::paintsEverySetFromOneSeed() {
  Bench bench;
  bench.ablation.start(bench.job, threeSets);
  QTRY_COMPARE(bench.ended.count(), 1);
  const std::vector<Request>& painted = bench.stage->sets.at(0);
  QCOMPARE(painted.size(), std::size_t{3});
  for (std::size_t i = 0; i < painted.size(); ++i) {
    QVERIFY(painted[i] == withLosses(bench.job.request, threeSets[i]));
    QCOMPARE(painted[i].seed, bench.job.request.seed);
  }
}

void AblationTest::fillsTheComparison() {
  Bench bench;
  QSignalSpy finished(&bench.ablation, &Ablation::pictureFinished);
  bench.ablation.start(bench.job, threeSets);
  QCOMPARE(bench.count(State::waiting) + bench.count(State::painting), 3);
  QCOMPARE(bench.comparison.picture(1)->name, QStringLiteral("CLIP"));
  QTRY_COMPARE(bench.ended.count(), 1);
  QCOMPARE(bench.count(State::done), 3);
  QCOMPARE(finished.count(), 3);
  for (const ComparedPicture& one : bench.comparison.pictures()) {
    QVERIFY(QFile::exists(one.file));
    QVERIFY(one.isPainted());
    QCOMPARE(one.losses.size(), std::size_t{3});
    QCOMPARE(one.centreOffset, 0.5);
    QCOMPARE(one.highShare, 0.4);
    QCOMPARE(one.seconds, 6.0);
  }
  QVERIFY(bench.comparison.picture(0)->curve.empty());
  QCOMPARE(bench.comparison.picture(1)->curve.size(), std::size_t{2});
}

// The fake takes over the first step of the others.
void AblationTest::countsTheStepsThatWerePaintedOnce() {
  Bench bench;
  QCOMPARE(bench.ablation.shared().steps, 0);
  bench.ablation.start(bench.job, threeSets);
  QTRY_COMPARE(bench.ended.count(), 1);
  QCOMPARE(bench.ablation.shared().steps, 1);
  QVERIFY(!bench.ablation.shared().known);
}

void AblationTest::showsPreviewsAndSteps() {
  Bench bench({.previews = 1, .untilStopped = true});
  QSignalSpy progressed(&bench.ablation, &Ablation::progressed);
  QSignalSpy planned(&bench.ablation, &Ablation::planned);
  bench.ablation.start(bench.job, threeSets);
  QTRY_VERIFY(!bench.comparison.picture(2)->image.isNull());
  QTRY_COMPARE(bench.comparison.picture(1)->stepsDone, 3);
  QCOMPARE(bench.comparison.picture(1)->state, State::painting);
  QCOMPARE(bench.comparison.picture(1)->image.pixelColor(0, 0).red(), 100);
  QCOMPARE(planned.count(), 1);
  QCOMPARE(progressed.count(), 3);
  bench.ablation.stop();
  QTRY_COMPARE(bench.ended.count(), 1);
}

void AblationTest::goesOnWhenOneFails() {
  Bench bench({.memberStep = [](int member, int) {
    if (member == 1) throw Error(ErrorKind::device, {"memory ran out", "x", "more", "less"});
  }});
  QSignalSpy failed(&bench.ablation, &Ablation::pictureFailed);
  bench.ablation.start(bench.job, threeSets);
  QTRY_COMPARE(bench.ended.count(), 1);
  QCOMPARE(failed.count(), 1);
  QCOMPARE(failed[0][0].toString(), QStringLiteral("CLIP"));
  QCOMPARE(bench.count(State::done), 2);
  QVERIFY(bench.comparison.picture(1)->problem.contains(QLatin1String("memory ran out")));
}

void AblationTest::tellsProgressWhenTheLastFails() {
  Bench bench({.untilStopped = true, .memberStep = [](int member, int step) {
                 if (member == 2 && step == 1) {
                   throw Error(ErrorKind::device, {"memory ran out", "x", "more", "less"});
                 }
               }});
  QSignalSpy planned(&bench.ablation, &Ablation::planned);
  QSignalSpy progressed(&bench.ablation, &Ablation::progressed);
  bench.ablation.start(bench.job, threeSets);
  QTRY_COMPARE(progressed.count(), 3);
  QCOMPARE(planned.count(), 1);
  QCOMPARE(progressed[2][0].toInt(), 3);
  QTRY_COMPARE(bench.comparison.picture(1)->stepsDone, 3);
  QVERIFY(bench.ablation.secondsLeft().has_value());
  QCOMPARE(*bench.ablation.secondsLeft(), 0.0);
  bench.ablation.stop();
  QTRY_COMPARE(bench.ended.count(), 1);
}

void AblationTest::stopsAll() {
  Bench bench({.untilStopped = true});
  bench.ablation.start(bench.job, threeSets);
  bench.stage->waitUntilItWaits();
  bench.ablation.stop();
  QVERIFY(bench.ablation.state() == Ablation::State::stopping);
  QTRY_COMPARE(bench.ended.count(), 1);
  QCOMPARE(bench.count(State::stopped), 3);
  QVERIFY(bench.ablation.state() == Ablation::State::idle);
}

void AblationTest::waitsForWhatIsPaintedAlready() {
  Bench bench({.untilStopped = true});
  QSignalSpy stopped(&bench.controller, &Controller::stopped);
  QVERIFY(bench.controller.start(bench.job));
  bench.stage->waitUntilItWaits();
  bench.ablation.start(bench.job, threeSets);
  QVERIFY(bench.ablation.state() == Ablation::State::waiting);
  QCoreApplication::processEvents();
  QCOMPARE(stopped.count(), 0);  // it aborts nothing
  bench.controller.stop();
  QTRY_VERIFY(bench.ablation.state() == Ablation::State::painting);
  QCOMPARE(stopped.count(), 1);
  bench.ablation.stop();
  QTRY_COMPARE(bench.ended.count(), 1);
}

void AblationTest::givesUpWaiting() {
  Bench bench({.untilStopped = true});
  QVERIFY(bench.controller.start(bench.job));
  bench.stage->waitUntilItWaits();
  bench.ablation.start(bench.job, threeSets);
  bench.ablation.stop();
  QCOMPARE(bench.ended.count(), 1);
  QCOMPARE(bench.count(State::stopped), 3);
  QVERIFY(bench.controller.isBusy());  // the other goes on
  bench.controller.stop();
  QTRY_VERIFY(!bench.controller.isBusy());
  QVERIFY(bench.stage->sets.empty());
}

void AblationTest::keepsAPictureThatIsNotOnDisk() {
  Bench bench;
  QSignalSpy unsaved(&bench.ablation, &Ablation::pictureUnsaved);
  testing::write(bench.folder / "file", "");
  bench.job.folder = bench.folder / "file/below";
  bench.ablation.start(bench.job, threeSets);
  QTRY_COMPARE(bench.ended.count(), 1);
  QCOMPARE(unsaved.count(), 3);
  QCOMPARE(bench.count(State::done), 3);  // they can be looked at
  QVERIFY(bench.comparison.picture(0)->file.isEmpty());
}

void AblationTest::startsNoneWhileOneIsUnderWay() {
  Bench bench({.untilStopped = true});
  bench.ablation.start(bench.job, {});
  QVERIFY(bench.ablation.state() == Ablation::State::idle);
  bench.ablation.start(bench.job, threeSets);
  bench.ablation.start(bench.job, {threeSets[0]});
  QCOMPARE(bench.comparison.count(), 3);
  bench.ablation.stop();
  QTRY_COMPARE(bench.ended.count(), 1);
}

void AblationTest::heedsNoSetOfOthers() {
  Bench bench;
  QSignalSpy sets(&bench.controller, &Controller::setEnded);
  QVERIFY(bench.controller.startSet({bench.job, bench.job}));
  QTRY_COMPARE(sets.count(), 1);
  QCOMPARE(bench.comparison.count(), 0);
  QCOMPARE(bench.ended.count(), 0);
}

const testing::Registered<AblationTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "ablation_test.moc"

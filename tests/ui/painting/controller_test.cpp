// Every start ends in exactly one of finished, stopped and failed, whatever happens.

#include "ui/painting/controller.h"

#include <QEventLoop>
#include <QMetaEnum>
#include <QSignalSpy>
#include <QTest>
#include <functional>
#include <new>
#include <optional>
#include <semaphore>
#include <stdexcept>

#include "picture/png.h"
#include "support/folder.h"
#include "ui/painting/fake_painter.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::Script;
using testing::Stage;
using State = Controller::State;

// Listens to one controller, also while it is destroyed.
class Ends {
 public:
  explicit Ends(Controller& controller)
      : finished(&controller, &Controller::finished),
        stopped(&controller, &Controller::stopped),
        failed(&controller, &Controller::failed) {
    QObject::connect(&controller, &Controller::failed, &context_,
                     [this](const Error& told) { error = told; });
    QObject::connect(&controller, &Controller::finished, &context_,
                     [this](const Finished& end) { result = end; });
  }
  [[nodiscard]] int count() const {
    return static_cast<int>(finished.count() + stopped.count() + failed.count());
  }
  void waitFor(int number) const { QTRY_COMPARE(count(), number); }

  QSignalSpy finished;
  QSignalSpy stopped;
  QSignalSpy failed;
  std::optional<Error> error;
  std::optional<Finished> result;

 private:
  QObject context_;
};

class ControllerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void finishesWithAFileOnDisk();
  void tellsStatesInOrder();
  void stopsBeforeAnythingIsLoaded();
  void stopsInMidRunAndSaysSoAtOnce();
  void keepsAPictureThatAStopCameTooLateFor();
  void ignoresAStopAfterTheEnd();
  void failsInWordsOfOurOwn_data();
  void failsInWordsOfOurOwn();
  void keepsAPictureThatCannotBeSaved();
  void endsOnceWhateverHappens();
  void tellsTheEndWhenItIsDestroyedInMidRun();
  void tellsTheEndThatNobodyHasReadYet();
  void endsAJobThatWasNotBegun();
  void startsNothingWhileItIsBusyOrQuitting();
  void startsTheNextFromTheEndOfTheLast();
  void keepsTheOrderInANestedEventLoop();
  void passesOnOnlyTheNewestPreview();
  void passesOnMovedSliders();
  void estimatesTheTimeLeft();

 private:
  Job job();
  testing::TemporaryFolder folder_;
};

Job ControllerTest::job() {
  Job job;
  job.request.prompt = "A campfire";
  job.folder = folder_.path();
  return job;
}

std::shared_ptr<Stage> stageWith(Script script) {
  auto stage = std::make_shared<Stage>();
  stage->script = std::move(script);
  return stage;
}

void ControllerTest::finishesWithAFileOnDisk() {
  const auto stage = stageWith({});
  Controller controller(fakePainterFactory(stage));
  Ends ends(controller);
  bool wasOnDisk = false;
  connect(&controller, &Controller::finished, this, [&wasOnDisk](const Finished& result) {
    wasOnDisk = std::filesystem::exists(result.file);
  });
  QVERIFY(controller.start(job()));
  ends.waitFor(1);
  QCOMPARE(ends.finished.count(), 1);
  QVERIFY(wasOnDisk);
  const std::string png = testing::contents(ends.result->file);
  QVERIFY(picture::decode_png(png, "") == ends.result->painting->image);
  QCOMPARE(picture::read_text_chunks(png).size(), std::size_t{2});
  QCOMPARE(ends.result->image.pixelColor(1, 1), QColor(200, 200, 200));
  QCOMPARE(ends.result->file.parent_path().string(), folder_.path().string());
}

void ControllerTest::tellsStatesInOrder() {
  Controller controller(fakePainterFactory(stageWith({})));
  Ends ends(controller);
  QStringList told;
  connect(&controller, &Controller::stateChanged, this, [&told](State state) {
    told << QString::fromLatin1(QMetaEnum::fromType<State>().valueToKey(static_cast<int>(state)));
  });
  connect(&controller, &Controller::started, this, [&told] { told << QStringLiteral("started"); });
  connect(&controller, &Controller::stepped, this,
          [&told](const StepReport& report) { told << QString::number(report.step); });
  connect(&controller, &Controller::finished, this,
          [&told] { told << QStringLiteral("finished"); });
  QVERIFY(controller.start(job()));
  ends.waitFor(1);
  QCOMPARE(told.join(u' '), QStringLiteral("preparing painting started 0 1 2 finished idle"));
}

void ControllerTest::stopsBeforeAnythingIsLoaded() {
  const auto stage = stageWith({});
  stage->holding = true;
  Controller controller(fakePainterFactory(stage));
  Ends ends(controller);
  QVERIFY(controller.start(job()));
  stage->waitUntilHeld();
  controller.stop();
  QVERIFY(controller.state() == State::stopping);
  stage->release();
  ends.waitFor(1);
  QCOMPARE(ends.stopped.count(), 1);
  QVERIFY(stage->painted.empty());
}

void ControllerTest::stopsInMidRunAndSaysSoAtOnce() {
  Controller controller(fakePainterFactory(stageWith({.previews = 1, .untilStopped = true})));
  Ends ends(controller);
  QSignalSpy previews(&controller, &Controller::previewed);
  QVERIFY(controller.start(job()));
  QTRY_COMPARE(controller.lastPreview().pixelColor(0, 0).red(), 20);
  controller.stop();
  QVERIFY(controller.state() == State::stopping);
  controller.stop();
  ends.waitFor(1);
  QCOMPARE(ends.stopped.count(), 1);
  QVERIFY(controller.state() == State::idle);
  QVERIFY(!controller.lastPreview().isNull());  // the picture so far
}

void ControllerTest::keepsAPictureThatAStopCameTooLateFor() {
  Controller controller(fakePainterFactory(stageWith({.untilStopped = true, .heedsStop = false})));
  Ends ends(controller);
  QSignalSpy started(&controller, &Controller::started);
  QVERIFY(controller.start(job()));
  QVERIFY(started.wait());
  controller.stop();
  ends.waitFor(1);
  QCOMPARE(ends.finished.count(), 1);
  QVERIFY(std::filesystem::exists(ends.result->file));
}

void ControllerTest::ignoresAStopAfterTheEnd() {
  Controller controller(fakePainterFactory(stageWith({})));
  Ends ends(controller);
  controller.stop();
  QVERIFY(controller.state() == State::idle);
  for (int run = 1; run <= 2; ++run) {
    QVERIFY(controller.start(job()));  // an old stop does not end a new run
    ends.waitFor(run);
    controller.stop();
    QVERIFY(controller.state() == State::idle);
  }
  QCOMPARE(ends.finished.count(), 2);
}

void ControllerTest::failsInWordsOfOurOwn_data() {
  QTest::addColumn<std::function<void()>>("fault");
  QTest::addColumn<QString>("words");
  using Fault = std::function<void()>;
  QTest::newRow("ours") << Fault([] {
    throw Error(ErrorKind::model,
                {.what = "no such model", .where = {}, .expected = {}, .got = {}});
  }) << QStringLiteral("no such model");
  QTest::newRow("memory") << Fault([] { throw std::bad_alloc(); })
                          << QStringLiteral("memory ran out");
  QTest::newRow("a library's") << Fault([] { throw std::runtime_error("c10::raw text"); })
                               << QStringLiteral("could not be painted");
  QTest::newRow("anything") << Fault([] { throw 42; }) << QStringLiteral("could not be painted");
}

void ControllerTest::failsInWordsOfOurOwn() {
  QFETCH(const std::function<void()>, fault);
  QFETCH(const QString, words);
  const Script scripts[] = {{.fault = fault}, {.load = fault}};
  for (const Script& script : scripts) {
    Controller controller(fakePainterFactory(stageWith(script)));
    Ends ends(controller);
    QVERIFY(controller.start(job()));
    ends.waitFor(1);
    QCOMPARE(ends.failed.count(), 1);
    QVERIFY2(QString::fromStdString(ends.error->message()).contains(words), ends.error->what());
    QVERIFY(ends.error->message().find("c10") == std::string::npos);
    QVERIFY(controller.unsaved() == nullptr);
  }
  Controller controller([fault]() -> std::unique_ptr<Painter> {
    fault();
    return nullptr;
  });
  Ends ends(controller);
  QVERIFY(controller.start(job()));
  ends.waitFor(1);
  QCOMPARE(ends.failed.count(), 1);
}

void ControllerTest::keepsAPictureThatCannotBeSaved() {
  Controller controller(fakePainterFactory(stageWith({})));
  Ends ends(controller);
  testing::write(folder_ / "file", "");
  Job nowhere = job();
  nowhere.folder = folder_ / "file/below";
  QVERIFY(controller.start(nowhere));
  ends.waitFor(1);
  QCOMPARE(ends.failed.count(), 1);
  QVERIFY(ends.error->kind() == ErrorKind::output);
  QVERIFY(controller.unsaved() != nullptr);
  QCOMPARE(controller.unsaved()->image.width, 4);
}

// All kinds of runs, each stopped at several moments.
void ControllerTest::endsOnceWhateverHappens() {
  const Script scripts[] = {{},
                            {.steps = 0},
                            {.heedsStop = false},
                            {.fault = [] { throw std::bad_alloc(); }},
                            {.load = [] { throw 1; }}};
  const auto stage = stageWith({});
  Controller controller(fakePainterFactory(stage));
  Ends ends(controller);
  int runs = 0;
  for (const Script& script : scripts) {
    for (int moment = 0; moment < 6; ++moment) {
      stage->script = script;
      QVERIFY(controller.start(job()));
      for (int turn = 1; turn < moment; ++turn) QCoreApplication::processEvents();
      if (moment > 0) controller.stop();
      ends.waitFor(++runs);
    }
  }
  QCoreApplication::processEvents();
  QCOMPARE(ends.count(), runs);
}

void ControllerTest::tellsTheEndWhenItIsDestroyedInMidRun() {
  const auto stage = stageWith({.untilStopped = true});
  auto controller = std::make_unique<Controller>(fakePainterFactory(stage));
  Ends ends(*controller);
  QSignalSpy started(controller.get(), &Controller::started);
  QVERIFY(controller->start(job()));
  QVERIFY(started.wait());
  controller.reset();
  QCOMPARE(ends.count(), 1);
  QCOMPARE(ends.stopped.count(), 1);
  QCOMPARE(stage->destroyed, 1);
}

void ControllerTest::tellsTheEndThatNobodyHasReadYet() {
  std::binary_semaphore painted(0);
  auto controller = std::make_unique<Controller>(fakePainterFactory(
      stageWith({.heedsStop = false, .fault = [&painted] { painted.release(); }})));
  Ends ends(*controller);
  QSignalSpy stepped(controller.get(), &Controller::stepped);
  QVERIFY(controller->start(job()));
  painted.acquire();  // no event is processed meanwhile
  controller.reset();
  QCOMPARE(ends.finished.count(), 1);
  QCOMPARE(ends.count(), 1);
  QCOMPARE(stepped.count(), 3);
}

void ControllerTest::endsAJobThatWasNotBegun() {
  for (int i = 0; i < 50; ++i) {
    const auto stage = stageWith({});
    auto controller = std::make_unique<Controller>(fakePainterFactory(stage));
    Ends ends(*controller);
    connect(controller.get(), &Controller::stopped, controller.get(),
            [ending = controller.get(), this] { QVERIFY(!ending->start(job())); });
    QVERIFY(controller->start(job()));
    controller.reset();
    QCOMPARE(ends.count(), 1);
  }
}

void ControllerTest::startsNothingWhileItIsBusyOrQuitting() {
  const auto stage = stageWith({.untilStopped = true});
  Controller controller(fakePainterFactory(stage));
  Ends ends(controller);
  QVERIFY(controller.start(job()));
  QVERIFY(!controller.start(job()));
  controller.quit();
  QVERIFY(controller.state() == State::stopping);
  ends.waitFor(1);
  QVERIFY(!controller.start(job()));
  QVERIFY(!controller.isBusy());
  QCOMPARE(ends.count(), 1);
}

void ControllerTest::startsTheNextFromTheEndOfTheLast() {
  const auto stage = stageWith({});
  Controller controller(fakePainterFactory(stage));
  Ends ends(controller);
  QList<State> states;
  connect(&controller, &Controller::stateChanged, this,
          [&states](State state) { states << state; });
  connect(&controller, &Controller::finished, this, [&, this] {
    if (ends.count() < 5) QVERIFY(controller.start(job()));
  });
  QVERIFY(controller.start(job()));
  ends.waitFor(5);
  QTRY_VERIFY(!controller.isBusy());
  QCOMPARE(states.count(State::idle), 1);
  QCOMPARE(stage->made, 1);
}

void ControllerTest::keepsTheOrderInANestedEventLoop() {
  Controller controller(fakePainterFactory(stageWith({})));
  QStringList told;
  Ends ends(controller);
  connect(&controller, &Controller::started, this, [] {
    QEventLoop loop;
    for (int i = 0; i < 20; ++i) loop.processEvents(QEventLoop::AllEvents, 1);
  });
  connect(&controller, &Controller::stepped, this,
          [&told](const StepReport& report) { told << QString::number(report.step); });
  connect(&controller, &Controller::finished, this, [&told] { told << QStringLiteral("end"); });
  QVERIFY(controller.start(job()));
  ends.waitFor(1);
  QCOMPARE(told.join(u' '), QStringLiteral("0 1 2 end"));
}

void ControllerTest::passesOnOnlyTheNewestPreview() {
  std::binary_semaphore painted(0);
  Controller controller(fakePainterFactory(
      stageWith({.steps = 5, .previews = 4, .fault = [&painted] { painted.release(); }})));
  Ends ends(controller);
  QSignalSpy previewed(&controller, &Controller::previewed);
  QSignalSpy stepped(&controller, &Controller::stepped);
  QVERIFY(controller.start(job()));
  painted.acquire();  // the UI thread is busy meanwhile
  ends.waitFor(1);
  QCOMPARE(stepped.count(), 5);
  QCOMPARE(previewed.count(), 1);
  QCOMPARE(previewed[0][0].value<QImage>().pixelColor(0, 0).red(), 43);
  QVERIFY(previewed[0][1].toBool());
}

void ControllerTest::passesOnMovedSliders() {
  const auto stage = stageWith({});
  stage->holding = true;
  Controller controller(fakePainterFactory(stage));
  Ends ends(controller);
  QVERIFY(!controller.move("clip", 100));  // nothing is painted
  controller.setWatched(false);
  QVERIFY(controller.start(job()));
  QVERIFY(controller.move("clip", 100));
  QVERIFY(controller.move("clip", 120));
  QVERIFY(!controller.move("steps", 20));
  QVERIFY(!controller.move("clip", 1e9));
  stage->release();
  ends.waitFor(1);
  QVERIFY(stage->moves == (std::map<std::string, double>{{"clip", 120}}));
  QVERIFY(!stage->wantedPreviews);
}

void ControllerTest::estimatesTheTimeLeft() {
  Controller controller(fakePainterFactory(stageWith({.untilStopped = true})));
  Ends ends(controller);
  QList<bool> known;
  std::optional<double> afterOne;
  connect(&controller, &Controller::started, this,
          [&] { known << controller.secondsLeft().has_value(); });
  connect(&controller, &Controller::stepped, this, [&](const StepReport& report) {
    known << controller.secondsLeft().has_value();
    if (report.step == 0) afterOne = controller.secondsLeft();
    if (report.step == 2) controller.stop();
  });
  QVERIFY(controller.start(job()));
  ends.waitFor(1);
  QCOMPARE(known, QList<bool>({false, true, true, true}));
  QVERIFY(*afterOne <= 4.0 && *afterOne > 3.0);  // two steps of two seconds each
}

const testing::Registered<ControllerTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "controller_test.moc"

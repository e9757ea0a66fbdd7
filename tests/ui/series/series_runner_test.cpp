// A series is painted cell by cell; what a person asks for in between goes first.

#include "ui/series/series_runner.h"

#include <QSignalSpy>
#include <QTest>

#include "base/error.h"
#include "sheet/records.h"
#include "ui/series/cell_words.h"
#include "ui/series/series_desk.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using State = SeriesCell::State;
using testing::SeriesDesk;
using testing::someSeries;

class SeriesRunnerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void paintsEveryCellUnderItsName();
  void showsTheCellUnderWay();
  void letsTheQueueGoFirst();
  void staysOutOfTheQueuesWay();
};

void SeriesRunnerTest::paintsEveryCellUnderItsName() {
  SeriesDesk desk;
  desk.begin();
  QSignalSpy painted(desk.runner.get(), &SeriesRunner::painted);
  QSignalSpy ended(desk.runner.get(), &SeriesRunner::ended);
  QSignalSpy ofTheQueue(desk.controller.get(), &Controller::finished);
  desk.runner->start();
  QTRY_COMPARE(ended.count(), 1);
  QCOMPARE(painted.count(), 4);
  QCOMPARE(ofTheQueue.count(), 0);
  QCOMPARE(desk.count(State::done), 4);
  QVERIFY(desk.series->isWhole());
  const std::string oil = "A lake, oil painting, impasto, thick brush strokes, canvas texture ";
  QCOMPARE(desk.painted()[0], oil + "3");
  QCOMPARE(desk.painted()[1], oil + "7");
  for (const char* name : {"0001-oil-painting-seed3", "0004-pencil-seed7"}) {
    QVERIFY(std::filesystem::exists(desk.place() / (std::string(name) + ".png")));
  }
  const auto records = sheet::read_records(desk.place()).list;
  QCOMPARE(records.size(), std::size_t{4});
  QCOMPARE(records[3].id, std::string("0004-pencil-seed7"));
  QCOMPARE(records[3].style, std::string("pencil"));
  QCOMPARE(records[3].line, 4);
  QVERIFY(records[3].done);
}

void SeriesRunnerTest::showsTheCellUnderWay() {
  SeriesDesk desk;
  desk.stage->script.previews = 1;
  desk.stage->script.untilStopped = true;
  desk.begin();
  desk.runner->start();
  QTRY_VERIFY(!desk.series->progress().preview.isNull());
  QTRY_COMPARE(desk.series->progress().step, 3);
  QCOMPARE(desk.series->progress().number, 0);
  QCOMPARE(desk.state(0), State::painting);
  QCOMPARE(stateWords(*desk.series, 0), QStringLiteral("painting · 3 of 20"));
  QCOMPARE(stateWords(*desk.series, 1), QStringLiteral("waiting"));
  desk.runner->stop();
  QVERIFY(desk.waitForEnd());
}

void SeriesRunnerTest::letsTheQueueGoFirst() {
  SeriesDesk desk;
  desk.stage->script.step = [&desk](int step) {
    if (step == 0) desk.stage->hold();
  };
  desk.begin();
  desk.stage->holding = true;
  QSignalSpy ended(desk.runner.get(), &SeriesRunner::ended);
  desk.runner->start();
  QTRY_COMPARE(desk.controller->isLent(), true);
  desk.queueRunner->paint(desk.job("mine"));
  desk.queueRunner->paint(desk.job("mine too"));
  QCOMPARE(desk.count(State::painting), 1);  // it is not ended for them
  desk.stage->release();
  QTRY_COMPARE(ended.count(), 1);
  const auto painted = desk.painted();
  QCOMPARE(painted.size(), std::size_t{6});
  QVERIFY(painted[0].starts_with("A lake"));
  QCOMPARE(painted[1], std::string("mine 1"));
  QCOMPARE(painted[2], std::string("mine too 1"));
  QVERIFY(painted[3].starts_with("A lake"));
}

// What the Paint view hears of is its own.
void SeriesRunnerTest::staysOutOfTheQueuesWay() {
  SeriesDesk desk;
  desk.stage->script.untilStopped = true;
  desk.begin();
  QSignalSpy started(desk.controller.get(), &Controller::started);
  QSignalSpy stopped(desk.controller.get(), &Controller::stopped);
  desk.runner->start();
  QTRY_COMPARE(desk.count(State::painting), 1);
  desk.stage->waitUntilItWaits();
  desk.queueRunner->stop();  // of nothing
  QTest::qWait(50);
  QCOMPARE(desk.count(State::painting), 1);
  desk.queueRunner->paint(desk.job("mine"));
  desk.runner->stop();
  QTRY_COMPARE(started.count(), 1);  // mine
  QCOMPARE(desk.runner->state(), SeriesRunner::State::idle);
  desk.queueRunner->stop();
  QTRY_COMPARE(stopped.count(), 1);
  QCOMPARE(desk.queue.rowCount(), 0);
}

const testing::Registered<SeriesRunnerTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "series_runner_test.moc"

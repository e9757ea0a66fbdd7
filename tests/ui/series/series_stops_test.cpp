// How a series is stopped, by a person, by the program's end, and by what goes wrong.

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

class SeriesStopsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void goesOnBehindACellThatFails();
  void stopsWhereNothingCanBeWritten();
  void handsOnAPictureThatCannotBeWritten();
  void stopsWhenTheModelIsGone();
  void stopsAndGoesOn();
  void stopsWhileItLooks();
  void endsWithTheProgram();
};

void SeriesStopsTest::goesOnBehindACellThatFails() {
  SeriesDesk desk;
  desk.failAt(3, ErrorKind::bad_input);
  desk.begin();
  QSignalSpy ended(desk.runner.get(), &SeriesRunner::ended);
  QSignalSpy failed(desk.controller.get(), &Controller::failed);
  desk.runner->start();
  QTRY_COMPARE(ended.count(), 1);
  QCOMPARE(failed.count(), 0);
  QCOMPARE(desk.count(State::done), 2);
  QCOMPARE(desk.count(State::failed), 2);
  QVERIFY(desk.series->cell(0).details.contains(QStringLiteral("the fake fails")));
  QVERIFY(!sheet::read_records(desk.place()).list[0].done);

  desk.stage->script.faultOf = {};
  desk.runner->start();  // tries them again, and no others
  QTRY_COMPARE(ended.count(), 2);
  QCOMPARE(desk.count(State::done), 4);
  QCOMPARE(desk.painted().size(), std::size_t{6});
  QVERIFY(sheet::read_records(desk.place()).list[0].done);
}

void SeriesStopsTest::stopsWhereNothingCanBeWritten() {
  SeriesDesk desk;
  desk.begin();
  // A folder lies where the first picture is to be.
  std::filesystem::create_directories(desk.place() / "0001-oil-painting-seed3.png" / "x");
  QSignalSpy problem(desk.runner.get(), &SeriesRunner::problem);
  QSignalSpy ended(desk.runner.get(), &SeriesRunner::ended);
  desk.runner->start();
  QTRY_COMPARE(ended.count(), 1);
  QCOMPARE(desk.state(0), State::failed);  // its place is taken: it is not painted
  QCOMPARE(desk.count(State::done), 3);
  QCOMPARE(problem.count(), 0);

  SeriesDesk other;
  other.begin();
  other.failAt(7, ErrorKind::output);
  QSignalSpy trouble(other.runner.get(), &SeriesRunner::problem);
  other.runner->start();
  QTRY_COMPARE(trouble.count(), 1);
  QVERIFY(other.waitForEnd());
  QCOMPARE(other.count(State::done), 1);
  QCOMPARE(other.count(State::waiting), 2);
}

void SeriesStopsTest::handsOnAPictureThatCannotBeWritten() {
  SeriesDesk desk;
  desk.begin();
  desk.stage->script.fault = [&desk] {
    std::filesystem::create_directories(desk.place() / "0001-oil-painting-seed3.png" / "x");
  };
  std::shared_ptr<const Painting> kept;
  connect(desk.runner.get(), &SeriesRunner::unsaved, this,
          [&kept](const std::shared_ptr<const Painting>& painting) { kept = painting; });
  desk.runner->start();
  QTRY_VERIFY(kept != nullptr);
  QCOMPARE(kept->request.seed, std::int64_t{3});
  QVERIFY(desk.waitForEnd());
  QCOMPARE(desk.state(0), State::failed);
}

void SeriesStopsTest::stopsWhenTheModelIsGone() {
  SeriesDesk desk;
  SeriesPlan plan = someSeries();
  plan.model.model = desk.folder / "gone";
  desk.begin(plan);
  QSignalSpy problem(desk.runner.get(), &SeriesRunner::problem);
  desk.runner->start();
  QTRY_COMPARE(problem.count(), 1);
  QCOMPARE(desk.runner->state(), SeriesRunner::State::idle);
  QVERIFY(desk.painted().empty());
}

void SeriesStopsTest::stopsAndGoesOn() {
  SeriesDesk desk;
  desk.begin();
  int painted = 0;
  connect(desk.runner.get(), &SeriesRunner::painted, this, [&] {
    if (++painted == 2) desk.runner->stop();
  });
  desk.runner->start();
  QVERIFY(desk.waitForEnd());
  QCOMPARE(painted, 2);
  QCOMPARE(desk.count(State::done), 2);
  QCOMPARE(desk.count(State::waiting), 2);
  desk.runner->start();
  QVERIFY(desk.waitForEnd());
  QCOMPARE(desk.count(State::done), 4);
  QCOMPARE(desk.painted().size(), std::size_t{4});  // none twice
}

void SeriesStopsTest::stopsWhileItLooks() {
  SeriesDesk desk;
  desk.begin();
  desk.runner->start();
  QCOMPARE(desk.runner->state(), SeriesRunner::State::looking);
  desk.runner->stop();
  QCOMPARE(desk.runner->state(), SeriesRunner::State::stopping);  // the folder is not free yet
  QVERIFY(desk.waitForEnd());
  QVERIFY(desk.painted().empty());
  QSignalSpy problem(desk.runner.get(), &SeriesRunner::problem);
  desk.runner->start();
  QTRY_COMPARE(desk.count(State::done), 4);
  QCOMPARE(problem.count(), 0);
}

void SeriesStopsTest::endsWithTheProgram() {
  SeriesDesk desk;
  desk.stage->script.untilStopped = true;
  desk.begin();
  desk.runner->start();
  QTRY_COMPARE(desk.count(State::painting), 1);
  desk.controller->quit();
  QTRY_COMPARE(desk.count(State::painting), 0);
  QCOMPARE(desk.state(0), State::waiting);
  QTest::qWait(50);
  QCOMPARE(desk.painted().size(), std::size_t{1});
}

const testing::Registered<SeriesStopsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "series_stops_test.moc"

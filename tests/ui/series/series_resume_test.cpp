// What an earlier session has left is kept, mended or left alone.

#include <QSignalSpy>
#include <QTest>

#include "base/error.h"
#include "sheet/records.h"
#include "ui/series/series_desk.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;
using State = SeriesCell::State;
using testing::SeriesDesk;

class SeriesResumeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void showsWhatThereIs();
  void writesALineThatAKillHasLeftOut();
  void paintsDamagedPicturesAgain();
  void leavesOtherPicturesAlone();
  void measuresWhatWasNotMeasured();
  void isOneProgramAtATime();
  void saysTheSameOfAFailure();
};

const std::string first = "0001-oil-painting-seed3.png";

void paintAll(SeriesDesk& desk) {
  QSignalSpy ended(desk.runner.get(), &SeriesRunner::ended);
  desk.runner->start();
  QTRY_COMPARE(ended.count(), 1);
  desk.saver.flush();
}

void SeriesResumeTest::showsWhatThereIs() {
  SeriesDesk desk;
  desk.begin();
  paintAll(desk);
  fs::remove(desk.place() / first);
  desk.open();
  QCOMPARE(desk.state(0), State::waiting);
  QCOMPARE(desk.count(State::done), 3);
  QVERIFY(desk.series->cell(1).scores.has_value());
  QCOMPARE(desk.series->cell(1).losses.size(), std::size_t{3});
  QVERIFY(!desk.series->isWhole());
}

void SeriesResumeTest::writesALineThatAKillHasLeftOut() {
  SeriesDesk desk;
  desk.begin();
  paintAll(desk);
  fs::remove(desk.place() / "results-0.jsonl");
  desk.open();
  QCOMPARE(desk.count(State::done), 4);
  paintAll(desk);
  QCOMPARE(desk.painted().size(), std::size_t{4});  // none again
  const auto records = sheet::read_records(desk.place()).list;
  QCOMPARE(records.size(), std::size_t{4});
  QVERIFY(records[0].done);
}

void SeriesResumeTest::paintsDamagedPicturesAgain() {
  SeriesDesk desk;
  desk.begin();
  paintAll(desk);
  const std::string png = testing::contents(desk.place() / first);
  testing::write(desk.place() / first, png.substr(0, png.size() / 2));
  desk.open();
  paintAll(desk);
  QCOMPARE(desk.painted().size(), std::size_t{5});
  QCOMPARE(testing::contents(desk.place() / first).size(), png.size());
  QVERIFY(desk.series->isWhole());
}

void SeriesResumeTest::leavesOtherPicturesAlone() {
  SeriesDesk desk;
  desk.begin();
  paintAll(desk);
  const std::string other = testing::contents(desk.place() / "0004-pencil-seed7.png");
  testing::write(desk.place() / first, other);
  desk.open();
  paintAll(desk);
  QCOMPARE(desk.painted().size(), std::size_t{4});
  QCOMPARE(desk.state(0), State::failed);
  QVERIFY(!desk.series->cell(0).error.isEmpty());
  QVERIFY(testing::contents(desk.place() / first) == other);
}

void SeriesResumeTest::measuresWhatWasNotMeasured() {
  SeriesDesk desk;
  desk.begin();
  paintAll(desk);
  fs::remove(desk.place() / scoresName);
  desk.open();
  QVERIFY(!desk.series->cell(2).scores);
  paintAll(desk);
  QVERIFY(desk.series->isWhole());
  QCOMPARE(desk.painted().size(), std::size_t{4});
  QCOMPARE(readScores(desk.place()).size(), std::size_t{4});
}

void SeriesResumeTest::isOneProgramAtATime() {
  SeriesDesk desk;
  desk.begin();
  const batch::ResultsFile taken(batch::results_path(desk.place(), 0), batch::Existing::resume);
  QSignalSpy problem(desk.runner.get(), &SeriesRunner::problem);
  desk.runner->start();
  QTRY_COMPARE(problem.count(), 1);
  QVERIFY(desk.painted().empty());
}

void SeriesResumeTest::saysTheSameOfAFailure() {
  SeriesDesk desk;
  desk.begin();
  desk.stage->script.faultOf = [](const Request&) {
    throw Error(ErrorKind::bad_input, {.what = "the size is none for --cfg",
                                       .where = "--width",
                                       .expected = "a multiple of 8",
                                       .got = "7"});
  };
  paintAll(desk);
  const QString before = desk.series->cell(0).error;
  QCOMPARE(before, QStringLiteral("the size is none for CFG scale"));
  desk.open();
  QCOMPARE(desk.series->cell(0).error, before);
}

const testing::Registered<SeriesResumeTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "series_resume_test.moc"

// What CLIP measures of the pictures of a series.

#include "ui/series/series_runner.h"

#include <QSignalSpy>
#include <QTest>
#include <algorithm>

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

class SeriesScoresTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void measuresWithPromptAndStyle();
  void marksTheClosestOfEachRow();
  void measuresAgainstThePlainWords();
  void measuresAgainWhatWasInterrupted();
  void tellsWhatCannotBeMeasured();
};

void SeriesScoresTest::measuresWithPromptAndStyle() {
  SeriesDesk desk;
  desk.begin();
  desk.runner->start();
  QVERIFY(desk.waitForEnd());
  const Scores scores = desk.series->cell(3).scores.value();
  QVERIFY(qAbs(scores.prompt - 0.3) < 1e-9);
  QVERIFY(qAbs(scores.style.value() - 0.2) < 1e-9);
  const std::string words = "pencil sketch, graphite, cross-hatching, monochrome";
  QCOMPARE(std::ranges::count(desk.stage->scored, words), std::ptrdiff_t{2});
  QCOMPARE(scoreWords(desk.series->cell(3)), QStringLiteral("CLIP 0.300"));
  desk.saver.flush();
  QCOMPARE(readScores(desk.place()).size(), std::size_t{4});
}

void SeriesScoresTest::marksTheClosestOfEachRow() {
  SeriesDesk desk;
  double loss = 0.9;
  desk.stage->clipLoss = [&loss](const std::string& words) {
    return words == "A lake" ? loss -= 0.1 : 0.5;  // each picture closer than the one before
  };
  desk.begin();
  QVERIFY(!desk.series->bestOf(0));
  desk.runner->start();
  QVERIFY(desk.waitForEnd());
  QCOMPARE(desk.series->bestOf(0), std::optional(1));
  QCOMPARE(desk.series->bestOf(1), std::optional(3));
  QVERIFY(desk.series->isBest(3));
  QVERIFY(!desk.series->isBest(2));
  QVERIFY(cellSpoken(*desk.series, 3).contains(QStringLiteral("best of its row")));
}

// The brackets of weights are no words: the engine steers by the prompt without them.
void SeriesScoresTest::measuresAgainstThePlainWords() {
  SeriesDesk desk;
  SeriesPlan plan = someSeries();
  plan.base.prompt = "A (red:1.3) lake";
  plan.base.weights = true;
  plan.styles = {{.name = "ink", .prompt = "ink of {prompt}, (wet:0.8)", .negative = {}}};
  desk.begin(plan);
  desk.runner->start();
  QVERIFY(desk.waitForEnd());
  QCOMPARE(desk.stage->scored[0], std::string("A red lake"));
  QCOMPARE(desk.stage->scored[1], std::string("ink of , wet"));
}

// A picture of the queue may need another model: then a measurement is broken off.
void SeriesScoresTest::measuresAgainWhatWasInterrupted() {
  SeriesDesk desk;
  int asked = 0;
  desk.stage->clipLoss = [&asked](const std::string&) {
    if (++asked == 1) {
      throw Error(ErrorKind::interrupted,
                  {.what = "stopped", .where = "here", .expected = "a", .got = "b"});
    }
    return 0.7;
  };
  desk.begin();
  QSignalSpy ended(desk.runner.get(), &SeriesRunner::ended);
  desk.runner->start();
  QTRY_COMPARE(ended.count(), 1);
  QVERIFY(desk.series->isWhole());
  QCOMPARE(desk.painted().size(), std::size_t{4});
}

void SeriesScoresTest::tellsWhatCannotBeMeasured() {
  SeriesDesk desk;
  const auto sound = desk.stage->clipLoss;
  desk.stage->clipLoss = [](const std::string&) -> double {
    throw Error(ErrorKind::device,
                {.what = "CLIP is lost", .where = "here", .expected = "a", .got = "b"});
  };
  desk.begin();
  QSignalSpy ended(desk.runner.get(), &SeriesRunner::ended);
  desk.runner->start();
  QTRY_COMPARE(ended.count(), 1);
  QCOMPARE(desk.count(State::done), 4);
  QCOMPARE(desk.runner->unmeasured().count, 4);
  QVERIFY(desk.runner->unmeasured().why.contains(QStringLiteral("CLIP is lost")));
  QVERIFY(!desk.series->isWhole());

  desk.stage->clipLoss = sound;
  desk.runner->start();
  QTRY_COMPARE(ended.count(), 2);
  QCOMPARE(desk.runner->unmeasured().count, 0);
  QVERIFY(desk.series->isWhole());
}

const testing::Registered<SeriesScoresTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "series_scores_test.moc"

// Where the cells of a series stand, and what is said beside them.

#include "ui/series/series_layout.h"

#include <QSet>
#include <QTest>
#include <set>

#include "ui/series/cell_words.h"
#include "ui/series/series_desk.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::someSeries;

class SeriesLayoutTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void givesEveryCellAPlace_data();
  void givesEveryCellAPlace();
  void hasStylesDownAndSeedsAcross();
  void hasThePromptAsItIsFirst();
  void hasTheSweptNumberAcross();
  void hasTwoNumbersDownAndAcross();
  void namesEveryCellApart_data();
  void namesEveryCellApart();
};

SeriesPlan planWith(std::size_t stylesCount, const std::vector<std::int64_t>& seeds,
                    std::size_t axes) {
  SeriesPlan plan = someSeries();
  plan.styles.resize(stylesCount);
  plan.seeds = seeds;
  const std::vector<styles::Axis> all = {{.name = "clip", .values = {0, 100, 200}},
                                         {.name = "steps", .values = {20, 30}}};
  plan.axes.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(axes));
  return plan;
}

void SeriesLayoutTest::givesEveryCellAPlace_data() {
  QTest::addColumn<int>("stylesCount");
  QTest::addColumn<int>("seeds");
  QTest::addColumn<int>("axes");
  for (int i = 0; i < 27; ++i) QTest::addRow("%d", i) << i % 3 << 1 + i / 3 % 3 << i / 9;
}

void SeriesLayoutTest::givesEveryCellAPlace() {
  QFETCH(const int, stylesCount);
  QFETCH(const int, seeds);
  QFETCH(const int, axes);
  SeriesPlan plan =
      planWith(static_cast<std::size_t>(stylesCount), {}, static_cast<std::size_t>(axes));
  for (int seed = 0; seed < seeds; ++seed) plan.seeds.push_back(seed);
  const styles::Sweep sweep = sweepOf(plan);
  const SeriesLayout layout(plan, sweep);
  std::set<int> numbers;
  for (int row = 0; row < layout.rows(); ++row) {
    for (int column = 0; column < layout.columns(); ++column) {
      const int number = layout.numberAt(row, column);
      QCOMPARE(layout.rowOf(number), row);
      QCOMPARE(layout.columnOf(number), column);
      numbers.insert(number);
    }
  }
  QCOMPARE(numbers.size(), static_cast<std::size_t>(styles::count(sweep)));
  QCOMPARE(*numbers.rbegin() + 1, static_cast<int>(numbers.size()));
}

void SeriesLayoutTest::hasStylesDownAndSeedsAcross() {
  const SeriesPlan plan = someSeries();
  const styles::Sweep sweep = sweepOf(plan);
  const SeriesLayout layout(plan, sweep);
  QCOMPARE(layout.rows(), 2);
  QCOMPARE(layout.rowWords(0).title, QStringLiteral("Oil painting"));
  QCOMPARE(layout.rowWords(0).detail,
           QStringLiteral("impasto, thick brush strokes, canvas texture"));
  QCOMPARE(layout.rowWords(1).title, QStringLiteral("Pencil"));
  QCOMPARE(layout.columnWords(1), QStringLiteral("seed 7"));
}

void SeriesLayoutTest::hasThePromptAsItIsFirst() {
  SeriesPlan plan = someSeries();
  plan.asItIs = true;
  const styles::Sweep sweep = sweepOf(plan);
  const SeriesLayout layout(plan, sweep);
  QCOMPARE(layout.rows(), 3);
  QCOMPARE(layout.rowWords(0).title, QStringLiteral("As it is"));
  QCOMPARE(layout.rowWords(0).detail, QString());
  QCOMPARE(layout.rowWords(1).title, QStringLiteral("Oil painting"));
  plan.axes = {{.name = "clip", .values = {0, 100}}};
  const styles::Sweep swept = sweepOf(plan);
  QCOMPARE(SeriesLayout(plan, swept).rowWords(0).name, QStringLiteral("As it is · seed 3"));
}

void SeriesLayoutTest::hasTheSweptNumberAcross() {
  const SeriesPlan plan = planWith(0, {3, 7}, 1);
  const styles::Sweep sweep = sweepOf(plan);
  const SeriesLayout layout(plan, sweep);
  QCOMPARE(layout.rows(), 2);
  QCOMPARE(layout.columns(), 3);
  QCOMPARE(layout.rowWords(1).title, QStringLiteral("seed 7"));
  QCOMPARE(layout.columnWords(0), QStringLiteral("CLIP off"));
  QCOMPARE(layout.columnWords(2), QStringLiteral("CLIP 200"));
  const styles::Combination one =
      styles::combination(sweep, static_cast<std::uint64_t>(layout.numberAt(1, 2)));
  QCOMPARE(one.seed, std::int64_t{7});
  QCOMPARE(one.values[0], 200.0);
}

void SeriesLayoutTest::hasTwoNumbersDownAndAcross() {
  const SeriesPlan plan = planWith(1, {3}, 2);
  const styles::Sweep sweep = sweepOf(plan);
  const SeriesLayout layout(plan, sweep);
  QCOMPARE(layout.rows(), 3);
  QCOMPARE(layout.columns(), 2);
  QCOMPARE(layout.rowWords(1).title, QStringLiteral("Oil painting"));
  QCOMPARE(layout.rowWords(1).detail, QStringLiteral("CLIP 100"));
  QCOMPARE(layout.columnWords(1), QStringLiteral("Steps 30"));
}

void SeriesLayoutTest::namesEveryCellApart_data() {
  givesEveryCellAPlace_data();
}

void SeriesLayoutTest::namesEveryCellApart() {
  QFETCH(const int, stylesCount);
  QFETCH(const int, seeds);
  QFETCH(const int, axes);
  SeriesPlan plan =
      planWith(static_cast<std::size_t>(stylesCount), {}, static_cast<std::size_t>(axes));
  plan.base.prompt = "A {red|blue} lake";
  for (int seed = 0; seed < seeds; ++seed) plan.seeds.push_back(seed);
  ThumbnailLoader thumbnails;
  const Series series(plan, "/nowhere", thumbnails);
  QSet<QString> names;
  for (int number = 0; number < series.size(); ++number) names << cellName(series, number);
  QCOMPARE(names.size(), series.size());
}

const testing::Registered<SeriesLayoutTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "series_layout_test.moc"

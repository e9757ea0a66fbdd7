// The plan of a series on disk.

#include "ui/series/series_file.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "ui/series/series_desk.h"
#include "ui/series/series_export.h"
#include "ui/series/series_folder.h"
#include "ui/series/series_plan_json.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::someSeries;
using testing::TemporaryFolder;

class SeriesFileTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void comesBackAsItWas();
  void setsADamagedPlanAside_data();
  void setsADamagedPlanAside();
  void leavesANewerPlanAlone();
  void refusesAFolderThatCannotBeMade();
  void namesFoldersByDateAndPrompt();
  void findsEarlierSeries();
  void keepsScores();
};

SeriesPlan rich() {
  SeriesPlan plan = someSeries();
  plan.base.negative = "fog, \"haze\"";
  plan.base.guidance.mode = guidance::Mode::relative;
  plan.styles.push_back(
      {.name = "Ink", .prompt = "ink of {prompt}", .negative = "", .controls = {{"clip", 12.5}}});
  plan.axes = {{.name = "start", .values = {0.2, 0.35}}};
  plan.asItIs = true;
  return plan;
}

void SeriesFileTest::comesBackAsItWas() {
  const TemporaryFolder folder;
  writeSeries(folder.path(), rich());
  const SeriesFile file = readSeries(folder.path());
  QCOMPARE(file.notice, QString());
  QVERIFY(file.plan.has_value());
  QVERIFY(planToJson(*file.plan) == planToJson(rich()));
  QVERIFY(file.plan->base == rich().base);
  QVERIFY(file.plan->styles == rich().styles);
}

void SeriesFileTest::setsADamagedPlanAside_data() {
  QTest::addColumn<QString>("from");
  QTest::addColumn<QString>("to");
  QTest::newRow("torn") << QStringLiteral("\"seeds\"") << QString();
  QTest::newRow("no seeds") << QStringLiteral("\"seeds\"") << QStringLiteral("\"seed\"");
  QTest::newRow("unknown axis") << QStringLiteral("\"start\",\n      \"values\"")
                                << QStringLiteral("\"nose\",\n      \"values\"");
  QTest::newRow("value out of range") << QStringLiteral("0.35") << QStringLiteral("35");
  QTest::newRow("unknown guidance")
      << QStringLiteral("\"clip\": 12.5") << QStringLiteral("\"nose\": 12.5");
  // What is lenient elsewhere would make another series of it.
  QTest::newRow("steps out of range")
      << QStringLiteral("\"steps\": 20") << QStringLiteral("\"steps\": 2000");
  QTest::newRow("unknown mode") << QStringLiteral("\"relative\"") << QStringLiteral("\"nose\"");
  QTest::newRow("unknown setting") << QStringLiteral("\"steps\"") << QStringLiteral("\"stops\"");
  QTest::newRow("unknown precision")
      << QStringLiteral("\"float32\"") << QStringLiteral("\"float8\"");
  QTest::newRow("no model") << QStringLiteral("\"folder\"") << QStringLiteral("\"fodler\"");
}

void SeriesFileTest::setsADamagedPlanAside() {
  QFETCH(const QString, from);
  QFETCH(const QString, to);
  const TemporaryFolder folder;
  writeSeries(folder.path(), rich());
  QString text = QString::fromStdString(testing::contents(folder / planName));
  QVERIFY2(text.contains(from), qPrintable(text));
  const qsizetype at = text.indexOf(from);
  text = to.isEmpty() ? text.left(at) : text.replace(at, from.size(), to);
  testing::write(folder / planName, text.toStdString());
  const SeriesFile file = readSeries(folder.path());
  QVERIFY(!file.plan);
  QVERIFY2(file.notice.contains(QStringLiteral("damaged")), qPrintable(file.notice));
  QVERIFY(!std::filesystem::exists(folder / planName));
  QCOMPARE(QString::fromStdString(testing::contents(folder / "series.json.damaged-1")), text);
}

// It is only looked at: the version that wrote it finds it where it was.
void SeriesFileTest::leavesANewerPlanAlone() {
  const TemporaryFolder folder;
  writeSeries(folder.path(), rich());
  std::string text = testing::contents(folder / planName);
  const std::string version = "\"format_version\": 1";
  text.replace(text.find(version), version.size(), "\"format_version\": 2");
  testing::write(folder / planName, text);
  const SeriesFile file = readSeries(folder.path());
  QVERIFY(!file.plan);
  QVERIFY2(file.notice.contains(QStringLiteral("newer version")), qPrintable(file.notice));
  QVERIFY2(!file.notice.contains(QStringLiteral("kept as")), qPrintable(file.notice));
  QVERIFY(testing::contents(folder / planName) == text);
}

void SeriesFileTest::refusesAFolderThatCannotBeMade() {
  const TemporaryFolder folder;
  testing::write(folder / "file", "");
  QVERIFY_THROWS_EXCEPTION(Error, writeSeries(folder / "file" / "series", rich()));
}

void SeriesFileTest::namesFoldersByDateAndPrompt() {
  const TemporaryFolder folder;
  const auto first = newSeriesFolder(folder.path(), "A lake; at {dawn|dusk}!");
  const std::string name = first.filename().string();
  QVERIFY2(name.starts_with("series-20") && name.ends_with("-a-lake-at-dawn-dusk"), name.c_str());
  std::filesystem::create_directories(first);
  QVERIFY(newSeriesFolder(folder.path(), "A lake; at {dawn|dusk}!") != first);
  QVERIFY(!newSeriesFolder(folder.path(), "../../湖").filename().string().empty());
}

void SeriesFileTest::findsEarlierSeries() {
  const TemporaryFolder folder;
  writeSeries(folder / "series-2026-01-02", rich());
  writeSeries(folder / "series-2026-01-03", rich());
  std::filesystem::create_directories(folder / "other");
  const auto found = seriesIn(folder.path());
  QCOMPARE(found.size(), std::size_t{2});
  QVERIFY(found[0] == folder / "series-2026-01-03");
}

void SeriesFileTest::keepsScores() {
  const TemporaryFolder folder;
  QVERIFY(readScores(folder.path()).empty());
  testing::write(folder / scoresName,
                 scoreBytes({{"one", {.prompt = 0.25, .style = 0.5}}, {"two", {.prompt = 0.75}}}));
  const ScoreTable scores = readScores(folder.path());
  QCOMPARE(scores.size(), std::size_t{2});
  QCOMPARE(scores.at("one").style.value(), 0.5);
  QVERIFY(!scores.at("two").style);
  testing::write(folder / scoresName, "{");
  QVERIFY(readScores(folder.path()).empty());
}

const testing::Registered<SeriesFileTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "series_file_test.moc"

// What is compared, by which figures, and the files that they are written to.

#include "ui/compare/comparison.h"

#include <QSignalSpy>
#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/settings.h"
#include "guidance/catalog.h"
#include "styles/csv.h"
#include "support/fingerprint.h"
#include "support/folder.h"
#include "ui/compare/comparison_files.h"
#include "ui/compare/figures.h"
#include "ui/compare/figures_table.h"
#include "ui/compare/loss_sets.h"
#include "ui/compare/picture_figures.h"
#include "ui/compare/some_pictures.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using nlohmann::json;
using testing::somePicture;
using testing::someRows;

const QString hostile = QStringLiteral("a, \"b\"\nκόσμε");

class ComparisonTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void putsTheFirstLeftAndTheLastRight();
  void addsAPictureOnceOnly();
  void swapsAndIgnoresWhatIsNotThere();
  void makesSetsFromTheCatalog();
  void turnsOnWhatIsOffInTheRequest();
  void findsTheBestOfEachColumn();
  void marksNothingWhereAllAreTheSame();
  void passesOverWhatIsNotPainted();
  void showsTheTable();
  void readsFiguresFromAFile();
  void readsNothingFromNonsense();
  void writesJsonThatReadsBack();
  void writesNoSeedThatIsNotKnown();
  void writesCsvThatReadsBack();
  void drawsASheetWithEveryPicture();
  void aSheetNamesNoStepsThatAreNotOfAll();
  void tellsWhatCannotBeWritten();
};

std::vector<ComparedPicture> three() {
  return {somePicture(QStringLiteral("one"), Qt::red, {0.5, 0.3, 0.02}),
          somePicture(QStringLiteral("two"), Qt::green, {0.4, 0.2, 0.03}),
          somePicture(hostile, Qt::blue, {0.6, 0.1, 0.01})};
}

void ComparisonTest::putsTheFirstLeftAndTheLastRight() {
  Comparison comparison;
  QCOMPARE(comparison.on(Side::left), nullptr);
  QSignalSpy sides(&comparison, &Comparison::sidesChanged);
  comparison.setPictures(three());
  QCOMPARE(comparison.on(Side::left)->name, QStringLiteral("one"));
  QCOMPARE(comparison.index(Side::right), 2);
  QCOMPARE(sides.count(), 1);
  comparison.setPictures({});
  QCOMPARE(comparison.on(Side::right), nullptr);
}

void ComparisonTest::addsAPictureOnceOnly() {
  Comparison comparison;
  ComparedPicture picture = somePicture(QStringLiteral("one"), Qt::red);
  picture.file = QStringLiteral("/one.png");
  comparison.add(picture);
  QCOMPARE(comparison.index(Side::left), 0);
  picture.file = QStringLiteral("/two.png");
  comparison.add(picture);
  QCOMPARE(comparison.count(), 2);
  QCOMPARE(comparison.index(Side::right), 1);
  picture.file = QStringLiteral("/one.png");
  comparison.add(picture);
  QCOMPARE(comparison.count(), 2);
  QCOMPARE(comparison.index(Side::right), 0);
}

void ComparisonTest::swapsAndIgnoresWhatIsNotThere() {
  Comparison comparison;
  comparison.setPictures(three());
  comparison.swapSides();
  QCOMPARE(comparison.index(Side::left), 2);
  comparison.put(3, Side::left);
  comparison.put(-1, Side::right);
  QCOMPARE(comparison.index(Side::left), 2);
  QCOMPARE(comparison.index(Side::right), 0);
  comparison.change(7, [](ComparedPicture&) { QFAIL("there is none"); });
}

void ComparisonTest::makesSetsFromTheCatalog() {
  const auto sets = allLossSets();
  const std::size_t rows = guidance::catalog().size();
  QCOMPARE(sets.size(), std::size_t{1} << rows);
  QStringList usual;
  for (const LossSet& set : sets) {
    QCOMPARE(set.size(), rows);
    if (isUsual(set)) usual << nameOf(set);
  }
  QCOMPARE(usual, QStringList({QStringLiteral("Unguided"), QStringLiteral("CLIP"),
                               QStringLiteral("Frequency"), QStringLiteral("CLIP + frequency"),
                               QStringLiteral("All")}));
}

void ComparisonTest::turnsOnWhatIsOffInTheRequest() {
  Request request;
  request.guidance.scales = {120, 0, 7};
  request.moves = {{.step = 10, .control = "clip", .value = 3}};
  const Request all = withLosses(request, {true, true, true});
  QVERIFY(all.guidance.scales == (std::vector<double>{120, 30, 7}));
  QVERIFY(all.moves.empty());
  const Request clip = withLosses(request, {true, false, false});
  QVERIFY(clip.guidance.scales == (std::vector<double>{120, 0, 0}));
  QVERIFY(withLosses(request, {false, false, false}).guidance.scales ==
          (std::vector<double>{0, 0, 0}));
  QVERIFY(lossesOf(clip) == (LossSet{true, false, false}));
}

void ComparisonTest::findsTheBestOfEachColumn() {
  auto pictures = three();
  pictures[0].highShare = 0.9;
  pictures[1].highShare = 0.34;  // 0.35 is the target
  pictures[2].highShare = 0.30;
  const auto columns = figureColumns(someRows());
  const auto best = [&](const char* key) {
    for (const FigureColumn& column : columns) {
      if (column.key == QLatin1String(key)) return bestOf(column, pictures);
    }
    return std::vector<bool>();
  };
  QVERIFY(best("clip") == (std::vector<bool>{false, true, false}));
  QVERIFY(best("frequency") == (std::vector<bool>{false, false, true}));
  QVERIFY(best("high_share") == (std::vector<bool>{false, true, false}));
  QVERIFY(best("seconds") == (std::vector<bool>{false, false, false}));
  QCOMPARE(columns.size(), guidance::catalog().size() + 3);
}

void ComparisonTest::marksNothingWhereAllAreTheSame() {
  const auto columns = figureColumns(someRows());
  std::vector<ComparedPicture> same(3, somePicture(QStringLiteral("x"), Qt::red));
  for (const FigureColumn& column : columns) {
    QVERIFY(bestOf(column, same) == (std::vector<bool>{false, false, false}));
  }
}

void ComparisonTest::passesOverWhatIsNotPainted() {
  auto pictures = three();
  pictures[1].state = ComparedPicture::State::painting;
  pictures[2].losses.clear();
  const auto columns = figureColumns(someRows());
  QVERIFY(bestOf(columns[0], pictures) == (std::vector<bool>{false, false, false}));
  pictures[2].losses = {0.45, 0, 0};
  QVERIFY(bestOf(columns[0], pictures) == (std::vector<bool>{false, false, true}));
  pictures[1] = pictures[2];
  pictures[1].losses[0] = 0.45001;  // reads the same
  QVERIFY(bestOf(columns[0], pictures) == (std::vector<bool>{false, true, true}));
}

void ComparisonTest::showsTheTable() {
  Comparison comparison;
  const auto columns = figureColumns(someRows());
  const FiguresModel model(comparison, columns);
  QCOMPARE(model.rowCount(), 0);
  comparison.setPictures(three());
  QCOMPARE(model.rowCount(), 3);
  QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("two"));
  QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("0.400"));
  QVERIFY(model.index(1, 1).data(FiguresModel::BestRole).toBool());
  QVERIFY(!model.index(0, 1).data(FiguresModel::BestRole).toBool());
  QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("one, left"));
  QCOMPARE(model.index(1, 1).data(Qt::AccessibleTextRole).toString(),
           QStringLiteral("CLIP: 0.400, the best"));
  comparison.change(1, [](ComparedPicture& picture) {
    picture.state = ComparedPicture::State::failed;
    picture.losses.clear();
    picture.problem = QStringLiteral("why");
  });
  QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("failed"));
  QCOMPARE(model.index(1, 0).data(Qt::ToolTipRole).toString(), QStringLiteral("why"));
  QVERIFY(model.index(0, 1).data(FiguresModel::BestRole).toBool());
}

Painting painted() {
  Painting painting;
  painting.request.steps = 20;
  painting.fingerprint = testing::some_fingerprint();
  painting.losses = {0.5, 0.25, 0.125};
  painting.seconds = 3.5;
  StepReport guided = {.step = 5,
                       .steps = 20,
                       .timestep = 1,
                       .sigma = 1,
                       .seconds = 1,
                       .guidance = GuidanceReport()};
  guided.guidance->losses = {0.75, 0.5, 0.25};
  painting.steps = {guided};
  painting.measures =
      guidance::PictureMeasures{.centre_x = 0.8, .centre_y = 0.1, .high_share = 0.4, .power = {}};
  return painting;
}

void ComparisonTest::readsFiguresFromAFile() {
  ComparedPicture fromRun;
  takeFigures(painted(), fromRun);
  QCOMPARE(fromRun.centreOffset, 0.5);  // 3, 4, 5
  QCOMPARE(fromRun.highShare, 0.4);
  ComparedPicture fromFile;
  fromFile.steps = 20;
  const auto chunks = text_chunks(painted());
  takeFigures(QString::fromStdString(chunks[1].text), fromFile);
  QVERIFY(fromFile.losses == fromRun.losses);
  QCOMPARE(fromFile.seconds, 3.5);
  QCOMPARE(fromFile.curve.size(), std::size_t{1});
  QCOMPARE(fromFile.curve[0].step, 5);
  QVERIFY(fromFile.curve[0].losses == fromRun.curve[0].losses);
  QVERIFY(std::isnan(fromFile.highShare));  // a file does not say
}

void ComparisonTest::readsNothingFromNonsense() {
  for (const char* chunk :
       {"", "nonsense", "[]", "{\"losses\": 3, \"curves\": {}, \"seconds\": -1}",
        "{\"losses\": {\"clip\": \"x\"}, \"curves\": [1, {\"step\": 1e99, \"guidance\": {}},"
        "{\"step\": 5, \"guidance\": {}}, {\"step\": 4, \"guidance\": {}}], \"seconds\": 1e99}"}) {
    ComparedPicture picture;
    picture.steps = 20;
    takeFigures(QString::fromLatin1(chunk), picture);
    QVERIFY(std::isnan(picture.seconds));
    for (const double loss : picture.losses) QVERIFY(std::isnan(loss));
    QVERIFY(picture.curve.size() <= 1);  // step 5
  }
}

void ComparisonTest::writesJsonThatReadsBack() {
  auto pictures = three();
  pictures[0].curve = {{.step = 15, .losses = {0.7, NAN, 0.3}}};
  pictures[1].highShare = NAN;
  const auto columns = figureColumns(someRows());
  const json root = json::parse(
      comparisonJson({.pictures = pictures, .columns = columns, .sharedSteps = 15}).toStdString());
  QCOMPARE(root["shared_steps"].get<int>(), 15);
  QCOMPARE(root["pictures"].size(), std::size_t{3});
  QCOMPARE(QString::fromStdString(root["pictures"][2]["name"].get<std::string>()), hostile);
  QCOMPARE(root["pictures"][0]["figures"]["clip"].get<double>(), 0.5);
  QVERIFY(root["pictures"][1]["figures"]["high_share"].is_null());
  QCOMPARE(root["pictures"][0]["curve"][0]["clip"].get<double>(), 0.7);
  QVERIFY(root["pictures"][0]["curve"][0]["frequency"].is_null());
  QCOMPARE(root["pictures"][0]["request"]["seed"].get<int>(), 42);
}

// That of another program may not say with which seed it was painted.
void ComparisonTest::writesNoSeedThatIsNotKnown() {
  auto pictures = three();
  pictures[1].request->seed = -1;
  pictures[1].request->embeddings = {"/folder/bird.bin"};
  const auto columns = figureColumns(someRows());
  const ComparisonFacts facts = {.pictures = pictures, .columns = columns};
  const json root = json::parse(comparisonJson(facts).toStdString());
  const json& request = root["pictures"][1]["request"];
  QVERIFY(request["seed"].is_null());
  QCOMPARE(request["embeddings"].dump(), std::string("[\"bird.bin\"]"));
  const std::string text = comparisonCsv(facts).toStdString();
  styles::CsvReader reader(text, "csv");
  const auto head = reader.next();
  const auto at =
      static_cast<std::size_t>(std::ranges::find(head->fields, "seed") - head->fields.begin());
  QCOMPARE(reader.next()->fields[at], std::string("42"));
  QCOMPARE(reader.next()->fields[at], std::string());
}

void ComparisonTest::writesCsvThatReadsBack() {
  const auto pictures = three();
  const auto columns = figureColumns(someRows());
  const std::string text = comparisonCsv({.pictures = pictures, .columns = columns}).toStdString();
  styles::CsvReader reader(text, "csv");
  const auto head = reader.next();
  for (const ComparedPicture& picture : pictures) {
    const auto row = reader.next();
    QVERIFY(row.has_value());
    QCOMPARE(row->fields.size(), head->fields.size());
    QCOMPARE(QString::fromStdString(row->fields[0]), picture.name);
    const auto clip = std::ranges::find(head->fields, "clip") - head->fields.begin();
    QCOMPARE(std::stod(row->fields[static_cast<std::size_t>(clip)]), picture.losses[0]);
    const auto field = [&](const std::string& name) {
      const auto at = std::ranges::find(head->fields, name) - head->fields.begin();
      return row->fields.at(static_cast<std::size_t>(at));
    };
    QCOMPARE(field("prompt"), picture.request->prompt);
    for (const Control& control : controls()) {
      QCOMPARE(std::stod(field("setting_" + control.name)), control.value(*picture.request));
    }
  }
  QVERIFY(!reader.next());
}

// The colour of each picture is found where its place is.
void ComparisonTest::drawsASheetWithEveryPicture() {
  const auto pictures = three();
  const auto columns = figureColumns(someRows());
  const QImage sheet = comparisonSheet({.pictures = pictures, .columns = columns});
  std::vector<int> counts(3, 0);
  const QRgb colours[] = {QColor(Qt::red).rgb(), QColor(Qt::green).rgb(), QColor(Qt::blue).rgb()};
  for (int y = 0; y < sheet.height(); ++y) {
    for (int x = 0; x < sheet.width(); ++x) {
      for (std::size_t i = 0; i < 3; ++i) counts[i] += sheet.pixel(x, y) == colours[i] ? 1 : 0;
    }
  }
  for (const int count : counts) QCOMPARE(count, 320 * 320);
  std::vector<ComparedPicture> many(7, pictures[0]);
  many[3].image = {};  // one that could not be painted
  const QImage large = comparisonSheet({.pictures = many, .columns = columns});
  QVERIFY(large.height() > sheet.height());
}

// Nothing else on the sheet depends on the steps.
void ComparisonTest::aSheetNamesNoStepsThatAreNotOfAll() {
  const auto columns = figureColumns(someRows());
  const auto sheetOf = [&columns](int first, int second) {
    auto pictures = three();
    for (ComparedPicture& one : pictures) one.request->steps = second;
    pictures[0].request->steps = first;
    return comparisonSheet({.pictures = pictures, .columns = columns});
  };
  QVERIFY(sheetOf(50, 50) != sheetOf(20, 20));
  QVERIFY(sheetOf(50, 20) == sheetOf(30, 20));
}

void ComparisonTest::tellsWhatCannotBeWritten() {
  const testing::TemporaryFolder folder;
  const auto pictures = three();
  const auto columns = figureColumns(someRows());
  const ComparisonFacts facts = {.pictures = pictures, .columns = columns};
  for (const char* name : {"a.png", "a.json", "a.csv"}) {
    QCOMPARE(comparisonWriter(facts, fromPath(folder / name))(), QString());
    QVERIFY(std::filesystem::file_size(folder / name) > 100);
  }
  QVERIFY(QImage(fromPath(folder / "a.png")).width() > 900);
  QVERIFY(!comparisonWriter(facts, fromPath(folder / "no/such/a.png"))().isEmpty());
}

const testing::Registered<ComparisonTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "comparison_test.moc"

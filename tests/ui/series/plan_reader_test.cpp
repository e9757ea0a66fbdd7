// What the fields of the Styles view stand for, styles of others among them.

#include "ui/styles/plan_reader.h"

#include <QTest>

#include "ui/styles/merged_styles.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

class PlanReaderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsAPlan();
  void addsThePromptAsItIs();
  void saysWhyThereIsNone_data();
  void saysWhyThereIsNone();
  void findsTheHeaviestCell();
  void mergesStylesByName();
};

StyleChip chip(const char* name, bool on) {
  return {.name = QString::fromLatin1(name),
          .words = QString::fromLatin1(name),
          .negative = {},
          .on = on};
}

Request aLake() {
  Request request;
  request.prompt = "A {red|blue} lake";
  request.seed = 12;
  return request;
}

void PlanReaderTest::readsAPlan() {
  const PlanReading reading =
      planReadingOf({}, aLake(), {chip("ink", true), chip("oil", false)},
                    SweepFields::Choice{.seeds = {3, 7}, .axes = {}}, false);
  QVERIFY(reading.plan.has_value());
  QCOMPARE(reading.pictures, 4);
  QCOMPARE(reading.plan->styles.size(), std::size_t{1});
  QCOMPARE(reading.plan->base.seed, std::int64_t{0});  // so that it does not make another plan
  SeriesPlan other = *reading.plan;
  QVERIFY(isSamePlan(*reading.plan, other));
  other.seeds = {3};
  QVERIFY(!isSamePlan(*reading.plan, other));
}

// Without styles that is all there is, and the same plan.
void PlanReaderTest::addsThePromptAsItIs() {
  const SweepFields::Choice seeds = {.seeds = {3, 7}, .axes = {}};
  const auto read = [&seeds](bool on, bool asItIs) {
    return planReadingOf({}, aLake(), {chip("ink", on)}, seeds, asItIs);
  };
  QCOMPARE(read(true, true).pictures, 8);
  QVERIFY(!isSamePlan(*read(true, true).plan, *read(true, false).plan));
  QCOMPARE(read(false, true).pictures, 4);
  QVERIFY(isSamePlan(*read(false, true).plan, *read(false, false).plan));
}

void PlanReaderTest::saysWhyThereIsNone_data() {
  QTest::addColumn<QString>("prompt");
  QTest::addColumn<QString>("second");
  QTest::addColumn<int>("seeds");
  QTest::addColumn<QString>("fault");
  const auto row = [](const char* prompt, const char* second, int seeds, const char* fault) {
    QTest::newRow(fault) << QString::fromLatin1(prompt) << QString::fromLatin1(second) << seeds
                         << QString::fromLatin1(fault);
  };
  row("a lake", "oil", 0, "One of the fields cannot be read");
  row("a lake", " Ink", 1, "Two styles are called  Ink");
  row("a {lake", "oil", 1, "The prompt cannot be read: ");
  row("a lake", "oil", 2501, "That makes more than 5000 pictures");
}

void PlanReaderTest::saysWhyThereIsNone() {
  QFETCH(const QString, prompt);
  QFETCH(const QString, second);
  QFETCH(const int, seeds);
  QFETCH(const QString, fault);
  Request base;
  base.prompt = prompt.toStdString();
  std::optional<SweepFields::Choice> choice;
  if (seeds > 0) {
    choice.emplace();
    for (int seed = 0; seed < seeds; ++seed) choice->seeds.push_back(seed);
  }
  const PlanReading reading = planReadingOf(
      {}, base, {chip("ink", true), chip(second.toLatin1().constData(), true)}, choice, false);
  QVERIFY(!reading.plan);
  QVERIFY2(reading.fault.startsWith(fault), qPrintable(reading.fault));
  QCOMPARE(reading.tooMany, seeds > 2500);
}

// Guidance takes most memory, also where only one style or value has it.
void PlanReaderTest::findsTheHeaviestCell() {
  SeriesPlan plan;
  plan.base.prompt = "a lake";
  plan.base.guidance.scales = {0, 0, 0};
  plan.seeds = {1};
  QCOMPARE(heaviestOf(plan)->guidance.scales, (std::vector<double>{0, 0, 0}));
  plan.axes = {{.name = "clip", .values = {0, 100}}};
  QCOMPARE(heaviestOf(plan)->guidance.scales, (std::vector<double>{100, 0, 0}));
  plan.base.prompt = "a {lake";
  QVERIFY(!heaviestOf(plan));
}

void PlanReaderTest::mergesStylesByName() {
  StyleChip other = chip("INK ", false);
  other.words = QStringLiteral("other");
  const MergedStyles merged =
      mergedStyles({chip("ink", true), chip("oil", false)}, {other, chip("new", false)});
  QCOMPARE(merged.replaced, 1);
  QCOMPARE(merged.chips.size(), std::size_t{3});
  QCOMPARE(merged.chips[0].words, QStringLiteral("other"));
  QVERIFY(merged.chips[0].on);
  QCOMPARE(merged.chips[2].name, QStringLiteral("new"));
}

const testing::Registered<PlanReaderTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "plan_reader_test.moc"

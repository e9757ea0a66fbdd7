// The cells of a series are the jobs of `maulstick expand`, painted as `maulstick batch` would.

#include "ui/series/series_plan.h"

#include <QProcess>
#include <QTest>

#include "base/error.h"
#include "batch/job.h"
#include "styles/style_file.h"
#include "ui/series/series_desk.h"
#include "ui/series/series_file.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::someSeries;

class SeriesPlanTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void makesTheJobsOfExpand();
  void writesJobsThatBatchReadsTheSame();
  void takesGuidanceFromTheNearest();
  void measuresAgainstTheWordsOfATemplate();
  void paintsWhatSharesStepsOneBehindTheOther();
  void countsSharedStepsOnce();
};

std::vector<batch::Job> jobsIn(const std::string& text, std::span<const styles::Style> known) {
  std::vector<batch::Job> jobs;
  batch::TextLines lines(text);
  while (const auto line = lines.next()) {
    if (!batch::is_blank(*line)) jobs.push_back(batch::read_job(*line, known));
  }
  return jobs;
}

void compare(const SeriesPlan& plan, const std::vector<batch::Job>& jobs) {
  const styles::Sweep sweep = sweepOf(plan);
  QCOMPARE(jobs.size(), static_cast<std::size_t>(styles::count(sweep)));
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const styles::Combination one = styles::combination(sweep, i);
    QCOMPARE(jobs[i].id, one.id);
    QCOMPARE(jobs[i].request.prompt, requestOf(plan, one).prompt);
    QVERIFY(jobs[i].request == requestOf(plan, one));
  }
}

void SeriesPlanTest::makesTheJobsOfExpand() {
  SeriesPlan plan = someSeries();
  plan.base = Request();
  plan.base.prompt = "A {red|blue} boat";
  plan.base.negative = "fog";
  plan.axes = {{.name = "clip", .values = {0, 100, 200}}, {.name = "start", .values = {0.2, 0.3}}};
  QProcess program;
  program.start(
      QStringLiteral(MAULSTICK_PROGRAM),
      {QStringLiteral("expand"), QStringLiteral("--prompt"), QStringLiteral("A {red|blue} boat"),
       QStringLiteral("--negative"), QStringLiteral("fog"), QStringLiteral("--style"),
       QStringLiteral("oil painting"), QStringLiteral("--style"), QStringLiteral("pencil"),
       QStringLiteral("--seeds"), QStringLiteral("3,7"), QStringLiteral("--clip"),
       QStringLiteral("0-200 [3]"), QStringLiteral("--start"), QStringLiteral("0.2,0.3")});
  QVERIFY(program.waitForFinished(60'000));
  QCOMPARE(program.exitCode(), 0);
  const std::string lines = program.readAllStandardOutput().toStdString();
  const auto jobs = jobsIn(lines, styles::built_in_styles());
  QCOMPARE(jobs.size(), std::size_t{48});
  compare(plan, jobs);
}

void SeriesPlanTest::writesJobsThatBatchReadsTheSame() {
  SeriesPlan plan = someSeries();
  plan.base.negative = "fog";
  plan.base.weights = true;
  plan.base.width = 256;
  plan.base.height = 128;
  plan.base.guidance.mode = guidance::Mode::relative;
  plan.base.guidance.gradient_norm = guidance::GradientNorm::cap;
  plan.base.guidance.scales[1] = 12.5;
  plan.base.embeddings = {"/some/where/birb.bin"};
  plan.styles.push_back({.name = "Ink, wet",
                         .prompt = "ink of {prompt}, wet",
                         .negative = "colour",
                         .controls = {{"composition", 0}, {"strength", 8}}});
  plan.axes = {{.name = "cfg", .values = {6, 7.5}}};
  const testing::TemporaryFolder folder;
  writeSeries(folder.path(), plan);
  const auto known = styles::known_styles(folder / stylesName);
  compare(plan, jobsIn(testing::contents(folder / jobsName), known));
}

void SeriesPlanTest::takesGuidanceFromTheNearest() {
  SeriesPlan plan = someSeries();
  plan.base.guidance.scales = {50, 60, 70};
  plan.styles = {{.name = "own",
                  .prompt = "own",
                  .negative = {},
                  .controls = {{"clip", 100}, {"frequency", 110}}}};
  plan.axes = {{.name = "clip", .values = {300}}};
  const styles::Sweep sweep = sweepOf(plan);
  const Request request = requestOf(plan, styles::combination(sweep, 0));
  QCOMPARE(request.guidance.scales, (std::vector<double>{300, 110, 70}));
  QCOMPARE(request.prompt, std::string("A lake, own"));
}

void SeriesPlanTest::measuresAgainstTheWordsOfATemplate() {
  const auto words = [](const char* prompt) {
    return wordsAlone({.name = "x", .prompt = prompt, .negative = {}});
  };
  QCOMPARE(words("ink, wet"), std::string("ink, wet"));
  QCOMPARE(words("{prompt}, ink"), std::string("ink"));
  QCOMPARE(words("{prompt}"), std::string());
}

void SeriesPlanTest::paintsWhatSharesStepsOneBehindTheOther() {
  SeriesPlan plan = someSeries();
  plan.styles.clear();
  plan.axes = {{.name = "clip", .values = {0, 100}}};
  const styles::Sweep sweep = sweepOf(plan);  // seeds change fastest: 3, 7, 3, 7
  QCOMPARE(scheduleOf(plan, sweep).order, (std::vector<int>{0, 2, 1, 3}));
  plan.axes = {{.name = "steps", .values = {20, 30}}};
  QCOMPARE(scheduleOf(plan, sweepOf(plan)).order, (std::vector<int>{0, 1, 2, 3}));
}

void SeriesPlanTest::countsSharedStepsOnce() {
  SeriesPlan plan = someSeries();
  plan.styles.clear();
  plan.seeds = {1};
  plan.base.steps = 20;  // guided at 5, 10 and 15
  plan.axes = {{.name = "clip", .values = {50, 100}}};
  const auto work = scheduleOf(plan, sweepOf(plan)).work;
  QCOMPARE(work[0].plain, 17);
  QCOMPARE(work[0].guided, 3);
  QCOMPARE(work[1].plain, 12);
  QCOMPARE(work[1].guided, 3);
}

const testing::Registered<SeriesPlanTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "series_plan_test.moc"

#include "ui/models/model_check.h"

#include <QSignalSpy>
#include <QTest>
#include <atomic>

#include "support/folder.h"
#include "ui/models/background.h"
#include "ui/models/fake_machine.h"
#include "ui/models/tiny_bundle.h"
#include "ui/painting/engine_painter.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using namespace std::chrono_literals;
using testing::FakeMachine;
using testing::TemporaryFolder;
using Found = ModelVerdict::Outcome;
using Depth = ModelCheck::Depth;

constexpr std::uint64_t sixteenGigabytes = std::uint64_t{16} << 30U;

// A check, and what it has told.
struct Bench {
  explicit Bench(PainterFactory painter = testing::fakeMachine())
      : controller(std::move(painter)), check(controller) {
    testing::makeTinyBundle(folder / "model");
    QObject::connect(&check, &ModelCheck::finished, &check,
                     [this](const ModelVerdict& verdict) { verdicts.append(verdict); });
    QObject::connect(&check, &ModelCheck::progressed, &check,
                     [this](int percent, const QString& said) {
                       percents.append(percent);
                       words.append(said);
                     });
  }

  void start(Depth depth) { check.start({.model = folder / "model", .device = "cpu"}, depth); }

  TemporaryFolder folder;
  Controller controller;
  ModelCheck check;
  QList<ModelVerdict> verdicts;
  QList<int> percents;
  QStringList words;
};

}  // namespace

class ModelCheckTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void findsAModelSound();
  void namesTheDamagedFile();
  void tellsProgress();
  void canBeCancelled();
  void endsWithItsOwner();
  void triesTheNetworks_data();
  void triesTheNetworks();
  void givesWayToPainting();
  void cancelsWhileNetworksAreTried();
  void findsEaselSound();
};

void ModelCheckTest::findsAModelSound() {
  Bench bench;
  bench.start(Depth::files);
  QVERIFY(bench.check.isRunning());
  QTRY_COMPARE(bench.verdicts.size(), 1);
  QVERIFY(bench.verdicts[0].outcome == Found::sound);
  QVERIFY(!bench.check.isRunning());
}

void ModelCheckTest::namesTheDamagedFile() {
  Bench bench;
  testing::write(
      bench.folder / "model/vae_decoder.pt",
      std::string(std::filesystem::file_size(bench.folder / "model/vae_decoder.pt"), 'x'));
  bench.start(Depth::networks);
  QTRY_COMPARE(bench.verdicts.size(), 1);
  QVERIFY(bench.verdicts[0].outcome == Found::damaged);
  QVERIFY(bench.verdicts[0].words.startsWith(QStringLiteral("vae_decoder.pt is damaged")));
}

void ModelCheckTest::tellsProgress() {
  Bench bench;
  testing::growFile(bench.folder / "model", "unet.pt", 256 << 20);
  bench.start(Depth::files);
  QTRY_COMPARE_WITH_TIMEOUT(bench.verdicts.size(), 1, 30'000);
  QVERIFY(bench.percents.size() > 3);
  QVERIFY(std::is_sorted(bench.percents.begin(), bench.percents.end()));
  QVERIFY(bench.words.last().contains(QString::number(bench.percents.last())));
}

// Reading on would take many seconds.
void ModelCheckTest::canBeCancelled() {
  Bench bench;
  testing::growFile(bench.folder / "model", "unet.pt", sixteenGigabytes);
  bench.start(Depth::files);
  QTest::qWait(50);
  bench.check.cancel();
  QCOMPARE(bench.verdicts.size(), 1);
  QVERIFY(bench.verdicts[0].outcome == Found::cancelled);
  QVERIFY(backgroundPool().waitForDone(2000));
  QTest::qWait(20);
  QCOMPARE(bench.verdicts.size(), 1);
  bench.check.cancel();  // nothing to do
  QCOMPARE(bench.verdicts.size(), 1);
}

void ModelCheckTest::endsWithItsOwner() {
  {
    Bench bench;
    testing::growFile(bench.folder / "model", "unet.pt", sixteenGigabytes);
    bench.start(Depth::files);
    QTest::qWait(20);
  }
  QVERIFY(backgroundPool().waitForDone(2000));
}

void ModelCheckTest::triesTheNetworks_data() {
  QTest::addColumn<double>("error");
  QTest::addColumn<int>("outcome");
  QTest::addColumn<QString>("words");
  QTest::newRow("right") << 1e-5 << int(Found::sound) << QStringLiteral("compute here what");
  QTest::newRow("off") << 0.03 << int(Found::differs) << QStringLiteral("unet is off by 3 %");
  QTest::newRow("not a number") << double(NAN) << int(Found::differs)
                                << QStringLiteral("unet is off");
}

void ModelCheckTest::triesTheNetworks() {
  QFETCH(const double, error);
  QFETCH(const int, outcome);
  QFETCH(const QString, words);
  Bench bench(testing::fakeMachine(
      {.devices = {}, .verify = [error](const auto&, const auto&) {
         return std::vector<Verification>{{"vae_decoder", 0, 1e-3}, {"unet", error, 1e-3}};
       }}));
  bench.start(Depth::networks);
  QTRY_COMPARE(bench.verdicts.size(), 1);
  QCOMPARE(int(bench.verdicts[0].outcome), outcome);
  QVERIFY2(bench.verdicts[0].words.contains(words), qPrintable(bench.verdicts[0].words));
  QVERIFY(bench.percents.contains(-1));
}

// A picture that is asked for does not wait for a trial that takes minutes.
void ModelCheckTest::givesWayToPainting() {
  std::atomic<bool> trying = false;
  Bench bench(testing::fakeMachine(
      {.devices = {}, .verify = [&trying](const auto&, const auto& stop) {
         trying = true;
         while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
         throw Error(ErrorKind::interrupted,
                     {.what = "stopped", .where = "", .expected = "", .got = ""});
         return std::vector<Verification>();
       }}));
  QSignalSpy painted(&bench.controller, &Controller::finished);
  bench.start(Depth::networks);
  QTRY_VERIFY(trying);
  Job job;
  job.folder = bench.folder.path();
  QVERIFY(bench.controller.start(job));
  QTRY_COMPARE(painted.count(), 1);
  QTRY_COMPARE(bench.verdicts.size(), 1);
  QVERIFY(bench.verdicts[0].outcome == Found::sound);
  QVERIFY(bench.verdicts[0].advice.contains(QStringLiteral("painting goes first")));
}

void ModelCheckTest::cancelsWhileNetworksAreTried() {
  std::atomic<bool> trying = false;
  std::atomic<bool> ended = false;
  Bench bench(testing::fakeMachine({.devices = {}, .verify = [&](const auto&, const auto& stop) {
                                      trying = true;
                                      while (!stop.stop_requested())
                                        std::this_thread::sleep_for(1ms);
                                      ended = true;
                                      return std::vector<Verification>();
                                    }}));
  bench.start(Depth::networks);
  QTRY_VERIFY(trying);
  bench.check.cancel();
  QCOMPARE(bench.verdicts.size(), 1);
  QTRY_VERIFY(ended);
  QTest::qWait(20);
  QCOMPARE(bench.verdicts.size(), 1);
}

void ModelCheckTest::findsEaselSound() {
  Bench bench(enginePainterFactory());
  bench.check.start({.model = MAULSTICK_SOURCE_DIR "/models/easel", .device = "cpu"},
                    Depth::networks);
  QTRY_COMPARE_WITH_TIMEOUT(bench.verdicts.size(), 1, 120'000);
  QVERIFY2(bench.verdicts[0].outcome == Found::sound, qPrintable(bench.verdicts[0].words));
  QVERIFY(bench.verdicts[0].words.contains(QStringLiteral("compute here what")));
}

static const testing::Registered<ModelCheckTest> registered;

}  // namespace maulstick::ui

#include "model_check_test.moc"

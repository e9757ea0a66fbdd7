// Forecasts in words, and the warning before a run.

#include <QElapsedTimer>
#include <QTest>
#include <limits>
#include <nlohmann/json.hpp>

#include "support/folder.h"
#include "ui/models/devices.h"
#include "ui/models/fake_machine.h"
#include "ui/models/forecast.h"
#include "ui/models/memory_warning.h"
#include "ui/models/tiny_bundle.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::gibibyte;
using testing::TemporaryFolder;

const std::filesystem::path easel = MAULSTICK_SOURCE_DIR "/models/easel";

EngineOptions onCpu(Precision precision = Precision::float32) {
  return {.model = easel, .device = "cpu", .precision = precision};
}

Request large(int side = 1024) {
  Request request;
  request.width = side;
  request.height = side;
  return request;
}

MemoryRoom roomOf(double gigabytes) {
  return {.device = "cpu",
          .bytes = static_cast<std::uint64_t>(gigabytes * double(gibibyte)),
          .precisions = {Precision::float32, Precision::bfloat16}};
}

double gigabytesOf(std::uint64_t bytes) {
  return double(bytes) / double(gibibyte);
}

}  // namespace

class MemoryTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void saysMemory_data();
  void saysMemory();
  void saysWhatAStepCosts();
  void offersEveryPrecision();
  void knowsNothingOfADamagedModel();
  void isSilentWhereItFits();
  void warnsAndSaysWhatHelps();
  void saysSoIfNothingHelps();
  void knowsGuidanceIsOff();
  void asksTheDevices();
  void takesNoTime();
};

void MemoryTest::saysMemory_data() {
  QTest::addColumn<double>("gigabytes");
  QTest::addColumn<QString>("words");
  QTest::newRow("a little") << 0.01 << QStringLiteral("less than 0.1\u00a0GB");
  QTest::newRow("part") << 0.41 << QStringLiteral("0.4\u00a0GB");
  QTest::newRow("some") << 9.94 << QStringLiteral("9.9\u00a0GB");
  QTest::newRow("whole") << 8.0 << QStringLiteral("8\u00a0GB");
  QTest::newRow("ten") << 9.97 << QStringLiteral("10\u00a0GB");
  QTest::newRow("much") << 23.7 << QStringLiteral("24\u00a0GB");
}

void MemoryTest::saysMemory() {
  QFETCH(const double, gigabytes);
  QFETCH(const QString, words);
  QCOMPARE(memoryText(static_cast<std::uint64_t>(gigabytes * double(gibibyte))), words);
}

void MemoryTest::saysWhatAStepCosts() {
  const Cost cost = {.plain = gibibyte / 5, .guided = gibibyte * 2 / 5, .certainty = {}};
  QCOMPARE(costWords(cost, 24 * gibibyte).replace(u'\u00a0', u' '),
           QStringLiteral("plain step about 0.2 GB, guided step about 0.4 GB of 24 GB"));
  QVERIFY(costWords(cost, gibibyte / 3).contains(QStringLiteral("more than the 0.3")));
  QVERIFY(costWords(cost, gibibyte / 10).startsWith(QStringLiteral("about 0.2")));
  QVERIFY(!costWords(cost, 0).contains(QStringLiteral(" of ")));
}

void MemoryTest::offersEveryPrecision() {
  const auto offers = offersOf(onCpu(), {testing::fakeCpu().info}, QSize(512, 512));
  QCOMPARE(offers.size(), std::size_t{2});
  QVERIFY(offers[0].precision == Precision::float32 && offers[0].cost);
  QVERIFY(offers[0].cost->guided > offers[0].cost->plain);
  QVERIFY(offers[1].cost->guided < offers[0].cost->guided);
  QVERIFY(offers[0].cost->certainty == Certainty::measured);
  const auto small = offersOf(onCpu(), {testing::fakeCpu().info}, QSize(0, 0));
  QVERIFY(small[0].cost->guided < offers[0].cost->guided);
}

void MemoryTest::knowsNothingOfADamagedModel() {
  QVERIFY(!costOf({.model = "/none", .device = "cpu"}, {}));
  QVERIFY(!memoryWarning(large(), {.model = "/none", .device = "cpu"}, roomOf(0.1)));
}

void MemoryTest::isSilentWhereItFits() {
  QVERIFY(!memoryWarning(large(), onCpu(), roomOf(24)));
  QVERIFY(!memoryWarning(Request(), onCpu(), roomOf(1)));
}

// Every remedy that is named is one; none is named that is not.
void MemoryTest::warnsAndSaysWhatHelps() {
  const auto need = costOf(onCpu(), QSize(1024, 1024));
  const auto half = costOf(onCpu(Precision::bfloat16), QSize(1024, 1024));
  const double room = gigabytesOf((half->guided + need->guided) / 2);
  QVERIFY(gigabytesOf(need->plain) < room);
  const auto warning = memoryWarning(large(), onCpu(), roomOf(room));
  QVERIFY(warning);
  QCOMPARE(warning->bytes, need->guided);
  QVERIFY2(warning->what.contains(memoryText(need->guided)), qPrintable(warning->what));
  QVERIFY2(warning->next.contains(QStringLiteral("bfloat16")), qPrintable(warning->next));
  QVERIFY2(warning->next.contains(QStringLiteral("guidance off")), qPrintable(warning->next));
  QVERIFY2(warning->next.contains(QStringLiteral(" pixels")), qPrintable(warning->next));

  const auto tight = memoryWarning(large(), onCpu(), roomOf(gigabytesOf(need->plain) * 0.98));
  QVERIFY(tight);
  QVERIFY2(!tight->next.contains(QStringLiteral("guidance off")), qPrintable(tight->next));
  const auto halved = memoryWarning(large(), onCpu(Precision::bfloat16), roomOf(0.4));
  QVERIFY(halved && !halved->next.contains(QStringLiteral("bfloat16")));
}

void MemoryTest::saysSoIfNothingHelps() {
  const auto warning = memoryWarning(Request(), onCpu(), roomOf(0.01));
  QVERIFY(warning);
  QVERIFY2(warning->next.contains(QStringLiteral("No single setting")), qPrintable(warning->next));
}

void MemoryTest::knowsGuidanceIsOff() {
  const double room = gigabytesOf(costOf(onCpu(), QSize(1024, 1024))->plain) * 1.02;
  Request request = large();
  QVERIFY(memoryWarning(request, onCpu(), roomOf(room)));
  request.guidance.scales.assign(request.guidance.scales.size(), 0);
  QVERIFY(!memoryWarning(request, onCpu(), roomOf(room)));
}

void MemoryTest::asksTheDevices() {
  Controller controller(testing::fakeMachine(
      {.devices = {testing::fakeCpu(), testing::fakeCard(gibibyte / 100)}, .verify = {}}));
  Devices devices(controller);
  EngineOptions automatic = onCpu();
  automatic.device = "auto";
  QVERIFY(!memoryWarning(Request(), automatic, devices));  // nobody has answered yet
  QTRY_VERIFY(!devices.list().empty());
  QCOMPARE(devices.find("auto")->info.name, std::string("cuda:0"));
  QCOMPARE(devices.find("cuda")->info.name, std::string("cuda:0"));
  QVERIFY(devices.find("mps") == nullptr);
  QCOMPARE(*devices.availableOn("cuda:0"), gibibyte / 100);
  QVERIFY(*devices.availableOn("cpu") > gibibyte / 100);
}

// It is asked on the UI thread. The best of some, because the machine may be busy.
void MemoryTest::takesNoTime() {
  qint64 best = std::numeric_limits<qint64>::max();
  for (int i = 0; i < 5; ++i) {
    QElapsedTimer timer;
    timer.start();
    QVERIFY(memoryWarning(large(2048), onCpu(), roomOf(0.3)));
    best = std::min(best, timer.elapsed());
  }
  QVERIFY2(best < 50, qPrintable(QString::number(best)));
}

static const testing::Registered<MemoryTest> registered;

}  // namespace maulstick::ui

#include "memory_test.moc"

#include "ui/models/model_entry.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "support/folder.h"
#include "ui/models/tiny_bundle.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;
using testing::TemporaryFolder;

const QString easel = QStringLiteral(MAULSTICK_SOURCE_DIR "/models/easel");

ModelEntry readAll(const QString& folder) {
  return readModel(folder, {}, [](int) {});
}

void empty(const fs::path& folder) {
  fs::remove_all(folder);
  fs::create_directory(folder);
}

// What may have happened to a bundle, and what a person is told.
struct Damage {
  const char* name;
  void (*harm)(const fs::path& folder);
  ModelState state;
  const char* problem;  // is in the first one
  const char* advice;
  bool onlyWhenRead;  // a look from outside does not find it
};

const Damage damages[] = {
    {"a file is missing", [](const fs::path& folder) { fs::remove(folder / "unet.pt"); },
     ModelState::damaged, "unet.pt is missing", "Export the model again", false},
    {"a file is cut", [](const fs::path& folder) { fs::resize_file(folder / "unet.pt", 3); },
     ModelState::damaged, "unet.pt is damaged: it has 3 bytes instead of", "Export", false},
    {"a file has another content",
     [](const fs::path& folder) {
       std::string bytes = testing::contents(folder / "clip_text.pt");
       bytes[3] ^= 1;
       testing::write(folder / "clip_text.pt", bytes);
     },
     ModelState::damaged, "clip_text.pt is damaged: its content", "Export", true},
    {"the manifest is no JSON",
     [](const fs::path& folder) { testing::write(folder / "manifest.json", "{\"format\": "); },
     ModelState::damaged, "manifest.json is damaged", "Export", false},
    {"the manifest is gone", [](const fs::path& folder) { fs::remove(folder / "manifest.json"); },
     ModelState::damaged, "manifest.json is missing", "Export", false},
    {"another folder", [](const fs::path& folder) { empty(folder); }, ModelState::none,
     "is no model", "manifest.json is in it", false},
    {"the folder is gone", [](const fs::path& folder) { fs::remove_all(folder); }, ModelState::none,
     "not there", "not connected", false},
    {"a folder above the model",
     [](const fs::path& folder) {
       empty(folder);
       testing::makeTinyBundle(folder / "inner");
     },
     ModelState::none, "is no model", "“inner”", false},
    {"a folder of diffusers",
     [](const fs::path& folder) {
       empty(folder);
       testing::write(folder / "model_index.json", "{}");
     },
     ModelState::none, "is no model", "scripts/export_weights.py", false},
    {"a folder with weights",
     [](const fs::path& folder) {
       empty(folder);
       testing::write(folder / "v1-5.safetensors", "");
     },
     ModelState::none, "is no model", "must be exported first", false}};

}  // namespace

class ModelEntryTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsWhatTheManifestSays();
  void namesWhatIsWrong_data();
  void namesWhatIsWrong();
  void tellsHowFarItHasRead();
  void stopsReading();
  void saysTheCommandOfTheReadme();
};

void ModelEntryTest::tellsWhatTheManifestSays() {
  const ModelEntry entry = lookAtModel(easel + QStringLiteral("/../easel/"));
  QVERIFY2(entry.state == ModelState::ready, qPrintable(entry.problems.join(u'\n')));
  QCOMPARE(entry.folder, easel);
  QCOMPARE(entry.name, QStringLiteral("Easel"));
  QCOMPARE(entry.size.width, 128);
  QCOMPARE(entry.size.unit, 32);
  QCOMPARE(entry.licence, QStringLiteral("CC0-1.0"));
  QVERIFY(entry.bytes > 10'000'000);
  QVERIFY(readAll(easel).state == ModelState::ready);
}

void ModelEntryTest::namesWhatIsWrong_data() {
  QTest::addColumn<int>("row");
  for (int row = 0; row < int(std::size(damages)); ++row) QTest::newRow(damages[row].name) << row;
}

void ModelEntryTest::namesWhatIsWrong() {
  QFETCH(const int, row);
  const Damage& damage = damages[row];
  const TemporaryFolder folder;
  const QString model = fromPath(folder / "model");
  testing::makeTinyBundle(folder / "model");
  QVERIFY(readAll(model).state == ModelState::ready);
  damage.harm(folder / "model");
  QVERIFY(lookAtModel(model).state == (damage.onlyWhenRead ? ModelState::ready : damage.state));
  const ModelEntry entry = readAll(model);
  QVERIFY(entry.state == damage.state);
  QVERIFY2(entry.problems.value(0).contains(QLatin1String(damage.problem)),
           qPrintable(entry.problems.join(u'\n')));
  QCOMPARE(entry.problems.size(), 1);
  QVERIFY2(entry.advice.contains(QString::fromUtf8(damage.advice)), qPrintable(entry.advice));
}

void ModelEntryTest::tellsHowFarItHasRead() {
  const TemporaryFolder folder;
  testing::makeTinyBundle(folder / "model");
  testing::growFile(folder / "model", "unet.pt", 8 << 20);
  QList<int> told;
  readModel(fromPath(folder / "model"), {}, [&told](int percent) { told.append(percent); });
  QVERIFY(told.size() > 8);
  QVERIFY(std::is_sorted(told.begin(), told.end()));
  QVERIFY(told.contains(50) || told.contains(49));
  QCOMPARE(told.last(), 100);
}

void ModelEntryTest::stopsReading() {
  const TemporaryFolder folder;
  testing::makeTinyBundle(folder / "model");
  testing::growFile(folder / "model", "unet.pt", 8 << 20);
  std::stop_source stop;
  int calls = 0;
  const auto stopAtThird = [&](int) {
    if (++calls == 3) stop.request_stop();
  };
  QVERIFY_EXCEPTION_THROWN(readModel(fromPath(folder / "model"), stop.get_token(), stopAtThird),
                           Error);
  QCOMPARE(calls, 3);
}

void ModelEntryTest::saysTheCommandOfTheReadme() {
  const std::string readme = testing::contents(MAULSTICK_SOURCE_DIR "/README.md");
  QVERIFY(readme.find(exportCommand().toStdString()) != std::string::npos);
}

static const testing::Registered<ModelEntryTest> registered;

}  // namespace maulstick::ui

#include "model_entry_test.moc"

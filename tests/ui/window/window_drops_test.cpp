// Files dropped on the window, kind ones and hostile ones.

#include <sys/stat.h>
#include <QSignalSpy>
#include <QTest>
#include <array>
#include <cstring>

#include "engine/settings.h"
#include "formats/safetensors.h"
#include "model/bundle.h"
#include "picture/png.h"
#include "ui/history/picture_settings.h"
#include "ui/panels/prompt_edit.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/drop_overlay.h"
#include "ui/window/quiet_test.h"
#include "ui/window/restore_sheet.h"
#include "ui/window/studio.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::QuietTest;
using testing::Studio;

namespace fs = std::filesystem;
const fs::path easel = MAULSTICK_SOURCE_DIR "/models/easel";
const fs::path samples = MAULSTICK_SOURCE_DIR "/tests/reference/data/embeddings";

class WindowDropsTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void saysWhatADropWillDo_data();
  void saysWhatADropWillDo();
  void takesDropsOnTextFieldsToo();
  void offersTheSettingsOfOurPicture();
  void saysThatNothingWouldChange();
  void leavesEverythingWhenItIsCancelled();
  void followsThePanelsWhileItAsks();
  void saysWhatAnA1111PictureAsksInVain();
  void restoresFromTheHistoryAtOnce();
  void restoresWhatWasPaintedExactly();
  void opensByTheKeyboard();
  void survivesHostilePictures_data();
  void survivesHostilePictures();
  void usesADroppedModel();
  void addsTheWordOfAnEmbedding();
  void refusesEmbeddingsInOneLine_data();
  void refusesEmbeddingsInOneLine();
};

Image grey(int width = 8, int height = 8) {
  const auto bytes = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3;
  return {.width = width, .height = height, .rgb = std::vector<std::uint8_t>(bytes, 90)};
}

// A picture of ours, with other settings than those at the start.
fs::path ourPicture(const Home& home) {
  Painting painting;
  painting.request.prompt = "A red boat, pencil sketch, graphite, cross-hatching, monochrome";
  painting.request.seed = 7;
  painting.request.steps = 30;
  painting.request.guidance.scales = {120, 0, 5};
  painting.request.width = painting.request.height = 128;
  painting.request.moves = {{12, "clip", 300}};
  painting.losses = {0, 0, 0};
  painting.image = grey();
  testing::write(home / "ours.png", picture::encode_png(painting.image, text_chunks(painting)));
  return home / "ours.png";
}

fs::path pictureWith(const Home& home, const std::string& keyword, const std::string& text) {
  testing::write(home / "other.png", picture::encode_png(grey(), {{keyword, text}}));
  return home / "other.png";
}

void WindowDropsTest::saysWhatADropWillDo_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("words");
  QTest::addColumn<bool>("taken");
  const auto row = [](const char* name, const char* words, bool taken) {
    QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(words) << taken;
  };
  row("a.png", "Take the settings of this picture", true);
  row("b.PT", "Add this word", true);
  row("c.bin", "Add this word", true);
  row("d.safetensors", "Add this word", true);
  row("model", "Use this model", true);
  row("g.csv", "Import these styles", true);
  row("series", "Show this series", true);
  row("folder", "This folder is no model: it has no manifest.json", false);
  row("e.jpg", "Settings are read from PNG pictures only", false);
  row("f.txt", "Pictures (PNG), models, embeddings and styles can be dropped here", false);
  row("gone.png", "This file is gone", false);
  row("pipe.png", "This is no file that can be read", false);
  row("a.png c.bin", "One at a time, please", false);
  row("c.bin b.PT", "Add these words", true);
}

void WindowDropsTest::saysWhatADropWillDo() {
  QFETCH(const QString, name);
  QFETCH(const QString, words);
  QFETCH(const bool, taken);
  const Home home;
  for (const char* file : {"a.png", "b.PT", "c.bin", "d.safetensors", "e.jpg", "f.txt", "g.csv"}) {
    testing::write(home / file, "");
  }
  fs::create_directories(home / "folder");
  fs::create_directories(home / "model");
  fs::create_directories(home / "series");
  testing::write(home / "series/series.json", "");
  testing::write(home / "model/manifest.json", "");
  QCOMPARE(mkfifo((home / "pipe.png").c_str(), 0600), 0);
  Studio studio;
  auto* overlay = studio.window().findChild<DropOverlay*>();
  QVERIFY(!overlay->isVisible());
  std::vector<fs::path> files;
  for (const QString& one : name.split(u' ')) files.push_back(home / one.toStdString());
  const auto data = testing::filesOf(files);
  QCOMPARE(studio.hover(*data), taken);
  QVERIFY(overlay->isVisible());
  QCOMPARE(overlay->size(), studio.window().size());
  QCOMPARE(overlay->offer().words, words);
  QVERIFY(!overlay->grab().isNull());
  QDragLeaveEvent leave;
  QCoreApplication::sendEvent(studio.window().windowHandle(), &leave);
  QVERIFY(!overlay->isVisible());
}

// File managers give names as text as well, which a field would take for words.
void WindowDropsTest::takesDropsOnTextFieldsToo() {
  const Home home;
  Studio studio;
  auto* edit = studio.view().findChild<PromptEdit*>();
  const auto data = testing::filesOf({ourPicture(home)});
  const QPoint place = edit->mapTo(&studio.window(), edit->rect().center());
  QDropEvent drop(QPointF(place), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
  const QString before = edit->prompt();
  QCoreApplication::sendEvent(studio.window().windowHandle(), &drop);
  QTRY_VERIFY(studio.sheet()->isVisible());
  QCOMPARE(edit->prompt(), before);
}

void WindowDropsTest::offersTheSettingsOfOurPicture() {
  const Home home;
  Studio studio;
  const Request before = studio.request();
  const auto file = ourPicture(home);
  QVERIFY(studio.drop(file));
  QTRY_VERIFY(studio.sheet()->isVisible());
  QCOMPARE(studio.view().shownFile(), fromPath(file));
  QVERIFY(studio.request() == before);
  const QStringList lines = studio.sheet()->lines();
  for (const char* line : {"Seed: 42 → 7", "Steps: 50 → 30", "CLIP: 200 → 120",
                           "Frequency: 30 → off", "Styles: none → pencil"}) {
    QVERIFY2(lines.contains(QString::fromUtf8(line)), qPrintable(lines.join(u'\n')));
  }
  studio.key(QKeySequence(Qt::Key_Return));
  QVERIFY(!studio.sheet()->isVisible());
  QCOMPARE(studio.request().prompt, std::string("A red boat"));
  QVERIFY(studio.chip(QStringLiteral("pencil"))->isChecked());
  QCOMPARE(studio.view().history().stack().count(), 1);
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
  QVERIFY(studio.request() == before);
  QVERIFY(!studio.chip(QStringLiteral("pencil"))->isChecked());
}

void WindowDropsTest::saysThatNothingWouldChange() {
  const Home home;
  Studio studio;
  studio.press(QStringLiteral("Paint"));
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QTRY_VERIFY(!studio.isBusy());
  studio.drop(home.painted().front());
  QTRY_VERIFY(studio.message()->text().contains(QStringLiteral("already")));
  QVERIFY(!studio.sheet()->isVisible());
  QCOMPARE(studio.view().history().stack().count(), 0);
}

void WindowDropsTest::leavesEverythingWhenItIsCancelled() {
  const Home home;
  Studio studio;
  const Request before = studio.request();
  studio.drop(ourPicture(home));
  QTRY_VERIFY(studio.sheet()->isVisible());
  studio.key(QKeySequence(Qt::Key_Escape));
  QVERIFY(!studio.sheet()->isVisible());
  QVERIFY(studio.request() == before);
  QCOMPARE(studio.view().history().stack().count(), 0);
  QCOMPARE(studio.message()->count(), 0);
}

void WindowDropsTest::followsThePanelsWhileItAsks() {
  const Home home;
  Studio studio;
  studio.drop(ourPicture(home));
  QTRY_VERIFY(studio.sheet()->isVisible());
  Request changed = studio.request();
  changed.steps = 30;
  studio.view().history().change(changed, QStringLiteral("Steps"));
  QVERIFY(!studio.sheet()->lines().join(u'\n').contains(QStringLiteral("Steps")));
  studio.press(QStringLiteral("Restore"));
  QCOMPARE(studio.request().seed, std::int64_t{7});
}

void WindowDropsTest::saysWhatAnA1111PictureAsksInVain() {
  const Home home;
  Studio studio;
  studio.drop(pictureWith(home, "parameters",
                          "a (red:1.2) boat <lora:sea:0.8>\nNegative prompt: fog\n"
                          "Steps: 150, Sampler: Euler a, CFG scale: 7.5, Seed: 99, Size: 512x512, "
                          "Model hash: 0123456789, Model: sd-v1-4, Hires upscale: 2"));
  QTRY_VERIFY(studio.sheet()->isVisible());
  const QString told = studio.sheet()->lines().join(u'\n');
  for (const char* words : {"Prompt weights: off → on", "Steps: 150 → 100", "Sampler: Euler a",
                            "<lora:sea:0.8>", "Hires upscale: 2", "Painted with sd-v1-4"}) {
    QVERIFY2(told.contains(QString::fromUtf8(words)), qPrintable(told));
  }
  studio.press(QStringLiteral("Restore"));
  QCOMPARE(studio.request().cfg, 7.5);
  QCOMPARE(studio.request().negative, std::string("fog"));
  QVERIFY(studio.request().weights);
  QVERIFY(studio.message()->text().contains(QStringLiteral("Euler a")));
}

void WindowDropsTest::restoresFromTheHistoryAtOnce() {
  const Home home;
  Studio studio;
  studio.press(QStringLiteral("Paint"));
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QTRY_VERIFY(!studio.isBusy());
  const Request painted = studio.request();
  studio.type(QStringLiteral("something else"));
  studio.view().restoreFrom(fromPath(home.painted().front()));
  QTRY_VERIFY(studio.request() == painted);
  QVERIFY(!studio.sheet()->isVisible());
  studio.press(QStringLiteral("Undo"));
  QCOMPARE(studio.request().prompt, std::string("something else"));
}

void WindowDropsTest::restoresWhatWasPaintedExactly() {
  const Home home;
  Studio studio;
  studio.drop(ourPicture(home));
  QTRY_VERIFY(studio.sheet()->isVisible());
  studio.press(QStringLiteral("Restore"));
  studio.press(QStringLiteral("Paint"));
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  Request asked = settingsOf(fromPath(home / "ours.png")).restored.value().request;
  asked.width = asked.height = 0;  // the model's own, which it is
  QVERIFY(studio.stage->painted[0].request == asked);
}

void WindowDropsTest::opensByTheKeyboard() {
  const Home home;
  Studio studio;
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_O));  // and thinks better of it
  QCOMPARE(studio.answers->asked, 1);
  studio.answers->answer = fromPath(ourPicture(home));
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_O));
  QTRY_VERIFY(studio.sheet()->isVisible());
}

std::string nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']');
}

// The size stands behind the signature and the head of the first chunk.
std::string withSize(std::string png, std::uint32_t side) {
  for (const std::size_t at : {16U, 20U}) {
    for (std::size_t i = 0; i < 4; ++i) png[at + i] = static_cast<char>(side >> (24 - 8 * i));
  }
  return png;
}

void WindowDropsTest::survivesHostilePictures_data() {
  QTest::addColumn<QByteArray>("bytes");
  const auto row = [](const char* name, const std::string& bytes) {
    QTest::newRow(name) << QByteArray::fromStdString(bytes);
  };
  const std::string plain = picture::encode_png(grey(), {});
  const auto with = [](const std::string& keyword, const std::string& text) {
    return picture::encode_png(grey(), {{keyword, text}});
  };
  const std::string head = R"({"format":"maulstick-settings","format_version":1,"request":)";
  row("empty", "");
  row("text", "this is no picture");
  row("signature only", plain.substr(0, 8));
  row("cut", plain.substr(0, plain.size() / 2));
  row("no settings", plain);
  row("enormous", withSize(plain, 0x7fffffff));
  row("no size", withSize(plain, 0));
  row("bytes", std::string(100'000, '\xff'));
  row("broken JSON", with("maulstick", head + "{"));
  row("deep JSON", with("maulstick", head + nested(50'000) + "}"));
  row("another format", with("maulstick", R"({"format":"x"})"));
  row("no object", with("maulstick", "[]"));
  row("other people's", with("workflow", R"({"nodes":[]})"));
  row("huge text", with("parameters", std::string(std::size_t{5} << 20U, 'a')));
}

void WindowDropsTest::survivesHostilePictures() {
  QFETCH(const QByteArray, bytes);
  const Home home;
  testing::write(home / "hostile.png", bytes.toStdString());
  Studio studio;
  studio.type(QStringLiteral("A red boat"));
  const Request before = studio.request();
  studio.drop(home / "hostile.png");
  QTRY_COMPARE(studio.message()->count(), 1);
  QTest::qWait(20);
  QCOMPARE(studio.message()->count(), 1);
  QVERIFY(studio.message()->text().contains(QStringLiteral("hostile.png")));
  QVERIFY(studio.message()->text().size() < 200);
  QVERIFY(!studio.sheet()->isVisible());
  QVERIFY(studio.request() == before);
}

void WindowDropsTest::usesADroppedModel() {
  const Home home;
  fs::copy(easel, home / "mine", fs::copy_options::recursive);
  Studio studio;
  QVERIFY(studio.drop(home / "mine"));
  QTRY_COMPARE(fromPath(studio.view().model().model), fromPath(home / "mine"));
  studio.restart();
  QCOMPARE(fromPath(studio.view().model().model), fromPath(home / "mine"));
}

// One vector of the width that the model has, or another one.
fs::path embedding(const Home& home, const std::string& token, std::int64_t width) {
  const std::vector<float> values(static_cast<std::size_t>(width), 0.25F);
  const std::string_view bytes(reinterpret_cast<const char*>(values.data()),
                               values.size() * sizeof(float));
  const formats::TensorView view = {
      .type = formats::ElementType::float32, .shape = {width}, .bytes = bytes};
  testing::write(home / "words.safetensors", formats::write_safetensors({{token, view}}, {}));
  return home / "words.safetensors";
}

std::int64_t easelWidth() {
  return model::Bundle::open(easel).manifest().text_encoder.width;
}

void WindowDropsTest::addsTheWordOfAnEmbedding() {
  const Home home;
  Studio studio;
  studio.type(QStringLiteral("A bird"));
  const auto file = embedding(home, "<birb-style>", easelWidth());
  QVERIFY(studio.drop(file));
  QTRY_COMPARE(studio.request().prompt, std::string("A bird, <birb-style>"));
  QVERIFY(studio.request().embeddings == std::vector{file});
  QVERIFY(studio.chip(QStringLiteral("<birb-style>")) != nullptr);
  QCOMPARE(studio.message()->count(), 1);
  studio.drop(file);  // once is enough
  QVERIFY(studio.request().embeddings == std::vector{file});
  studio.restart();
  QVERIFY(studio.request().embeddings == std::vector{file});
  Chip* chip = studio.chip(QStringLiteral("<birb-style>"));
  QVERIFY(chip != nullptr);
  QTest::mouseClick(chip, Qt::LeftButton, {}, {8, chip->height() / 2});
  QVERIFY(studio.request().prompt.find("<birb-style>") !=
          studio.request().prompt.rfind("<birb-style>"));
  chip->setFocus();
  QTest::keyClick(chip, Qt::Key_Delete);
  QVERIFY(studio.request().embeddings.empty());
  QVERIFY(studio.chip(QStringLiteral("<birb-style>")) == nullptr);
}

void WindowDropsTest::refusesEmbeddingsInOneLine_data() {
  QTest::addColumn<QString>("sample");
  QTest::addColumn<QString>("words");
  const auto row = [](const char* name, const char* words) {
    QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(words);
  };
  row("code.bin", "code.bin cannot be used: it is damaged, or no embedding");
  row("sdxl.safetensors", "sdxl.safetensors cannot be used");
  row("hugging_face.bin", "it was made for models 8 wide, and Easel is 128 wide");
  row("", "it was made for models 768 wide (Stable Diffusion 1), and Easel is 128 wide");
}

void WindowDropsTest::refusesEmbeddingsInOneLine() {
  QFETCH(const QString, sample);
  QFETCH(const QString, words);
  const Home home;
  const fs::path file =
      sample.isEmpty() ? embedding(home, "<birb-style>", 768) : samples / sample.toStdString();
  Studio studio;
  const Request before = studio.request();
  studio.drop(file);
  QTRY_COMPARE(studio.message()->count(), 1);
  QVERIFY2(studio.message()->text().contains(words), qPrintable(studio.message()->text()));
  QVERIFY(studio.request() == before);
}

const testing::Registered<WindowDropsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_drops_test.moc"

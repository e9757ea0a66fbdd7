// What a picture would change, told and done.

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "base/sha256.h"
#include "support/folder.h"
#include "ui/support/registry.h"
#include "ui/window/restore_plan.h"
#include "ui/window/restore_sheet.h"

namespace maulstick::ui {
namespace {

class RestoreTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsOnlyWhatDiffers();
  void tellsValuesAsThePanelsShowThem();
  void turnsWordsBackIntoStyles();
  void fitsTheSizeToTheModel();
  void tellsOfAnotherModel();
  void findsEmbeddingsByTheirHash();
  void sheetListsAndAnswersKeys();
};

QStringList linesOf(const std::vector<SettingChange>& changes) {
  QStringList lines;
  for (const SettingChange& one : changes) {
    lines << QStringLiteral("%1 %2 > %3").arg(one.name, one.from, one.to);
  }
  return lines;
}

void RestoreTest::tellsOnlyWhatDiffers() {
  const PanelSettings now = {.request = {}, .styles = defaultStyleChips()};
  QVERIFY(settingsChanges(now, now).empty());
  PanelSettings next = now;
  next.request.steps = 30;
  next.request.guidance.scales[0] = 120;
  next.request.seed = 7;
  QCOMPARE(linesOf(settingsChanges(now, next)),
           QStringList({QStringLiteral("Seed 42 > 7"), QStringLiteral("Steps 50 > 30"),
                        QStringLiteral("CLIP 200 > 120")}));
}

void RestoreTest::tellsValuesAsThePanelsShowThem() {
  const PanelSettings now = {.request = {}, .styles = defaultStyleChips()};
  PanelSettings next = now;
  next.request.guidance.scales[2] = 0;
  next.request.guidance.mode = guidance::Mode::relative;
  next.request.guidance.strength = 12;
  next.request.negative = "rain";
  next.request.weights = true;
  next.request.width = 256;
  next.request.height = 128;
  next.request.moves = {{12, "clip", 300}};
  next.styles[0].on = true;
  const QStringList lines = linesOf(settingsChanges(now, next));
  for (const char* line :
       {"Negative prompt none > rain", "Prompt weights off > on", "Styles none > oil painting",
        "Composition 10 > off", "Strength 4 % > 12 %", "Guidance mode reference > relative",
        "Size the model's own > 256 × 128", "Sliders moved while painting none > 1"}) {
    QVERIFY2(lines.contains(QString::fromUtf8(line)), qPrintable(lines.join(u'\n')));
  }
  QCOMPARE(lines.size(), 8);
}

void RestoreTest::turnsWordsBackIntoStyles() {
  PanelSettings now = {.request = {}, .styles = defaultStyleChips()};
  now.styles[1].on = true;
  Restored found;
  found.request.prompt = "A boat, " + now.styles[0].words.toStdString();
  const RestorePlan plan = planRestore(found, now, {});
  QCOMPARE(plan.next.request.prompt, std::string("A boat"));
  QVERIFY(plan.next.styles[0].on);
  QVERIFY(!plan.next.styles[1].on);
  QVERIFY(linesOf(plan.changes).contains(QStringLiteral("Styles watercolor > oil painting")));
}

const ModelFacts easel = {.name = QStringLiteral("Easel"),
                          .hash = std::string(64, 'a'),
                          .sizes = {.unit = 16, .width = 128, .height = 128}};

void RestoreTest::fitsTheSizeToTheModel() {
  const PanelSettings now;
  Restored found;
  found.request.width = found.request.height = 128;
  QVERIFY(planRestore(found, now, easel).changes.empty());  // it is the model's own
  found.request.width = 500;
  const RestorePlan plan = planRestore(found, now, easel);
  QCOMPARE(plan.next.request.width, 496);
  QCOMPARE(plan.left.size(), 2);
  QVERIFY(plan.left.join(u'\n').contains(QStringLiteral("500 → 496")));
  QVERIFY(plan.left.join(u'\n').contains(QStringLiteral("made for 128 × 128")));
}

void RestoreTest::tellsOfAnotherModel() {
  Restored found;
  found.model = "Stable Diffusion";
  found.model_hash = "0123456789";
  const QStringList left = planRestore(found, {}, easel).left;
  QCOMPARE(left,
           QStringList({QStringLiteral("Painted with Stable Diffusion; now Easel will paint")}));
  found.model = "Easel";
  QCOMPARE(planRestore(found, {}, easel).left,
           QStringList(QStringLiteral("Painted with another version of Easel")));
  found.model_hash = "aaaaaaaaaa";  // as short as A1111 writes it
  QVERIFY(planRestore(found, {}, easel).left.isEmpty());
}

void RestoreTest::findsEmbeddingsByTheirHash() {
  const testing::TemporaryFolder folder;
  testing::write(folder / "here.bin", "words");
  PanelSettings now;
  now.request.embeddings = {folder / "gone.bin", folder / "here.bin"};
  Restored found;
  found.embeddings = {{"named-otherwise.bin", sha256("words")},
                      {"elsewhere.bin", std::string(64, 'f')}};
  const RestorePlan plan = planRestore(found, now, {});
  QVERIFY(plan.next.request.embeddings == (std::vector{folder / "here.bin"}));
  QCOMPARE(plan.left.size(), 1);
  QVERIFY(plan.left[0].contains(QStringLiteral("elsewhere.bin")));
}

void RestoreTest::sheetListsAndAnswersKeys() {
  QWidget window;
  RestoreSheet sheet(&window);
  window.show();
  QSignalSpy accepted(&sheet, &RestoreSheet::accepted);
  QSignalSpy cancelled(&sheet, &RestoreSheet::cancelled);
  sheet.propose({.file = QStringLiteral("/a/b.png"),
                 .changes = {{QStringLiteral("Steps"), QStringLiteral("30"), QStringLiteral("50")}},
                 .left = {QStringLiteral("Sampler: Euler a")}},
                {});
  QCOMPARE(sheet.lines(),
           QStringList({QStringLiteral("Steps: 30 → 50"), QStringLiteral("Sampler: Euler a")}));
  QVERIFY(sheet.isVisible());
  QVERIFY(window.focusWidget() != nullptr);
  QTest::keyClick(window.focusWidget(), Qt::Key_Return);
  QCOMPARE(accepted.count(), 1);
  QTest::keyClick(window.focusWidget(), Qt::Key_Escape);
  QCOMPARE(cancelled.count(), 1);
  sheet.refresh({.file = QStringLiteral("/a/b.png"), .changes = {}, .left = {}});
  QVERIFY(sheet.lines().isEmpty());
  QTest::keyClick(&sheet, Qt::Key_Return);  // there is nothing to restore
  QCOMPARE(accepted.count(), 1);
}

const testing::Registered<RestoreTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "restore_test.moc"

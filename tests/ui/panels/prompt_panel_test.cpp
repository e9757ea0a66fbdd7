// The prompt room: typing, words of embeddings, styles.

#include <QSignalSpy>
#include <QTest>

#include "ui/panels/prompt_edit.h"
#include "ui/panels/prompt_panel.h"
#include "ui/panels/token_meter.h"
#include "ui/support/registry.h"
#include "ui/widgets/chip.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;
const fs::path samples = MAULSTICK_SOURCE_DIR "/tests/reference/data/embeddings";

class PromptPanelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void takesATypedPromptAsOneStep();
  void asksForAPictureFromWithinThePrompt();
  void addsWordsBehindThePromptInOneStep();
  void refusesWhatIsThereAlready();
  void putsAWordAtTheCursor();
  void weighsAWordByKeys();
  void turnsWeightsOnAtTheirFirstUse();
  void saysThatANegativePromptIsTooLong();
  void readsAModelInTheBackground();
};

void PromptPanelTest::takesATypedPromptAsOneStep() {
  SettingsHistory history;
  PromptPanel panel(history);
  panel.promptEdit()->selectAll();
  QTest::keyClicks(panel.promptEdit(), QStringLiteral("A red boat"));
  QCOMPARE(history.request().prompt, std::string("A red boat"));
  QCOMPARE(history.stack().count(), 1);
}

void PromptPanelTest::asksForAPictureFromWithinThePrompt() {
  SettingsHistory history;
  PromptPanel panel(history);
  QSignalSpy asked(&panel, &PromptPanel::paintRequested);
  QTest::keyClick(panel.promptEdit(), Qt::Key_Return, Qt::ControlModifier);
  QCOMPARE(asked.count(), 1);
  QVERIFY(!panel.promptEdit()->prompt().contains(u'\n'));
}

void PromptPanelTest::addsWordsBehindThePromptInOneStep() {
  Request first;
  first.prompt = "in the style of <b>";
  SettingsHistory history(first);
  PromptPanel panel(history);
  QSignalSpy added(&panel, &PromptPanel::embeddingAdded);
  panel.addEmbedding(samples / "two_tokens.bin");
  QCOMPARE(history.request().prompt, std::string("in the style of <b>, <a>"));
  QCOMPARE(panel.promptEdit()->prompt(), QStringLiteral("in the style of <b>, <a>"));
  QCOMPARE(added.count(), 1);
  QCOMPARE(history.stack().count(), 1);
  history.undo();
  QVERIFY(history.request() == first);
}

void PromptPanelTest::refusesWhatIsThereAlready() {
  SettingsHistory history;
  PromptPanel panel(history);
  QSignalSpy refused(&panel, &PromptPanel::embeddingRefused);
  panel.addEmbedding(samples / "hugging_face.bin");
  panel.addEmbedding(samples / "token.safetensors");  // another file with the same word
  panel.addEmbedding(samples / "code.bin");
  QCOMPARE(refused.count(), 2);
  QCOMPARE(refused[0][0].toString(), QStringLiteral("The word <birb-style> is there already"));
  QCOMPARE(static_cast<int>(history.request().embeddings.size()), 1);
}

void PromptPanelTest::putsAWordAtTheCursor() {
  SettingsHistory history;
  PromptPanel panel(history);
  panel.addEmbedding(samples / "hugging_face.bin");
  panel.promptEdit()->selectAll();
  QTest::keyClicks(panel.promptEdit(), QStringLiteral("A bird"));
  for (Chip* chip : panel.findChildren<Chip*>()) {
    if (chip->text() == QStringLiteral("<birb-style>")) chip->click();
  }
  QCOMPARE(history.request().prompt, std::string("A bird <birb-style>"));
}

void PromptPanelTest::weighsAWordByKeys() {
  Request first;
  first.prompt = "boat";
  first.weights = true;
  SettingsHistory history(first);
  PromptPanel panel(history);
  QTest::keyClick(panel.promptEdit(), Qt::Key_Up, Qt::ControlModifier);
  QCOMPARE(history.request().prompt, std::string("(boat:1.1)"));
  QTest::keyClick(panel.promptEdit(), Qt::Key_Down, Qt::ControlModifier);
  QCOMPARE(history.request().prompt, std::string("boat"));
}

void PromptPanelTest::turnsWeightsOnAtTheirFirstUse() {
  Request first;
  first.prompt = "boat";
  SettingsHistory history(first);
  PromptPanel panel(history);
  QSignalSpy noticed(&panel, &PromptPanel::noticed);
  QTest::keyClick(panel.promptEdit(), Qt::Key_Up, Qt::ControlModifier);
  QCOMPARE(history.request().prompt, std::string("(boat:1.1)"));
  QVERIFY(history.request().weights);
  QCOMPARE(noticed.count(), 1);
  QTest::keyClick(panel.promptEdit(), Qt::Key_Up, Qt::ControlModifier);
  QCOMPARE(noticed.count(), 1);
  QCOMPARE(history.stack().count(), 1);
  history.undo();
  QVERIFY(history.request() == first);
}

void PromptPanelTest::saysThatANegativePromptIsTooLong() {
  Request first;
  for (int i = 0; i < 100; ++i) first.negative += "fog, ";
  SettingsHistory history(first);
  PromptPanel panel(history);
  panel.setModel(MAULSTICK_SOURCE_DIR "/models/easel");
  auto* meter = panel.findChild<TokenMeter*>();
  QTRY_COMPARE(meter->text(), QStringLiteral("Negative too long"));
  QVERIFY2(meter->toolTip().contains(QStringLiteral("for: fog")), qPrintable(meter->toolTip()));
}

// And what comes meanwhile is judged by that model.
void PromptPanelTest::readsAModelInTheBackground() {
  SettingsHistory history;
  PromptPanel panel(history);
  auto* meter = panel.findChild<TokenMeter*>();
  const QString before = meter->text();
  QSignalSpy refused(&panel, &PromptPanel::embeddingRefused);
  panel.setModel(MAULSTICK_SOURCE_DIR "/models/easel");
  panel.addEmbedding(samples / "hugging_face.bin");  // 8 wide
  QCOMPARE(meter->text(), before);
  QCOMPARE(refused.count(), 0);
  QTRY_COMPARE(refused.count(), 1);
  QVERIFY(refused[0][0].toString().contains(QStringLiteral("Easel")));
  QVERIFY(meter->text() != before);
}

const testing::Registered<PromptPanelTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "prompt_panel_test.moc"

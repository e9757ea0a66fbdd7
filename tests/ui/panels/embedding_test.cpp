// The words that textual-inversion files bring, and their chips.

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "support/folder.h"
#include "ui/panels/embedding_chips.h"
#include "ui/support/registry.h"
#include "ui/widgets/chip.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;
const fs::path samples = MAULSTICK_SOURCE_DIR "/tests/reference/data/embeddings";

class EmbeddingTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsWordsOfEveryLayout();
  void saysWhyAFileCannotBeUsed();
  void showsWordsAsChips();
  void readsAFileOnce();
};

void EmbeddingTest::readsWordsOfEveryLayout() {
  const std::pair<const char*, const char*> cases[] = {{"hugging_face.bin", "<birb-style>"},
                                                       {"two_tokens.bin", "<a> <b>"},
                                                       {"a1111.pt", "birb"},
                                                       {"my-bird.safetensors", "my-bird"}};
  for (const auto& [name, words] : cases) {
    const EmbeddingFile file = readEmbeddingFile(samples / name, {});
    QCOMPARE(file.problem, QString());
    QCOMPARE(file.words.join(u' '), QString::fromLatin1(words));
    QCOMPARE(static_cast<int>(file.tokens.size()), static_cast<int>(file.words.size()));
  }
  QCOMPARE(readEmbeddingFile(samples / "a1111.pt", {}).tokens[0].count, std::int64_t{3});
}

void EmbeddingTest::saysWhyAFileCannotBeUsed() {
  const EmbeddingRoom room = {.model = QStringLiteral("Easel"), .width = 128};
  const EmbeddingFile narrow = readEmbeddingFile(samples / "hugging_face.bin", room);
  QCOMPARE(narrow.problem, QStringLiteral("it was made for models 8 wide, and Easel is 128 wide"));
  QCOMPARE(narrow.words, QStringList(QStringLiteral("<birb-style>")));
  const EmbeddingFile gone = readEmbeddingFile(samples / "gone.bin", room);
  QVERIFY(!gone.problem.isEmpty());
  QVERIFY(gone.details.contains(QStringLiteral("gone.bin")));
  QVERIFY(gone.words.isEmpty());
}

void EmbeddingTest::showsWordsAsChips() {
  EmbeddingChips chips;
  QVERIFY(chips.isHidden());
  chips.showFiles({samples / "two_tokens.bin", samples / "gone.bin"});
  QVERIFY(!chips.isHidden());
  const auto all = chips.findChildren<Chip*>();
  QCOMPARE(all.size(), 2);
  QCOMPARE(all[0]->text(), QStringLiteral("<a> <b>"));
  QCOMPARE(all[1]->text(), QStringLiteral("gone.bin"));
  QVERIFY(all[1]->toolTip().contains(QStringLiteral("Cannot be used")));
  QSignalSpy picked(&chips, &EmbeddingChips::wordPicked);
  QSignalSpy removed(&chips, &EmbeddingChips::removeRequested);
  all[0]->click();
  QCOMPARE(picked.count(), 2);
  QTest::keyClick(all[1], Qt::Key_Delete);
  QCOMPARE(removed.count(), 1);
  QCOMPARE(removed[0][0].toInt(), 1);
  chips.showFiles({});
  QVERIFY(chips.isHidden());
}

void EmbeddingTest::readsAFileOnce() {
  const testing::TemporaryFolder folder;
  fs::copy(samples / "hugging_face.bin", folder / "words.bin");
  EmbeddingChips chips;
  chips.showFiles({folder / "words.bin"});
  fs::remove(folder / "words.bin");
  chips.showFiles({folder / "words.bin", samples / "a1111.pt"});
  QCOMPARE(chips.files()[0].problem, QString());
  chips.setRoom({.model = QStringLiteral("Easel"), .width = 8});
  QVERIFY(!chips.files()[0].problem.isEmpty());
}

const testing::Registered<EmbeddingTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "embedding_test.moc"

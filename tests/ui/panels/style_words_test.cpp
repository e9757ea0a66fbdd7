// Styles behind a prompt, and off it again.

#include "ui/panels/style_words.h"

#include <QTest>

#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

class StyleWordsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void comesBackFromWhatItWrote_data();
  void comesBackFromWhatItWrote();
  void leavesUnknownWordsAlone();
  void putsThePromptIntoATemplate();
  void addsWhatTheStylesOfTheEngineAdd();
  void leavesWhatIsTooLongToThePainting();
  void takesBothWordsOrNone();
  void knowsAStyleByItsNegativeAlone();
  void keepsTheOrderOfTheWords();
};

std::vector<StyleChip> chips() {
  return {{.name = QStringLiteral("oil"), .words = QStringLiteral("oil, thick"), .negative = {}},
          {.name = QStringLiteral("ink"),
           .words = QStringLiteral("ink"),
           .negative = QStringLiteral("colour")},
          {.name = QStringLiteral("bare"), .words = {}, .negative = QStringLiteral("people")}};
}

void StyleWordsTest::comesBackFromWhatItWrote_data() {
  QTest::addColumn<QString>("prompt");
  QTest::addColumn<QString>("negative");
  QTest::addColumn<int>("on");
  for (int on = 0; on < 4; ++on) {
    QTest::addRow("a prompt, %d", on) << QStringLiteral("A boat") << QStringLiteral("fog") << on;
    QTest::addRow("no prompt, %d", on) << QString() << QString() << on;
  }
}

void StyleWordsTest::comesBackFromWhatItWrote() {
  QFETCH(const QString, prompt);
  QFETCH(const QString, negative);
  QFETCH(const int, on);
  std::vector<StyleChip> before = chips();
  before[0].on = (on & 1) != 0;
  before[1].on = (on & 2) != 0;
  Request request;
  request.prompt = prompt.toStdString();
  request.negative = negative.toStdString();
  std::vector<StyleChip> after = chips();
  QVERIFY(withoutStyles(withStyles(request, before), after) == request);
  QVERIFY(after == before);
}

void StyleWordsTest::leavesUnknownWordsAlone() {
  std::vector<StyleChip> styles = chips();
  Request request;
  request.prompt = "a glass of drink";  // ends in "ink", which is no style here
  QCOMPARE(withoutStyles(request, styles).prompt, request.prompt);
  QVERIFY(!styles[1].on);
}

void StyleWordsTest::putsThePromptIntoATemplate() {
  std::vector<StyleChip> before = {{.name = QStringLiteral("wet"),
                                    .words = QStringLiteral("ink of {prompt}, wet"),
                                    .negative = QStringLiteral("no {prompt}"),
                                    .on = true}};
  Request request;
  request.prompt = "a boat";
  request.negative = "fog";
  const Request full = withStyles(request, before);
  QCOMPARE(full.prompt, std::string("ink of a boat, wet"));
  QCOMPARE(full.negative, std::string("no fog"));
  std::vector<StyleChip> after = before;
  QVERIFY(withoutStyles(full, after) == request);
  QVERIFY(after == before);
}

// The five are as they were before: behind the prompt, each after ", ".
void StyleWordsTest::addsWhatTheStylesOfTheEngineAdd() {
  for (StyleChip chip : defaultStyleChips()) {
    chip.on = true;
    Request request;
    request.prompt = "a boat";
    QCOMPARE(withStyles(request, {chip}).prompt, "a boat, " + chip.words.toStdString());
    QVERIFY(withStyles(request, {chip}) == styles::with_words(request, styleOf(chip)));
  }
}

void StyleWordsTest::leavesWhatIsTooLongToThePainting() {
  std::vector<StyleChip> on = defaultStyleChips();
  on[0].on = true;
  Request request;
  request.prompt = std::string(longest_prompt, 'a');
  QVERIFY(withStyles(request, on).prompt.size() > longest_prompt);  // which check() refuses
}

void StyleWordsTest::takesBothWordsOrNone() {
  std::vector<StyleChip> styles = chips();
  Request request;
  request.prompt = "a boat, ink";
  request.negative = "fog";  // without the style's "colour"
  QVERIFY(withoutStyles(request, styles) == request);
  QVERIFY(styles == chips());
}

// Its template is the prompt itself: that stands in every picture, and says nothing.
void StyleWordsTest::knowsAStyleByItsNegativeAlone() {
  std::vector<StyleChip> styles = {{.name = QStringLiteral("clean"),
                                    .words = QStringLiteral("{prompt}"),
                                    .negative = QStringLiteral("people")}};
  Request request;
  request.prompt = "a boat";
  request.negative = "fog";
  QVERIFY(withoutStyles(request, styles) == request);
  QVERIFY(!styles[0].on);
  request.negative = "fog, people";
  QCOMPARE(withoutStyles(request, styles).negative, std::string("fog"));
  QVERIFY(styles[0].on);
}

void StyleWordsTest::keepsTheOrderOfTheWords() {
  std::vector<StyleChip> styles = defaultStyleChips();
  styles.resize(2);
  styles[0].words = QStringLiteral("oil");
  styles[1].words = QStringLiteral("ink");
  for (const char* prompt : {"a boat, oil, ink", "a boat, ink, oil", "oil, ink", "ink, oil"}) {
    Request request;
    request.prompt = prompt;
    const Request rest = withoutStyles(request, styles);
    QVERIFY2(withStyles(rest, styles) == request, prompt);
  }
}

const testing::Registered<StyleWordsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "style_words_test.moc"

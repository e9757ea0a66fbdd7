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

const testing::Registered<StyleWordsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "style_words_test.moc"

// The Styles view in its window, with a painter that only pretends.

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "engine/places.h"
#include "model/bundle.h"
#include "ui/panels/history_strip.h"
#include "ui/panels/prompt_edit.h"
#include "ui/series/styles_studio.h"
#include "ui/settings/paths.h"
#include "ui/styles/matrix_view.h"
#include "ui/styles/response_curves.h"
#include "ui/styles/series_column.h"
#include "ui/support/registry.h"
#include "ui/widgets/chip.h"
#include "ui/window/quiet_test.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;
using State = SeriesCell::State;
using testing::Home;
using testing::paintAll;
using testing::part;
using testing::press;
using testing::QuietTest;
using testing::says;
using testing::setSweep;
using testing::show;
using testing::Studio;
using testing::stylesOf;
using testing::turnOn;

class StylesViewTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void paintsStylesAndSeedsByKeyboardAlone();
  void tabGoesAsTheColumnReads();
  void doesNotTouchTheCanvas();
  void saysWhatItMakesBeforeItBegins();
  void refusesNonsense();
  void goesOnWithTheSame();
  void saysWhoHasValuesOfItsOwn();
  void showsCurvesOfASweep();
  void remembersItsFields();
};

const QString goOn = QStringLiteral("Go on");

void StylesViewTest::paintsStylesAndSeedsByKeyboardAlone() {
  const Home home;
  Studio studio;
  studio.stage->script.fingerprint.model_hash = model::Bundle::open(easel_folder()).hash();
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_2));
  auto* prompt = part<PromptEdit>(studio);
  // From the prompt on, Tab goes to everything that is needed.
  prompt->setFocus();
  QTest::keySequence(prompt, QKeySequence(Qt::CTRL | Qt::Key_A));
  QTest::keyClicks(prompt, QStringLiteral("A lake"));
  QStringList met;
  for (int i = 0; i < 60 && !met.contains(QStringLiteral("Seeds")); ++i) {
    QWidget* here = QApplication::focusWidget();
    if (auto* chip = qobject_cast<Chip*>(here); chip != nullptr && chip->isCheckable()) {
      if (chip->text() == QStringLiteral("pencil")) QTest::keyClick(chip, Qt::Key_Space);
    }
    met << here->accessibleName();
    if (!met.contains(QStringLiteral("Seeds"))) QTest::keyClick(here, Qt::Key_Tab);
  }
  QVERIFY(met.contains(QStringLiteral("Seeds")));
  QWidget* seeds = QApplication::focusWidget();
  QTest::keySequence(seeds, QKeySequence(Qt::CTRL | Qt::Key_A));
  QTest::keyClicks(seeds, QStringLiteral("3, 7"));
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Return));
  QTRY_VERIFY(stylesOf(studio).series() != nullptr);
  QTRY_COMPARE(stylesOf(studio).series()->count(State::done), 2);
  QTRY_VERIFY(!stylesOf(studio).runner().isBusy());
  QCOMPARE(studio.stage->painted[1].request.prompt,
           std::string("A lake, pencil sketch, graphite, cross-hatching, monochrome"));

  auto* matrix = part<MatrixView>(studio);
  matrix->setFocus();
  QTest::keyClick(matrix, Qt::Key_Right);
  QCOMPARE(matrix->currentNumber(), 1);
  QTest::keyClick(matrix, Qt::Key_Return);
  QVERIFY(studio.view().isVisible());
  QTRY_COMPARE(studio.request().seed, std::int64_t{7});
}

// And not to a matrix without pictures, where nobody would see where the keyboard is.
void StylesViewTest::tabGoesAsTheColumnReads() {
  const Home home;
  Studio studio;
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_2));
  const QWidget* prompt = part<PromptEdit>(studio);
  QStringList way;
  for (const QWidget* one = prompt->nextInFocusChain(); one != prompt;
       one = one->nextInFocusChain()) {
    if (!(one->focusPolicy() & Qt::TabFocus) || !one->isVisible()) continue;
    const auto* button = qobject_cast<const QAbstractButton*>(one);
    way << (button != nullptr && one->accessibleName().isEmpty() ? button->text()
                                                                 : one->accessibleName());
  }
  const qsizetype exports = way.indexOf(QStringLiteral("Export…"));
  QVERIFY2(exports > way.indexOf(QStringLiteral("Add a style")), qPrintable(way.join(u'|')));
  QVERIFY2(exports < way.indexOf(QStringLiteral("Seeds")), qPrintable(way.join(u'|')));
  QVERIFY(!way.contains(part<MatrixView>(studio)->accessibleName()));
}

// The Paint view stays as it is; its history has the pictures.
void StylesViewTest::doesNotTouchTheCanvas() {
  const Home home;
  testing::Script script;
  script.previews = 1;
  Studio studio(script);
  QSignalSpy progress(&studio.view(), &PaintView::progressChanged);
  show(studio);
  QVERIFY(paintAll(studio));
  QVERIFY(studio.view().shownPicture().isNull());
  QCOMPARE(studio.view().shownFile(), QString());
  QCOMPARE(progress.count(), 0);
  QCOMPARE(studio.view().findChild<HistoryStrip*>()->model().rowCount(), 4);
}

void StylesViewTest::saysWhatItMakesBeforeItBegins() {
  const Home home;
  Studio studio;
  show(studio);
  turnOn(studio, QStringLiteral("pencil"));
  turnOn(studio, QStringLiteral("cyberpunk"));
  setSweep(studio, {QStringLiteral("1-5"), QStringLiteral("clip"), QStringLiteral("0-200 [2]")});
  QTRY_VERIFY(says(studio, QStringLiteral("20 pictures")));
  QTRY_VERIFY(part<SeriesColumn>(studio)->findChildren<QPushButton*>().size() > 1);
  QVERIFY(!says(studio, QStringLiteral("about")));  // nothing was painted yet

  setSweep(studio, {QStringLiteral("1, 2")});
  QVERIFY(paintAll(studio));  // of the fake's steps none is guided
  stylesOf(studio).history().change(
      [&] {
        Request plain = stylesOf(studio).history().request();
        plain.guidance.scales = {0, 0, 0};
        return plain;
      }(),
      QStringLiteral("Off"));
  setSweep(studio, {QStringLiteral("1-10")});
  QTRY_VERIFY(says(studio, QStringLiteral("20 pictures, about")));
}

void StylesViewTest::refusesNonsense() {
  const Home home;
  Studio studio;
  show(studio);
  auto* fields = part<SweepFields>(studio);
  fields->setTexts({QStringLiteral("1-9000")});
  QTRY_VERIFY(says(studio, QStringLiteral("more than 5000 pictures")));
  stylesOf(studio).paint();
  QVERIFY(stylesOf(studio).series() == nullptr);
  fields->setTexts({QStringLiteral("x")});
  stylesOf(studio).paint();
  QVERIFY(stylesOf(studio).series() == nullptr);
  fields->setTexts({QStringLiteral("1")});
  auto* prompt = part<PromptEdit>(studio);
  prompt->setFocus();
  prompt->selectAll();
  QTest::keyClicks(prompt, QStringLiteral("a {boat"));
  stylesOf(studio).paint();
  QTest::qWait(50);
  QVERIFY(stylesOf(studio).series() == nullptr);
  QVERIFY(studio.stage->painted.empty());
}

void StylesViewTest::goesOnWithTheSame() {
  const Home home;
  testing::Script script;
  script.untilStopped = true;
  Studio studio(script);
  show(studio);
  stylesOf(studio).paint();
  QTRY_COMPARE(studio.stage->painted.size(), std::size_t{1});
  press(studio, QStringLiteral("Stop"));
  QTRY_VERIFY(!stylesOf(studio).runner().isBusy());
  const fs::path folder = stylesOf(studio).series()->folder();
  studio.stage->script.untilStopped = false;
  press(studio, goOn);
  QTRY_COMPARE(stylesOf(studio).series()->count(State::done), 4);
  QTRY_VERIFY(!stylesOf(studio).runner().isBusy());
  stylesOf(studio).paint();  // the same once more: it is there
  QTest::qWait(50);
  QCOMPARE(studio.stage->painted.size(), std::size_t{5});
  QVERIFY(stylesOf(studio).series()->folder() == folder);
}

void StylesViewTest::saysWhoHasValuesOfItsOwn() {
  const Home home;
  Studio studio;
  show(studio);
  std::vector<StyleChip> chips = stylesOf(studio).history().styles();
  chips[0].on = chips[4].on = true;
  chips[0].controls = {{"clip", 300}};
  chips[4].controls = {{"frequency", 0}};
  stylesOf(studio).history().change(stylesOf(studio).history().request(), chips,
                                    QStringLiteral("x"));
  QTRY_VERIFY(says(studio, QStringLiteral("oil painting and pixel art have values of their own")));
  setSweep(studio, {QStringLiteral("1")});
  QVERIFY(paintAll(studio));
  QCOMPARE(studio.stage->painted[0].request.guidance.scales[0], 300.0);
  QCOMPARE(studio.stage->painted[1].request.guidance.scales[1], 0.0);
}

void StylesViewTest::showsCurvesOfASweep() {
  const Home home;
  Studio studio;
  show(studio);
  auto* curves = part<ResponseCurves>(studio);
  setSweep(studio, {QStringLiteral("1, 2")});
  QVERIFY(paintAll(studio));
  QVERIFY(!curves->isVisible());
  setSweep(studio, {QStringLiteral("1"), QStringLiteral("clip"), QStringLiteral("0-200 [3]")});
  QVERIFY(paintAll(studio));
  QVERIFY(curves->isVisible());
  setSweep(studio, {QStringLiteral("1"), QStringLiteral("cfg"), QStringLiteral("6, 7"),
                    QStringLiteral("clip"), QStringLiteral("0, 200")});
  QVERIFY(paintAll(studio));
  QVERIFY(curves->isVisible());
}

void StylesViewTest::remembersItsFields() {
  const Home home;
  Studio studio;
  show(studio);
  turnOn(studio, QStringLiteral("cyberpunk"));
  setSweep(studio, {QStringLiteral("8, 9"), QStringLiteral("cfg"), QStringLiteral("6, 7")});
  studio.restart();
  QCOMPARE(part<SweepFields>(studio)->texts()[0], QStringLiteral("8, 9"));
  QCOMPARE(part<SweepFields>(studio)->texts()[1], QStringLiteral("cfg"));
  QVERIFY(stylesOf(studio).history().styles()[3].on);
  QVERIFY(!studio.view().history().styles()[3].on);  // the Paint view has its own
}

const testing::Registered<StylesViewTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "styles_view_test.moc"

// What the Styles view does with files: cells that are opened, sheets, earlier series, styles of
// others.

#include <QSignalSpy>
#include <QTest>

#include "picture/png.h"
#include "ui/series/styles_studio.h"
#include "ui/settings/paths.h"
#include "ui/styles/matrix_view.h"
#include "ui/styles/series_column.h"
#include "ui/support/registry.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/quiet_test.h"
#include "ui/window/view_tabs.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;
using State = SeriesCell::State;
using testing::Home;
using testing::paintAll;
using testing::part;
using testing::press;
using testing::QuietTest;
using testing::setSweep;
using testing::show;
using testing::Studio;
using testing::stylesOf;
using testing::turnOn;

class StylesFilesTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void opensACellWithItsSettings();
  void offersWhatIsUnfinished();
  void importsAndExportsStyles();
  void writesSheets();
  void opensAnEarlierSeriesSilently();
  void paintsADeletedSeriesAgain();
  void takesTheSettingsOfAnEarlierSeries();
  void takesDroppedStylesAndSeries();
};

const QString goOn = QStringLiteral("Go on");

void StylesFilesTest::opensACellWithItsSettings() {
  const Home home;
  Studio studio;
  show(studio);
  turnOn(studio, QStringLiteral("watercolor"));
  setSweep(studio, {QStringLiteral("5"), QStringLiteral("clip"), QStringLiteral("0, 120")});
  QVERIFY(paintAll(studio));
  auto* matrix = part<MatrixView>(studio);
  const QRect cell = matrix->visualRect(stylesOf(studio).series()->index(0, 1));
  QTest::mouseClick(matrix->viewport(), Qt::LeftButton, {}, cell.center());
  QVERIFY(studio.view().isVisible());
  QTRY_COMPARE(studio.request().seed, std::int64_t{5});
  QCOMPARE(studio.request().guidance.scales[0], 120.0);
  QVERIFY(studio.chip(QStringLiteral("watercolor"))->isChecked());
  QTRY_COMPARE(studio.view().shownFile(), fromPath(stylesOf(studio).series()->picture(1)));
}

void StylesFilesTest::offersWhatIsUnfinished() {
  const Home home;
  Studio studio;
  show(studio);
  int painted = 0;
  connect(&stylesOf(studio), &StylesView::painted, this, [&] {
    if (++painted == 2) stylesOf(studio).stop();
  });
  stylesOf(studio).paint();
  QTRY_COMPARE(painted, 2);
  QTRY_VERIFY(!stylesOf(studio).runner().isBusy());
  studio.restart();
  QTRY_VERIFY(studio.message()->text().contains(QStringLiteral("not finished")));
  QTest::qWait(50);
  QCOMPARE(studio.stage->painted.size(), std::size_t{2});  // nothing starts by itself
  studio.press(QStringLiteral("Show it"));
  QVERIFY(stylesOf(studio).isVisible());
  QCOMPARE(stylesOf(studio).series()->count(State::done), 2);
  press(studio, goOn);
  QTRY_COMPARE(stylesOf(studio).series()->count(State::done), 4);
  QCOMPARE(studio.stage->painted.size(), std::size_t{4});
}

void StylesFilesTest::importsAndExportsStyles() {
  const Home home;
  Studio studio;
  show(studio);
  testing::write(home / "styles.csv",
                 "\xEF\xBB\xBFname,prompt,negative_prompt\n"
                 "# group,,\nInk,\"ink of {prompt}, \"\"wet\"\"\",colour\nPencil,lead pencil,\n");
  stylesOf(studio).importStyles(home / "styles.csv");
  QTRY_COMPARE(stylesOf(studio).history().styles().size(), std::size_t{6});
  const StyleChip ink = stylesOf(studio).history().styles()[5];
  QCOMPARE(ink.words, QStringLiteral("ink of {prompt}, \"wet\""));
  QCOMPARE(ink.negative, QStringLiteral("colour"));
  QCOMPARE(stylesOf(studio).history().styles()[2].words, QStringLiteral("lead pencil"));

  studio.answers->answer = fromPath(home / "out.json");
  Q_EMIT part<SeriesColumn>(studio)->exportRequested();
  QTRY_VERIFY(fs::exists(home / "out.json"));
  stylesOf(studio).history().undo();
  QCOMPARE(stylesOf(studio).history().styles().size(), std::size_t{5});
  stylesOf(studio).importStyles(home / "out.json");
  QTRY_COMPARE(stylesOf(studio).history().styles().size(), std::size_t{6});

  testing::write(home / "bad.csv", "name,prompt\n\"torn");
  stylesOf(studio).importStyles(home / "bad.csv");
  auto* message = part<MessageBar>(studio);
  QTRY_VERIFY(message->text().contains(QStringLiteral("bad.csv brings no styles")));
  QCOMPARE(stylesOf(studio).history().styles().size(), std::size_t{6});
}

void StylesFilesTest::writesSheets() {
  const Home home;
  Studio studio;
  show(studio);
  turnOn(studio, QStringLiteral("pencil"));
  QVERIFY(paintAll(studio));
  studio.answers->answer = fromPath(home / "sheet.png");
  studio.press(QStringLiteral("Contact sheet"));
  QVERIFY(studio.answers->suggested.endsWith(QStringLiteral("contact-sheet.png")));
  QTRY_VERIFY(fs::exists(home / "sheet.png"));
  QVERIFY(picture::decode_png(testing::contents(home / "sheet.png"), "sheet").width > 4);
  studio.answers->answer = fromPath(home / "sheet.html");
  studio.press(QStringLiteral("HTML"));
  QTRY_VERIFY(fs::exists(home / "sheet.html"));
  const std::string page = testing::contents(home / "sheet.html");
  QCOMPARE(QString::fromStdString(page).count(QStringLiteral("data:image/jpeg")), 4);
  QTRY_VERIFY(part<MessageBar>(studio)->text().contains(QStringLiteral("sheet.html")));
}

// It was asked for: nobody needs to be offered it.
void StylesFilesTest::opensAnEarlierSeriesSilently() {
  const Home home;
  Studio studio;
  show(studio);
  QVERIFY(paintAll(studio));
  const fs::path folder = stylesOf(studio).series()->folder();
  fs::remove(stylesOf(studio).series()->picture(0));
  stylesOf(studio).openSeries(folder);
  QTRY_COMPARE(stylesOf(studio).series()->count(State::waiting), 1);
  QTest::qWait(50);
  QCOMPARE(studio.message()->text(), QString());
}

void StylesFilesTest::paintsADeletedSeriesAgain() {
  const Home home;
  Studio studio;
  show(studio);
  QVERIFY(paintAll(studio));
  const fs::path folder = stylesOf(studio).series()->folder();
  QTRY_COMPARE(readScores(folder).size(), std::size_t{4});  // nothing is written behind them
  fs::remove_all(folder);
  QVERIFY(paintAll(studio));
  QCOMPARE(studio.stage->painted.size(), std::size_t{8});
  QVERIFY(fs::exists(stylesOf(studio).series()->picture(0)));
}

void StylesFilesTest::takesTheSettingsOfAnEarlierSeries() {
  const Home home;
  Studio studio;
  show(studio);
  turnOn(studio, QStringLiteral("watercolor"));
  const SweepTexts texts = {QStringLiteral("3-5"), QStringLiteral("clip"), QStringLiteral("0, 120"),
                            QString(), QString()};
  setSweep(studio, texts);
  QVERIFY(paintAll(studio));
  const std::vector<StyleChip> chips = stylesOf(studio).history().styles();
  const auto offered = [&studio] {
    for (auto* button : stylesOf(studio).findChildren<QPushButton*>()) {
      if (button->text() == QStringLiteral("Take its settings")) return button->isVisible();
    }
    return false;
  };
  QTRY_VERIFY(!offered());
  stylesOf(studio).history().change(Request(), defaultStyleChips(), QStringLiteral("Other"));
  setSweep(studio, {QStringLiteral("1")});
  QTRY_VERIFY(offered());
  studio.press(QStringLiteral("Take its settings"));
  QVERIFY(!offered());
  QVERIFY(stylesOf(studio).history().styles() == chips);
  QCOMPARE(part<SweepFields>(studio)->texts(), texts);
  stylesOf(studio).history().undo();
  QVERIFY(stylesOf(studio).history().request() == Request());
}

void StylesFilesTest::takesDroppedStylesAndSeries() {
  const Home home;
  Studio studio;
  show(studio);
  QVERIFY(paintAll(studio));
  const fs::path first = stylesOf(studio).series()->folder();
  setSweep(studio, {QStringLiteral("8, 9")});
  QVERIFY(paintAll(studio));
  QVERIFY(stylesOf(studio).series()->folder() != first);
  studio.window().views().showView(0);
  QVERIFY(studio.drop(first));
  QVERIFY(stylesOf(studio).isVisible());
  QTRY_VERIFY(stylesOf(studio).series()->folder() == first);
  studio.window().views().showView(0);
  testing::write(home / "styles.csv", "name,prompt,negative_prompt\nInk,ink,\n");
  QVERIFY(studio.drop(home / "styles.csv"));
  QVERIFY(stylesOf(studio).isVisible());
  QTRY_COMPARE(stylesOf(studio).history().styles().size(), std::size_t{6});
}

const testing::Registered<StylesFilesTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "styles_files_test.moc"

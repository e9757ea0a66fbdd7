// Which styles the Styles view paints: the prompt without any beside them, and lists that come from
// files and go into files.

#include <QPushButton>
#include <QTest>
#include <QUndoStack>
#include <algorithm>

#include "ui/series/series_export.h"
#include "ui/series/styles_studio.h"
#include "ui/settings/paths.h"
#include "ui/styles/series_column.h"
#include "ui/support/registry.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/quiet_test.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;
using State = SeriesCell::State;
using testing::Home;
using testing::paintAll;
using testing::part;
using testing::QuietTest;
using testing::setSweep;
using testing::show;
using testing::Studio;
using testing::stylesOf;
using testing::turnOn;

class StylesListsTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void paintsThePromptAsItIsToo();
  void takesThePromptAsItIsFromASeries();
  void keepsAllThroughFiles_data();
  void keepsAllThroughFiles();
  void refusesHostileFiles_data();
  void refusesHostileFiles();
  void refusesTooManyStyles();
  void saysWhatCannotBeExported();
};

const QString asItIs = QStringLiteral("as it is");

std::vector<StyleChip> chipsOf(Studio& studio) {
  return stylesOf(studio).history().styles();
}

void exportTo(Studio& studio, const fs::path& file) {
  studio.answers->answer = fromPath(file);
  Q_EMIT part<SeriesColumn>(studio)->exportRequested();
}

QString messageOf(Studio& studio) {
  return part<MessageBar>(studio)->text();
}

bool offersSettings(Studio& studio) {
  const auto buttons = stylesOf(studio).findChildren<QPushButton*>();
  return std::ranges::any_of(buttons, [](const QPushButton* one) {
    return one->text() == QStringLiteral("Take its settings") && one->isVisible();
  });
}

void StylesListsTest::paintsThePromptAsItIsToo() {
  const Home home;
  Studio studio;
  show(studio);
  turnOn(studio, QStringLiteral("pencil"));
  turnOn(studio, asItIs);
  setSweep(studio, {QStringLiteral("3")});
  QVERIFY(paintAll(studio));
  const Series& series = *stylesOf(studio).series();
  QCOMPARE(series.count(State::done), 2);
  const std::string prompt = stylesOf(studio).history().request().prompt;
  QCOMPARE(studio.stage->painted[0].request.prompt, prompt);
  QCOMPARE(studio.stage->painted[1].request.prompt,
           prompt + ", pencil sketch, graphite, cross-hatching, monochrome");
  QCOMPARE(series.layout().rowWords(0).title, QStringLiteral("As it is"));
  QCOMPARE(writeSheet(series.folder(), SheetKind::page, home / "sheet.html"), QString());
  const std::string page = testing::contents(home / "sheet.html");
  QVERIFY(page.find("no style") < page.find("pencil"));

  // In Paint it has no style either.
  turnOn(studio, QStringLiteral("cyberpunk"));
  Q_EMIT stylesOf(studio).openRequested(fromPath(series.picture(0)));
  QTRY_COMPARE(studio.request().seed, std::int64_t{3});
  QCOMPARE(studio.request().prompt, prompt);
  for (const StyleChip& chip : studio.view().history().styles()) QVERIFY(!chip.on);
}

void StylesListsTest::takesThePromptAsItIsFromASeries() {
  const Home home;
  Studio studio;
  show(studio);
  turnOn(studio, QStringLiteral("pencil"));
  turnOn(studio, asItIs);
  setSweep(studio, {QStringLiteral("3")});
  QVERIFY(paintAll(studio));
  studio.restart();
  show(studio);
  QVERIFY(part<SeriesColumn>(studio)->isAsItIs());
  part<SeriesColumn>(studio)->setAsItIs(false);
  stylesOf(studio).history().change(Request(), defaultStyleChips(), QStringLiteral("Other"));
  QTRY_VERIFY(offersSettings(studio));
  studio.press(QStringLiteral("Take its settings"));
  QVERIFY(part<SeriesColumn>(studio)->isAsItIs());
  QTRY_VERIFY(!offersSettings(studio));
}

void StylesListsTest::keepsAllThroughFiles_data() {
  QTest::addColumn<QString>("name");
  QTest::newRow("csv") << QStringLiteral("out.csv");
  QTest::newRow("json") << QStringLiteral("out.json");
}

// As A1111 writes them: a mark in front, comments and dividers, no third column here and there, line
// breaks and quotes within a field.
void StylesListsTest::keepsAllThroughFiles() {
  QFETCH(const QString, name);
  const Home home;
  Studio studio;
  show(studio);
  testing::write(home / "styles.csv",
                 "\xEF\xBB\xBFname,prompt,negative_prompt\r\n"
                 "# mine,,\r\n---- ink ----,x,y\r\n"
                 "Ink,\"ink of {prompt}, \"\"wet\"\"\",\"colour, {prompt} in red\"\r\n"
                 "Lines,\"first\nsecond\r\nthird\",\r\n"
                 "Only not,,rain\r\nShort,plain\r\n\xE6\xB0\xB4\xE5\xA2\xA8,sumi-e,\r\n");
  stylesOf(studio).importStyles(home / "styles.csv");
  QTRY_COMPARE(chipsOf(studio).size(), std::size_t{10});
  const std::vector<StyleChip> before = chipsOf(studio);
  QCOMPARE(before[5].words, QStringLiteral("ink of {prompt}, \"wet\""));
  QCOMPARE(before[5].negative, QStringLiteral("colour, {prompt} in red"));
  QCOMPARE(before[6].words, QStringLiteral("first\nsecond\r\nthird"));
  QCOMPARE(before[7].negative, QStringLiteral("rain"));
  exportTo(studio, home / name.toStdString());
  QTRY_VERIFY(fs::exists(home / name.toStdString()));
  stylesOf(studio).history().change(Request(), {}, QStringLiteral("Nothing"));
  stylesOf(studio).importStyles(home / name.toStdString());
  QTRY_COMPARE(chipsOf(studio).size(), before.size());
  QVERIFY(chipsOf(studio) == before);
}

void StylesListsTest::refusesHostileFiles_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QString>("words");
  const auto row = [](const char* what, const char* name, const QByteArray& bytes,
                      const char* words) {
    QTest::newRow(what) << QString::fromLatin1(name) << bytes << QString::fromLatin1(words);
  };
  const QByteArray header = "name,prompt,negative_prompt\n";
  row("open quote", "a.csv", "name,prompt\n\"torn", "line 2");
  row("no columns", "b.csv", "ink,wet\n", "line 1");
  row("bytes", "c.csv", header + "a,\xFF\n", "line 2");
  row("NUL", "d.csv", header + QByteArray("a,b\0c\n", 6), "NUL");
  row("long", "e.csv", header + "a," + QByteArray(100'001, 'x') + "\n", "too long");
  row("wide", "f.csv", header + "a" + QByteArray(1000, ','), "at most 1000");
  row("picture", "g.csv", "\x89PNG\r\n\x1a\n", "");
  row("deep", "h.json", QByteArray(100'000, '['), "");
  row("object", "i.json", "{\"name\": \"x\"}", "a list of objects");
  row("guidance", "j.json", R"([{"name": "x", "prompt": "y", "guidance": {"clip": 1e9}}])", "clip");
}

// Clearly, and with nothing lost: neither the styles, nor which are on, nor a step of undo.
void StylesListsTest::refusesHostileFiles() {
  QFETCH(const QString, name);
  QFETCH(const QByteArray, bytes);
  QFETCH(const QString, words);
  const Home home;
  Studio studio;
  show(studio);
  turnOn(studio, QStringLiteral("pencil"));
  const std::vector<StyleChip> before = chipsOf(studio);
  const int steps = stylesOf(studio).history().stack().index();
  testing::write(home / name.toStdString(), bytes.toStdString());
  stylesOf(studio).importStyles(home / name.toStdString());
  QTRY_VERIFY(messageOf(studio).contains(name + QStringLiteral(" brings no styles")));
  QVERIFY2(readStyles(home / name.toStdString()).fault.contains(words),
           qPrintable(readStyles(home / name.toStdString()).fault));
  QVERIFY(chipsOf(studio) == before);
  QCOMPARE(stylesOf(studio).history().stack().index(), steps);
}

void StylesListsTest::refusesTooManyStyles() {
  const Home home;
  Studio studio;
  show(studio);
  std::string table = "name,prompt,negative_prompt\n";
  for (int i = 0; i < 600; ++i) {
    const std::string name = "style" + std::to_string(i);
    table += name + ',' + name + ",\n";
  }
  testing::write(home / "styles.csv", table);
  stylesOf(studio).importStyles(home / "styles.csv");
  QTRY_VERIFY(messageOf(studio).contains(QStringLiteral("there would be 605 styles")));
  QCOMPARE(chipsOf(studio).size(), std::size_t{5});
}

// CSV has no room for guidance, which is said; and no name that begins as a comment does.
void StylesListsTest::saysWhatCannotBeExported() {
  const Home home;
  Studio studio;
  show(studio);
  StyleChip own = {.name = QStringLiteral("Ink"), .words = QStringLiteral("ink"), .negative = {}};
  own.controls = {{"clip", 50}};
  stylesOf(studio).history().change(Request(), {own}, QStringLiteral("Own"));
  exportTo(studio, home / "own.csv");
  QTRY_VERIFY(messageOf(studio).contains(QStringLiteral("no room for the styles' own guidance")));
  own.name = QStringLiteral("# Ink");
  stylesOf(studio).history().change(Request(), {own}, QStringLiteral("Own"));
  exportTo(studio, home / "divider.csv");
  QTRY_VERIFY(messageOf(studio).contains(QStringLiteral("divider.csv could not be written")));
  QVERIFY(!fs::exists(home / "divider.csv"));
}

const testing::Registered<StylesListsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "styles_lists_test.moc"

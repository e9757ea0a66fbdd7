// Undo, styles, and what is there again at the next start.

#include <QLineEdit>
#include <QTest>

#include "ui/panels/style_editor.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/groove.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/slider_row.h"
#include "ui/window/quiet_test.h"
#include "ui/window/studio.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::QuietTest;
using testing::Studio;

class WindowSettingsTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void undoesADragInOneStep();
  void undoesGesturesOneByOne();
  void undoesAChip();
  void addsAnOwnStyle();
  void changesAndRemovesAStyle();
  void leavesTheStyleEditorByEscape();
  void findsEverythingAtTheNextStart();
  void arrowsThatNothingTakesGoThroughTheHistory();
  void saysThatDamagedSettingsAreSetAside();
  void dropsReplayedMovesOfASliderThatIsMoved();
};

void drag(Groove* groove, int from, int to) {
  const int y = groove->height() / 2;
  QTest::mousePress(groove, Qt::LeftButton, {}, {from, y});
  for (int x = from; x != to; x += from < to ? 1 : -1) QTest::mouseMove(groove, {x, y});
  QTest::mouseRelease(groove, Qt::LeftButton, {}, {to, y});
}

void WindowSettingsTest::undoesADragInOneStep() {
  const Home home;
  Studio studio;
  const Request before = studio.request();
  drag(studio.groove(QStringLiteral("Steps")), 40, 140);
  const Request after = studio.request();
  QVERIFY(after.steps != before.steps);
  QCOMPARE(studio.view().history().stack().count(), 1);
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
  QVERIFY(studio.request() == before);
  QCOMPARE(studio.slider(QStringLiteral("Steps"))->value(), double(before.steps));
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Y));
  QVERIFY(studio.request() == after);
}

void WindowSettingsTest::undoesGesturesOneByOne() {
  const Home home;
  Studio studio;
  const Request before = studio.request();
  studio.type(QStringLiteral("A red boat"));
  studio.groove(QStringLiteral("CLIP"))->setFocus();
  drag(studio.groove(QStringLiteral("CLIP")), 20, 90);
  drag(studio.groove(QStringLiteral("CLIP")), 90, 60);
  studio.view().drawSeed();
  QCOMPARE(studio.view().history().stack().count(), 4);
  for (int i = 0; i < 3; ++i) studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
  QCOMPARE(QString::fromStdString(studio.request().prompt), QStringLiteral("A red boat"));
  QVERIFY(studio.request().guidance == before.guidance);
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
  QVERIFY(studio.request() == before);
}

void WindowSettingsTest::undoesAChip() {
  const Home home;
  Studio studio;
  QTest::mouseClick(studio.chip(QStringLiteral("pencil")), Qt::LeftButton);
  QVERIFY(studio.chip(QStringLiteral("pencil"))->isChecked());
  studio.press(QStringLiteral("Paint"));
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QVERIFY(studio.stage->painted[0].request.prompt.find("graphite") != std::string::npos);
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
  QVERIFY(!studio.chip(QStringLiteral("pencil"))->isChecked());
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Y));
  QVERIFY(studio.chip(QStringLiteral("pencil"))->isChecked());
}

// Types into the fields of the card: name, words, what to keep out.
void write(Studio& studio, const QStringList& texts) {
  const auto fields = studio.view().findChild<StyleEditor*>()->findChildren<QLineEdit*>();
  for (int i = 0; i < texts.size(); ++i) {
    fields[i]->setFocus();
    fields[i]->selectAll();
    QTest::keyClicks(fields[i], texts[i]);
  }
}

void WindowSettingsTest::addsAnOwnStyle() {
  const Home home;
  Studio studio;
  QTest::mouseClick(studio.chip(QStringLiteral("+")), Qt::LeftButton);
  auto* editor = studio.view().findChild<StyleEditor*>();
  QVERIFY(editor->isVisible());
  QTest::keyClick(studio.window().windowHandle(), Qt::Key_Return);  // there is nothing to save
  QVERIFY(editor->isVisible());
  write(studio, {QStringLiteral("fresco"), QStringLiteral("fresco, chalk"), QStringLiteral("oil")});
  QTest::keyClick(editor->findChildren<QLineEdit*>()[2], Qt::Key_Return);
  QVERIFY(!editor->isVisible());
  QVERIFY(studio.chip(QStringLiteral("fresco"))->isChecked());
  studio.press(QStringLiteral("Paint"));
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  const Request painted = studio.stage->painted[0].request;
  QVERIFY(painted.prompt.ends_with(", fresco, chalk"));
  QCOMPARE(painted.negative, std::string("oil"));
  studio.restart();
  QVERIFY(studio.chip(QStringLiteral("fresco"))->isChecked());
}

// By the context menu.
void choose(Chip* chip, const QString& text) {
  Q_EMIT chip->customContextMenuRequested(QPoint(4, 4));
  testing::chooseInMenu(text);
}

void WindowSettingsTest::changesAndRemovesAStyle() {
  const Home home;
  Studio studio;
  choose(studio.chip(QStringLiteral("pencil")), QStringLiteral("Change…"));
  write(studio, {QStringLiteral("charcoal")});
  QTest::keyClick(studio.window().windowHandle(), Qt::Key_Return);
  QVERIFY(studio.chip(QStringLiteral("pencil")) == nullptr);
  QVERIFY(studio.chip(QStringLiteral("charcoal")) != nullptr);
  choose(studio.chip(QStringLiteral("charcoal")), QStringLiteral("Remove"));
  QVERIFY(studio.chip(QStringLiteral("charcoal")) == nullptr);
  studio.restart();
  QVERIFY(studio.chip(QStringLiteral("charcoal")) == nullptr);
  QVERIFY(studio.chip(QStringLiteral("watercolor")) != nullptr);
}

void WindowSettingsTest::leavesTheStyleEditorByEscape() {
  const Home home;
  Studio studio({.untilStopped = true});
  studio.press(QStringLiteral("Paint"));
  QTest::mouseClick(studio.chip(QStringLiteral("+")), Qt::LeftButton);
  write(studio, {QStringLiteral("fresco"), QStringLiteral("chalk")});
  QTest::keyClick(studio.window().windowHandle(), Qt::Key_Escape);
  QVERIFY(!studio.view().findChild<StyleEditor*>()->isVisible());
  QVERIFY(studio.chip(QStringLiteral("fresco")) == nullptr);
  QVERIFY(studio.view().controller().state() != Controller::State::stopping);
}

void WindowSettingsTest::findsEverythingAtTheNextStart() {
  const Home home;
  Studio studio;
  studio.type(QStringLiteral("A red boat"));
  drag(studio.groove(QStringLiteral("CLIP")), 20, 90);
  QTest::mouseClick(studio.chip(QStringLiteral("watercolor")), Qt::LeftButton);
  studio.press(QStringLiteral("Paint"));
  QTRY_COMPARE(home.painted().size(), std::size_t{1});
  QTRY_VERIFY(!studio.isBusy());
  const Request before = studio.request();
  studio.restart();
  QVERIFY(studio.request() == before);
  QVERIFY(studio.chip(QStringLiteral("watercolor"))->isChecked());
  QCOMPARE(studio.message()->count(), 0);
  studio.view().browse(0);
  QTRY_COMPARE(studio.view().shownFile(), fromPath(home.painted().front()));
}

void WindowSettingsTest::arrowsThatNothingTakesGoThroughTheHistory() {
  const Home home;
  Studio studio;
  for (const std::size_t number : {1U, 2U}) {
    studio.press(QStringLiteral("Paint"));
    QTRY_COMPARE(home.painted().size(), number);
    QTRY_VERIFY(!studio.isBusy());
    QTest::qWait(1100);  // their names tell seconds
  }
  const QString older = fromPath(home.painted().front());
  const QString newest = fromPath(home.painted().back());
  QTest::keyClick(&studio.window(), Qt::Key_Left);
  QTRY_COMPARE(studio.view().shownFile(), newest);
  QTest::keyClick(&studio.window(), Qt::Key_Right);
  QTRY_COMPARE(studio.view().shownFile(), older);
  Groove* groove = studio.groove(QStringLiteral("CLIP"));
  const double scale = studio.request().guidance.scales.front();
  QTest::keyClick(groove, Qt::Key_Left);
  QVERIFY(studio.request().guidance.scales.front() < scale);
  QTest::keyClick(&studio.window(), Qt::Key_Left);
  QTRY_COMPARE(studio.view().shownFile(), newest);
}

void WindowSettingsTest::saysThatDamagedSettingsAreSetAside() {
  const Home home;
  std::filesystem::create_directories(home / "config/maulstick");
  testing::write(home / "config/maulstick/settings.json", "{\"format\":");
  Studio studio;
  QCOMPARE(studio.message()->count(), 1);
  QVERIFY(studio.message()->text().contains(QStringLiteral("settings.json.damaged-1")));
  QVERIFY(std::filesystem::exists(home / "config/maulstick/settings.json.damaged-1"));
}

void WindowSettingsTest::dropsReplayedMovesOfASliderThatIsMoved() {
  const Home home;
  Studio studio;
  Request moved = studio.request();
  moved.moves = {{12, "clip", 300}, {14, "frequency", 40}};
  studio.view().history().change(moved, QStringLiteral("Settings of a picture"));
  QTest::keyClick(studio.groove(QStringLiteral("CLIP")), Qt::Key_Right);
  QVERIFY(studio.request().moves == (std::vector<Move>{{14, "frequency", 40}}));
  QTest::keyClick(studio.groove(QStringLiteral("Steps")), Qt::Key_Right);
  QVERIFY(studio.request().moves.empty());
}

const testing::Registered<WindowSettingsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_settings_test.moc"

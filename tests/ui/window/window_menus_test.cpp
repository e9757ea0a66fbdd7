// What the window offers in menus and on its help sheet, and what the history list does with keys.

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QTest>
#include <QToolButton>

#include "ui/canvas/canvas_view.h"
#include "ui/history/history_model.h"
#include "ui/settings/paths.h"
#include "ui/support/looks.h"
#include "ui/support/registry.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/key_help.h"
#include "ui/window/main_menu.h"
#include "ui/window/quiet_test.h"
#include "ui/window/shortcuts.h"
#include "ui/window/studio.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::QuietTest;
using testing::Studio;

class WindowMenusTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void showsAllKeysOnOneSheet();
  void menuShowsKeysAndWhatIsChosen();
  void menuUndoesAndSaysWhat();
  void redoesWithBothKeys();
  void tellsAboutItselfOnce();
  void offersThePictureOnTheCanvas();
  void takesBackFromTheTrashByKey();
  void takesBackFromTheTrashByMenu();
  void ringsThePictureAtWhichTheKeyboardIs();
  void restoresByDoubleClickEverywhere();
};

// Paints one, and waits until it is on the canvas.
QString painted(Studio& studio) {
  const QString before = studio.view().shownFile();
  studio.press(QStringLiteral("Paint"));
  [&] { QTRY_VERIFY(studio.view().shownFile() != before && !studio.isBusy()); }();
  return studio.view().shownFile();
}

QAction* actionIn(QMenu& menu, const QString& begin) {
  for (QAction* action : menu.actions()) {
    if (action->text().startsWith(begin)) return action;
  }
  qFatal("no action %s", qPrintable(begin));
}

MainMenu& mainMenu(Studio& studio) {
  return *studio.window().findChild<MainMenu*>();
}

QListView* historyList(Studio& studio) {
  for (auto* list : studio.window().findChildren<QListView*>()) {
    if (qobject_cast<HistoryModel*>(list->model()) != nullptr) return list;
  }
  qFatal("no history");
}

QString helpText(const KeyHelp& help) {
  QStringList words;
  for (const QLabel* label : help.findChildren<QLabel*>()) words << label->text();
  return words.join(u'\n');
}

void WindowMenusTest::showsAllKeysOnOneSheet() {
  const Home home;
  Studio studio;
  for (int i = 0; i < 3; ++i) {
    studio.window().activateWindow();
    QTRY_VERIFY(studio.window().isActiveWindow());
    studio.key(QKeySequence(Qt::Key_F1));
  }
  QCOMPARE(studio.window().findChildren<KeyHelp*>().size(), 1);
  const QString text = helpText(*studio.window().findChild<KeyHelp*>());
  for (const char* keys : {"Ctrl+Return", "Esc", "Ctrl+Shift+Z or Ctrl+Y", "Ctrl+Up, Ctrl+Down",
                           "Alt+Up, Alt+Down", "PgUp, PgDown", "Space and drag", "Ctrl+Q",
                           "Ctrl+Shift+Up, Ctrl+Shift+Down", "In the history", "On a slider"}) {
    QVERIFY2(text.contains(QLatin1String(keys)), keys);
  }
  testing::keep(studio.window().findChild<KeyHelp*>()->grab().toImage(), QStringLiteral("keys"));
  QTest::keyClick(studio.window().findChild<KeyHelp*>(), Qt::Key_Escape);
  QTRY_VERIFY(studio.window().findChild<KeyHelp*>() == nullptr);
  studio.window().activateWindow();
  QTRY_VERIFY(studio.window().isActiveWindow());
  studio.key(QKeySequence(Qt::Key_F1));
  QVERIFY(studio.window().findChild<KeyHelp*>() != nullptr);
  QVERIFY(studio.window().findChild<KeyHelp*>()->isVisible());
}

void WindowMenusTest::menuShowsKeysAndWhatIsChosen() {
  const Home home;
  Studio studio;
  for (const char* name :
       {"Open a picture", "Save the picture", "Copy", "Undo", "Redo", "Keys", "Quit"}) {
    QVERIFY2(!actionIn(mainMenu(studio), QLatin1String(name))->shortcut().isEmpty(), name);
  }
  QVERIFY(actionIn(mainMenu(studio), QStringLiteral("Models")));
  QMenu& look = *actionIn(mainMenu(studio), QStringLiteral("Appearance"))->menu();
  QVERIFY(actionIn(look, QStringLiteral("Like the system"))->isChecked());
  actionIn(look, QStringLiteral("Light"))->trigger();
  QVERIFY(!Theme::instance().isDark());
  QVERIFY(!actionIn(look, QStringLiteral("Like the system"))->isChecked());
  studio.restart();
  QMenu& again = *actionIn(mainMenu(studio), QStringLiteral("Appearance"))->menu();
  QVERIFY(actionIn(again, QStringLiteral("Light"))->isChecked());
  actionIn(again, QStringLiteral("Dark"))->trigger();
  QVERIFY(Theme::instance().isDark());
}

void WindowMenusTest::menuUndoesAndSaysWhat() {
  const Home home;
  Studio studio;
  const std::string before = studio.request().prompt;
  testing::keep(mainMenu(studio).grab().toImage(), QStringLiteral("menu"));
  QVERIFY(!actionIn(mainMenu(studio), QStringLiteral("Undo"))->isEnabled());
  studio.type(QStringLiteral("A boat"));
  QAction* undo = actionIn(mainMenu(studio), QStringLiteral("Undo"));
  QCOMPARE(undo->text(), QStringLiteral("Undo Prompt"));
  undo->trigger();
  QCOMPARE(studio.request().prompt, before);
}

void WindowMenusTest::redoesWithBothKeys() {
  const Home home;
  Studio studio;
  for (const auto keys : {Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y}) {
    studio.type(QStringLiteral("A boat"));
    studio.view().history().endGesture();
    studio.view().canvas().setFocus();
    studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
    QVERIFY(studio.request().prompt != "A boat");
    studio.key(QKeySequence(keys));
    QCOMPARE(studio.request().prompt, std::string("A boat"));
    studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
  }
}

void WindowMenusTest::tellsAboutItselfOnce() {
  const Home home;
  Studio studio;
  for (int i = 0; i < 2; ++i) actionIn(mainMenu(studio), QStringLiteral("About"))->trigger();
  QCOMPARE(studio.window().findChildren<QMessageBox*>().size(), 1);
  const auto* box = studio.window().findChild<QMessageBox*>();
  QVERIFY(!box->isModal());
  testing::keep(studio.window().findChild<QMessageBox*>()->grab().toImage(),
                QStringLiteral("about"));
  for (const char* word : {"MIT", "LGPL", "LibTorch", "Apache"}) {
    QVERIFY2(box->informativeText().contains(QLatin1String(word)), word);
  }
}

void WindowMenusTest::offersThePictureOnTheCanvas() {
  const Home home;
  Studio studio;
  CanvasView& canvas = studio.view().canvas();
  Q_EMIT canvas.customContextMenuRequested(QPoint(5, 5));
  QVERIFY(QApplication::activePopupWidget() == nullptr);  // there is no picture

  const QString file = painted(studio);
  QVERIFY(!studio.view().store().find(file)->starred);
  Q_EMIT canvas.customContextMenuRequested(QPoint(5, 5));
  testing::chooseInMenu(QStringLiteral("Star"));
  QVERIFY(studio.view().store().find(file)->starred);
  Q_EMIT canvas.customContextMenuRequested(QPoint(5, 5));
  testing::chooseInMenu(QStringLiteral("Copy the picture"));
  QCOMPARE(QApplication::clipboard()->image().size(), studio.view().shownPicture().size());

  studio.answers->answer = fromPath(home / "copy.png");
  Q_EMIT canvas.customContextMenuRequested(QPoint(5, 5));
  testing::chooseInMenu(QStringLiteral("Save the picture as…"));
  QTRY_VERIFY(std::filesystem::exists(home / "copy.png"));

  const Request before = studio.request();
  studio.type(QStringLiteral("Something else"));
  Q_EMIT canvas.customContextMenuRequested(QPoint(5, 5));
  testing::chooseInMenu(QStringLiteral("Restore settings"));
  QTRY_COMPARE(studio.request().prompt, before.prompt);
  QTRY_VERIFY(!studio.message()->text().isEmpty());
}

void WindowMenusTest::takesBackFromTheTrashByKey() {
  const Home home;
  Studio studio;
  const QString file = painted(studio);
  QListView* list = historyList(studio);
  list->setFocus();
  list->setCurrentIndex(list->model()->index(0, 0));
  QTest::keyClick(list, Qt::Key_Delete);
  QTRY_VERIFY(!QFile::exists(file));
  studio.message()->clear();  // the bar's own button is gone
  const Request settings = studio.request();
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
  QTRY_VERIFY(QFile::exists(file));
  QVERIFY(studio.request() == settings);
  QVERIFY(!studio.view().store().canUndoTrash());
}

void WindowMenusTest::takesBackFromTheTrashByMenu() {
  const Home home;
  Studio studio;
  const QString file = painted(studio);
  MainMenu& menu = mainMenu(studio);
  QAction* takeBack = actionIn(menu, QStringLiteral("Take back"));
  Q_EMIT menu.aboutToShow();
  QVERIFY(!takeBack->isEnabled());
  QVERIFY(studio.view().store().trash(file));
  Q_EMIT menu.aboutToShow();
  QVERIFY(takeBack->isEnabled());
  takeBack->trigger();
  QTRY_VERIFY(QFile::exists(file));
}

void WindowMenusTest::ringsThePictureAtWhichTheKeyboardIs() {
  const Home home;
  Studio studio;
  QListView* list = historyList(studio);
  const auto look = [list] { return list->grab().toImage(); };
  studio.view().canvas().setFocus();
  const QImage empty = look();
  list->setFocus(Qt::TabFocusReason);
  QVERIFY(look() != empty);  // where there is no picture, too

  painted(studio);
  QTRY_COMPARE(list->model()->rowCount(), 1);
  list->setCurrentIndex(list->model()->index(0, 0));
  studio.view().canvas().setFocus();
  QTest::qWait(50);  // the thumbnail comes
  const QImage selected = look();
  list->setFocus(Qt::TabFocusReason);
  QVERIFY(look() != selected);
  testing::keep(look(), QStringLiteral("history-ring"));
  studio.view().canvas().setFocus();
  QVERIFY(look() == selected);
}

void WindowMenusTest::restoresByDoubleClickEverywhere() {
  const Home home;
  Studio studio;
  QCOMPARE(QApplication::style()->styleHint(QStyle::SH_ItemView_ActivateItemOnSingleClick), 0);
}

const testing::Registered<WindowMenusTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_menus_test.moc"

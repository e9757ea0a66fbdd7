// The tabs of the window's views.

#include "ui/window/view_tabs.h"

#include <QAccessible>
#include <QStackedWidget>
#include <QTest>

#include "ui/panels/prompt_edit.h"
#include "ui/support/registry.h"
#include "ui/window/quiet_test.h"
#include "ui/window/studio.h"
#include "ui/window/styles_view.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::QuietTest;
using testing::Studio;

class ViewTabsTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void showsTheViewOfAKey();
  void givesKeysToTheViewThatIsShown();
  void goesThroughTheViewsByArrows();
  void undoesInTheViewThatIsShown();
  void isReadAloud();
};

void ViewTabsTest::showsTheViewOfAKey() {
  const Home home;
  Studio studio;
  QVERIFY(studio.view().isVisible());
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_2));
  QVERIFY(studio.window().stylesView().isVisible());
  QVERIFY(!studio.view().isVisible());
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_1));
  QVERIFY(studio.view().isVisible());
}

// Ctrl+Return paints a series there, and a picture here.
void ViewTabsTest::givesKeysToTheViewThatIsShown() {
  const Home home;
  Studio studio;
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_2));
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Return));
  QTRY_COMPARE(studio.stage->painted.size(), std::size_t{4});
  for (const Job& job : studio.stage->painted) QVERIFY(!job.name.empty());
  QTRY_VERIFY(!studio.window().stylesView().runner().isBusy());
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_1));
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Return));
  QTRY_COMPARE(studio.stage->painted.size(), std::size_t{5});
  QVERIFY(studio.stage->painted.back().name.empty());
  QTRY_VERIFY(!studio.isBusy());
}

void ViewTabsTest::goesThroughTheViewsByArrows() {
  const Home home;
  Studio studio;
  ViewTabs& tabs = studio.window().views();
  tabs.setFocus();
  QTest::keyClick(&tabs, Qt::Key_Right);
  QVERIFY(tabs.isShown(studio.window().stylesView()));
  QVERIFY(tabs.hasFocus());
  QTest::keyClick(&tabs, Qt::Key_Left);
  QVERIFY(tabs.isShown(studio.view()));
}

void ViewTabsTest::undoesInTheViewThatIsShown() {
  const Home home;
  Studio studio;
  studio.type(QStringLiteral("A boat"));
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_2));
  auto* prompt = studio.window().stylesView().findChild<PromptEdit*>();
  prompt->setFocus();
  prompt->selectAll();
  QTest::keyClicks(prompt, QStringLiteral("A lake"));
  QCOMPARE(studio.window().stylesView().history().request().prompt, std::string("A lake"));
  QCOMPARE(studio.request().prompt, std::string("A boat"));
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
  QVERIFY(studio.window().stylesView().history().request().prompt != "A lake");
  QCOMPARE(studio.request().prompt, std::string("A boat"));
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_1));
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
  QVERIFY(studio.request().prompt != "A boat");
}

void ViewTabsTest::isReadAloud() {
  const Home home;
  Studio studio;
  QAccessibleInterface* tabs = QAccessible::queryAccessibleInterface(&studio.window().views());
  QCOMPARE(tabs->role(), QAccessible::PageTabList);
  QCOMPARE(studio.window().views().accessibleName(), QStringLiteral("Views"));
  QCOMPARE(tabs->child(1)->role(), QAccessible::PageTab);
  QCOMPARE(tabs->child(1)->text(QAccessible::Name), QStringLiteral("Styles"));
}

const testing::Registered<ViewTabsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "view_tabs_test.moc"

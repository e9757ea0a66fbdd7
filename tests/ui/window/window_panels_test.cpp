// The left column in the window: the focus, undo from within the prompt, and sizes that fit the model.

#include <QComboBox>
#include <QTest>
#include <QWindow>

#include "ui/panels/prompt_edit.h"
#include "ui/panels/sampling_panel.h"
#include "ui/support/registry.h"
#include "ui/widgets/groove.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/quiet_test.h"
#include "ui/window/studio.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::QuietTest;
using testing::Studio;

class WindowPanelsTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void takesAPromptFromTheFirstKey();
  void undoesFromWithinThePrompt();
  void leavesTheFocusWhenANegativePromptIsRestored();
  void undoesItsOwnStepOnly();
  void fitsTheSizeToAnotherModel_data();
  void fitsTheSizeToAnotherModel();
  void keepsASizeThatSuits();
  void recallsPaintedPrompts();
};

// What is chosen at the start is in place.
void settle(Studio& studio) {
  auto* sizes = studio.view().findChild<SamplingPanel*>()->findChild<QComboBox*>();
  QTRY_VERIFY(sizes->count() > 0);
}

void chooseSize(Studio& studio, int width, int height) {
  Request next = studio.request();
  next.width = width;
  next.height = height;
  studio.view().history().change(next, QStringLiteral("Size"));
  studio.view().history().endGesture();
}

void WindowPanelsTest::takesAPromptFromTheFirstKey() {
  const Home home;
  Studio studio;
  for (const char letter : {'A', ' ', 'b', 'o', 'a', 't'}) {
    QTest::keyClick(studio.window().windowHandle(), letter);
  }
  QCOMPARE(studio.request().prompt, std::string("A boat"));
}

void WindowPanelsTest::undoesFromWithinThePrompt() {
  const Home home;
  Studio studio;
  const Request before = studio.request();
  QTest::keyClick(studio.groove(QStringLiteral("CLIP")), Qt::Key_Right);
  studio.type(QStringLiteral("A red boat"));
  auto* edit = studio.view().findChild<PromptEdit*>();
  QVERIFY(edit->hasFocus());
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
  QCOMPARE(edit->prompt().toStdString(), before.prompt);
  QCOMPARE(studio.view().history().stack().count(), 2);  // undo made no step of its own
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Z));
  QVERIFY(studio.request() == before);
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Y));
  studio.key(QKeySequence(Qt::CTRL | Qt::Key_Y));
  QCOMPARE(studio.request().prompt, std::string("A red boat"));
}

void WindowPanelsTest::leavesTheFocusWhenANegativePromptIsRestored() {
  const Home home;
  Studio studio;
  Groove* groove = studio.groove(QStringLiteral("CLIP"));
  groove->setFocus();
  Request next = studio.request();
  next.negative = "fog";
  studio.view().history().change(next, QStringLiteral("Settings"));
  Q_EMIT studio.view().history().restored(next);
  const auto edits = studio.view().findChildren<PromptEdit*>();
  QVERIFY(edits.back()->isVisible());
  QVERIFY(groove->hasFocus());
}

void WindowPanelsTest::undoesItsOwnStepOnly() {
  const Home home;
  Studio studio;
  settle(studio);
  chooseSize(studio, 96, 96);
  studio.view().setSizeRules({.unit = 64, .width = 512, .height = 512});
  QTest::keyClick(studio.groove(QStringLiteral("CLIP")), Qt::Key_Right);
  const Request changed = studio.request();
  studio.press(QStringLiteral("Undo"));
  QVERIFY(studio.request() == changed);
  QVERIFY(studio.message()->text().contains(QStringLiteral("Ctrl+Z")));
}

void WindowPanelsTest::fitsTheSizeToAnotherModel_data() {
  QTest::addColumn<int>("side");
  QTest::newRow("one that it cannot paint") << 288;
  QTest::newRow("one that it was not made for") << 128;
}

void WindowPanelsTest::fitsTheSizeToAnotherModel() {
  QFETCH(const int, side);
  const Home home;
  Studio studio;
  settle(studio);
  chooseSize(studio, side, side);
  studio.view().setSizeRules({.unit = 64, .width = 512, .height = 512});
  QCOMPARE(studio.request().width, 0);
  QVERIFY2(studio.message()->text().contains(QStringLiteral("512 × 512")),
           qPrintable(studio.message()->text()));
  studio.press(QStringLiteral("Undo"));
  QCOMPARE(studio.request().width, side);
}

void WindowPanelsTest::keepsASizeThatSuits() {
  const Home home;
  Studio studio;
  settle(studio);
  chooseSize(studio, 768, 512);
  studio.view().setSizeRules({.unit = 64, .width = 512, .height = 512});
  QCOMPARE(studio.request().width, 768);
  QCOMPARE(studio.message()->count(), 0);
}

void WindowPanelsTest::recallsPaintedPrompts() {
  const Home home;
  Studio studio;
  for (const char* prompt : {"one", "two"}) {
    studio.type(QString::fromLatin1(prompt));
    studio.press(QStringLiteral("Paint"));
  }
  studio.type(QStringLiteral("being written"));
  auto* edit = studio.view().findChild<PromptEdit*>();
  const auto recalled = [&](Qt::Key key) {
    QTest::keyClick(edit, key, Qt::AltModifier);
    return studio.request().prompt;
  };
  QCOMPARE(recalled(Qt::Key_Up), std::string("two"));
  QCOMPARE(recalled(Qt::Key_Up), std::string("one"));
  QCOMPARE(recalled(Qt::Key_Up), std::string("one"));
  QCOMPARE(recalled(Qt::Key_Down), std::string("two"));
  QCOMPARE(recalled(Qt::Key_Down), std::string("being written"));
  QCOMPARE(edit->prompt(), QStringLiteral("being written"));
  QTRY_COMPARE(home.painted().size(), std::size_t{2});
}

const testing::Registered<WindowPanelsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "window_panels_test.moc"

// The window by keyboard alone: what Esc closes, where Tab goes; and messages, which must not push it
// out of shape.

#include <QAbstractButton>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWindow>
#include <algorithm>

#include "ui/canvas/canvas_view.h"
#include "ui/cockpit/sparkline.h"
#include "ui/support/registry.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/theme.h"
#include "ui/window/quiet_test.h"
#include "ui/window/restore_sheet.h"
#include "ui/window/studio.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::QuietTest;
using testing::Script;
using testing::Studio;

constexpr int screen = 1280;

const QKeySequence escape(Qt::Key_Escape);

const Script untilStopped = {.untilStopped = true};

void begin(Studio& studio) {
  studio.press(QStringLiteral("Paint"));
  studio.stage->waitUntilItWaits();
  QTRY_COMPARE(studio.view().controller().state(), Controller::State::painting);
}

bool paintsOn(Studio& studio) {
  return studio.view().controller().state() == Controller::State::painting;
}

// What Tab comes to, from a widget on, as a person would call it.
QStringList wayFrom(const QWidget* start, int stops) {
  QStringList way;
  for (const QWidget* one = start; way.size() < stops; one = one->nextInFocusChain()) {
    if (!(one->focusPolicy() & Qt::TabFocus) || !one->isVisible() || !one->isEnabled()) continue;
    const auto* button = qobject_cast<const QAbstractButton*>(one);
    const bool said = button != nullptr && one->accessibleName().isEmpty();
    way << (said ? button->text() : one->accessibleName());
  }
  return way;
}

}  // namespace

class WindowKeysTest : public QuietTest {
  Q_OBJECT

 private Q_SLOTS:
  void escapeClosesTheMessageBeforeItStops();
  void escapeWithinTheMessageClosesIt();
  void escapeTakesTheCrosshairBeforeItStops();
  void tabGoesAsThePanelReads();
  void stylesComeBeforeThePlus();
  void messagesActBeforeTheyAreCopied();
  void returnPressesWhatHasTheFocus();
  void theSheetsListScrollsByKeys();
  void theSheetGivesTheKeyboardBack();
  void aLongNameDoesNotWidenTheSheet();
  void stopPassesTheKeyboardOnToPaint();
  void messagesNeitherWidenNorMoveAnything_data();
  void messagesNeitherWidenNorMoveAnything();

 private:
  Home home_;
};

void WindowKeysTest::escapeClosesTheMessageBeforeItStops() {
  Studio studio(untilStopped);
  begin(studio);
  studio.view().tellNotice(QStringLiteral("A notice"));
  studio.key(escape);
  QVERIFY(!studio.message()->isVisible());
  QVERIFY(paintsOn(studio));
  studio.key(escape);
  QTRY_VERIFY(!studio.isBusy());
}

void WindowKeysTest::escapeWithinTheMessageClosesIt() {
  Studio studio(untilStopped);
  begin(studio);
  studio.view().tellNotice(QStringLiteral("A notice"));
  studio.message()->findChildren<QToolButton*>().last()->setFocus();
  studio.key(escape);
  QVERIFY(!studio.message()->isVisible());
  QVERIFY(paintsOn(studio));
  QVERIFY(studio.view().findChild<CanvasView*>()->hasFocus());
}

void WindowKeysTest::escapeTakesTheCrosshairBeforeItStops() {
  Studio studio(untilStopped);
  begin(studio);
  auto* curve = studio.view().findChild<Sparkline*>();
  curve->append(3, 0.5);
  curve->setFocus(Qt::TabFocusReason);
  studio.key(QKeySequence(Qt::Key_Home));
  QVERIFY(curve->crosshair().has_value());
  studio.key(escape);
  QVERIFY(!curve->crosshair().has_value());
  QVERIFY(paintsOn(studio));
}

void WindowKeysTest::tabGoesAsThePanelReads() {
  Studio studio;
  studio.message()->clear();
  const auto* prompt = studio.view().findChild<QPlainTextEdit*>();
  const QStringList way = wayFrom(prompt, 60);
  const QStringList wanted = {QStringLiteral("Prompt"),
                              QStringLiteral("Weights"),
                              QStringLiteral("Negative prompt"),
                              QStringLiteral("oil painting"),
                              QStringLiteral("Add a style"),
                              QStringLiteral("Seed"),
                              QStringLiteral("CLIP"),
                              QStringLiteral("More"),
                              QStringLiteral("Steps"),
                              QStringLiteral("Paint"),
                              QStringLiteral("Canvas")};
  qsizetype last = -1;
  for (const QString& name : wanted) {
    const qsizetype place = way.indexOf(name);
    QVERIFY2(place > last, qPrintable(name + QStringLiteral(" in ") + way.join(u'|')));
    last = place;
  }
  QCOMPARE(way[last + 1], QStringLiteral("A campfire with group of people"));
}

// Also when they have been made anew.
void WindowKeysTest::stylesComeBeforeThePlus() {
  Studio studio;
  auto styles = studio.view().history().styles();
  std::ranges::reverse(styles);
  studio.view().history().change(studio.request(), styles, QStringLiteral("styles"));
  studio.view().history().endGesture();
  Q_EMIT studio.view().history().restored(studio.request());
  const QStringList way = wayFrom(studio.view().findChild<QPlainTextEdit*>(), 20);
  const qsizetype plus = way.indexOf(QStringLiteral("Add a style"));
  QVERIFY(plus > 0);
  for (const StyleChip& style : styles) {
    const qsizetype place = way.indexOf(style.name);
    QVERIFY2(place > 0 && place < plus, qPrintable(way.join(u'|')));
  }
}

void WindowKeysTest::messagesActBeforeTheyAreCopied() {
  Studio studio;
  studio.view().tellProblem(QStringLiteral("A problem"), {}, QStringLiteral("Details"));
  studio.message()->addAction(QStringLiteral("Try again"), {});
  const auto* canvas = studio.view().findChild<CanvasView*>();
  const QStringList way = wayFrom(canvas, 12);
  const qsizetype action = way.indexOf(QStringLiteral("Try again"));
  QVERIFY2(action > 0, qPrintable(way.join(u'|')));
  QCOMPARE(way.mid(action, 4),
           (QStringList{QStringLiteral("Try again"), QStringLiteral("Details"),
                        QStringLiteral("Copy the message"), QStringLiteral("Close this message")}));
}

void WindowKeysTest::returnPressesWhatHasTheFocus() {
  Studio studio;
  int tries = 0;
  studio.view().tellNotice(QStringLiteral("A notice"));
  studio.message()->addAction(QStringLiteral("Try again"), [&tries] { ++tries; });
  studio.button(QStringLiteral("Try again"))->setFocus();
  studio.key(QKeySequence(Qt::Key_Return));
  QCOMPARE(tries, 1);
  QVERIFY(!studio.isBusy());
  Chip* chip = studio.chip(QStringLiteral("oil painting"));
  chip->setFocus();
  studio.key(QKeySequence(Qt::Key_Return));
  QVERIFY(chip->isChecked());
}

void WindowKeysTest::theSheetsListScrollsByKeys() {
  QWidget window;
  auto* column = new QVBoxLayout(&window);
  auto* sheet = new RestoreSheet(&window);
  column->addWidget(sheet);
  RestoreSheet::Offer offer;
  offer.file = QStringLiteral("boat.png");
  for (int i = 0; i < 40; ++i) {
    const QString name = QString::number(i);
    offer.changes.push_back({.name = name, .from = name, .to = name});
  }
  window.resize(600, 500);
  window.show();
  sheet->propose(offer, {});
  const QScrollBar* bar = sheet->findChild<QScrollArea*>()->verticalScrollBar();
  QTRY_VERIFY(bar->maximum() > 0);
  auto* restore = sheet->findChildren<QPushButton*>().last();
  QTest::keyClick(restore, Qt::Key_Down);
  QVERIFY(bar->value() > 0);
  QTest::keyClick(restore, Qt::Key_End);
  QCOMPARE(bar->value(), bar->maximum());
}

void WindowKeysTest::theSheetGivesTheKeyboardBack() {
  QWidget window;
  auto* column = new QVBoxLayout(&window);
  auto* first = new QPushButton(&window);
  auto* before = new QPushButton(&window);
  auto* sheet = new RestoreSheet(&window);
  for (QWidget* one : {static_cast<QWidget*>(first), static_cast<QWidget*>(before),
                       static_cast<QWidget*>(sheet)}) {
    column->addWidget(one);
  }
  window.show();
  before->setFocus();
  const QString name = QStringLiteral("Steps");
  sheet->propose({.file = QStringLiteral("boat.png"),
                  .changes = {{.name = name, .from = name, .to = name}},
                  .left = {}},
                 {});
  QVERIFY(sheet->isAncestorOf(window.focusWidget()));
  sheet->dismiss();
  QCOMPARE(window.focusWidget(), before);
}

void WindowKeysTest::aLongNameDoesNotWidenTheSheet() {
  Theme::instance().setFontScale(1.5);
  const auto normal = qScopeGuard([] { Theme::instance().setFontScale(1); });
  QWidget window;
  RestoreSheet sheet(&window);
  RestoreSheet::Offer offer;
  offer.file = QStringLiteral("boat.png");
  sheet.propose(offer, {});
  const int usual = sheet.minimumSizeHint().width();
  offer.file = QString(200, u'x') + offer.file;
  sheet.refresh(offer);
  QCOMPARE(sheet.minimumSizeHint().width(), usual);
  QVERIFY2(usual <= 400, qPrintable(QString::number(usual)));
}

void WindowKeysTest::stopPassesTheKeyboardOnToPaint() {
  Studio studio(untilStopped);
  begin(studio);
  studio.button(QStringLiteral("Stop"))->setFocus(Qt::TabFocusReason);
  studio.key(QKeySequence(Qt::Key_Return));
  QTRY_VERIFY(!studio.isBusy());
  QVERIFY(studio.button(QStringLiteral("Paint"))->hasFocus());
}

void WindowKeysTest::messagesNeitherWidenNorMoveAnything_data() {
  QTest::addColumn<int>("kind");
  QTest::newRow("notice") << int(MessageBar::Kind::notice);
  QTest::newRow("offer") << int(MessageBar::Kind::offer);
  QTest::newRow("problem") << int(MessageBar::Kind::problem);
}

void WindowKeysTest::messagesNeitherWidenNorMoveAnything() {
  QFETCH(int, kind);
  Theme::instance().setFontScale(1.5);
  const auto usual = qScopeGuard([] { Theme::instance().setFontScale(1); });
  Studio studio;
  studio.window().resize(screen, 800);
  QCoreApplication::processEvents();
  const auto* canvas = studio.view().findChild<CanvasView*>();
  const QRect before = canvas->geometry();
  studio.message()->tell(
      MessageBar::Kind(kind),
      QStringLiteral("The pictures could not be written: /home/somebody/") + QString(120, u'x'),
      QStringLiteral("What is painted is kept until the program ends"),
      QStringLiteral("error: output (/home/somebody): expected a folder"));
  studio.message()->addAction(QStringLiteral("Save them elsewhere…"), {});
  studio.message()->addAction(QStringLiteral("Try to write them again"), {});
  QCoreApplication::processEvents();
  const int least = studio.window().minimumSizeHint().width();
  QVERIFY2(least <= screen, qPrintable(QString::number(least)));
  QCOMPARE(studio.window().width(), screen);
  QCOMPARE(canvas->geometry(), before);
  QVERIFY(before.contains(studio.message()->geometry()));
}

static const testing::Registered<WindowKeysTest> registered;

}  // namespace maulstick::ui

#include "window_keys_test.moc"

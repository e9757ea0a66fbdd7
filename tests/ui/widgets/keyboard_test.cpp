// The keyboard's way through widgets: Return, Tab, and where it is.

#include <QDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include "ui/support/registry.h"
#include "ui/widgets/button_pair.h"
#include "ui/widgets/groove.h"
#include "ui/widgets/tab_order.h"

namespace maulstick::ui {

class KeyboardTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void returnPressesButtons_data();
  void returnPressesButtons();
  void returnOpensAMenu();
  void returnStaysWithADialogsDefault();
  void whatIsMadeLaterJoinsTheWay();
  void aGrooveHasARingForTheKeyboard();
  void buttonsThatAreOnByTurnsKeepTheKeyboard();
  void whoHasGoneOnIsNotCalledBack();
};

void KeyboardTest::returnPressesButtons_data() {
  QTest::addColumn<int>("key");
  QTest::addColumn<int>("modifiers");
  QTest::addColumn<int>("presses");
  QTest::newRow("Return") << int(Qt::Key_Return) << int(Qt::NoModifier) << 1;
  QTest::newRow("Enter") << int(Qt::Key_Enter) << int(Qt::KeypadModifier) << 1;
  QTest::newRow("Ctrl+Return") << int(Qt::Key_Return) << int(Qt::ControlModifier) << 0;
}

void KeyboardTest::returnPressesButtons() {
  QFETCH(int, key);
  QFETCH(int, modifiers);
  QFETCH(int, presses);
  QWidget window;
  QPushButton push(&window);
  QToolButton tool(&window);
  QRadioButton row(&window);
  window.show();
  for (QAbstractButton* button :
       {static_cast<QAbstractButton*>(&push), static_cast<QAbstractButton*>(&tool),
        static_cast<QAbstractButton*>(&row)}) {
    const QSignalSpy clicked(button, &QAbstractButton::clicked);
    QTest::keyClick(button, Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(clicked.count(), presses);
    button->setEnabled(false);
    QTest::keyClick(button, Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(clicked.count(), presses);
  }
}

void KeyboardTest::returnOpensAMenu() {
  QWidget window;
  QToolButton tool(&window);
  QMenu menu;
  menu.addAction(QStringLiteral("one"));
  tool.setMenu(&menu);
  tool.setPopupMode(QToolButton::InstantPopup);
  window.show();
  QVERIFY(QTest::qWaitForWindowExposed(&window));
  bool opened = false;
  QTimer::singleShot(50, &menu, [&] {
    opened = menu.isVisible();
    menu.close();
  });
  QTest::keyClick(&tool, Qt::Key_Return);
  QTRY_VERIFY(opened);
}

void KeyboardTest::returnStaysWithADialogsDefault() {
  QDialog dialog;
  auto* row = new QHBoxLayout(&dialog);
  auto* name = new QLineEdit;
  auto* choice = new QRadioButton;
  auto* ok = new QPushButton(QStringLiteral("OK"));
  for (QWidget* widget :
       {static_cast<QWidget*>(name), static_cast<QWidget*>(choice), static_cast<QWidget*>(ok)}) {
    row->addWidget(widget);
  }
  ok->setDefault(true);
  dialog.show();
  const QSignalSpy clicked(ok, &QPushButton::clicked);
  QTest::keyClick(choice, Qt::Key_Return);
  QCOMPARE(clicked.count(), 1);
}

void KeyboardTest::whatIsMadeLaterJoinsTheWay() {
  QWidget window;
  QLineEdit first(&window);
  QWidget place(&window);
  QPushButton last(&window);
  QPushButton plus(&place);
  QPushButton chip(&place);
  QPushButton other(&place);
  joinTabOrder(place, {&chip, &other, &plus});
  QList<QWidget*> way;
  QWidget* one = &first;
  do {
    if (one->focusPolicy() != Qt::NoFocus) way << one;
    one = one->nextInFocusChain();
  } while (one != &first);
  QCOMPARE(way, (QList<QWidget*>{&first, &chip, &other, &plus, &last}));
}

void KeyboardTest::aGrooveHasARingForTheKeyboard() {
  QWidget window;
  Groove groove({.label = QStringLiteral("CLIP"), .maximum = 100, .defaultValue = 50}, &window);
  groove.resize(200, 20);
  window.show();
  window.activateWindow();
  QVERIFY(QTest::qWaitForWindowActive(&window));
  groove.setFocus(Qt::MouseFocusReason);
  window.setAttribute(Qt::WA_KeyboardFocusChange, false);
  const QImage byHand = groove.grab().toImage();
  window.setAttribute(Qt::WA_KeyboardFocusChange);
  const QImage byKeys = groove.grab().toImage();
  const QPoint edge(groove.width() / 4, 0);  // far from the knob
  QVERIFY(byKeys.pixelColor(edge * byKeys.devicePixelRatio()) !=
          byHand.pixelColor(edge * byHand.devicePixelRatio()));
}

void KeyboardTest::buttonsThatAreOnByTurnsKeepTheKeyboard() {
  QWidget window;
  QPushButton paint(&window);
  QPushButton stop(&window);
  QPushButton other(&window);
  ButtonPair pair(&paint, &stop);
  window.show();
  pair.setEnabled(true, false);
  paint.setFocus();
  pair.setEnabled(false, true);
  QCOMPARE(window.focusWidget(), &stop);
  pair.setEnabled(false, false);  // it stops
  pair.setEnabled(false, false);
  pair.setEnabled(true, false);
  QCOMPARE(window.focusWidget(), &paint);
}

void KeyboardTest::whoHasGoneOnIsNotCalledBack() {
  QWidget window;
  QPushButton paint(&window);
  QPushButton stop(&window);
  QPushButton next(&window);
  QPushButton other(&window);
  ButtonPair pair(&paint, &stop);
  window.show();
  pair.setEnabled(false, true);
  stop.setFocus();
  pair.setEnabled(false, false);
  other.setFocus();
  pair.setEnabled(true, false);
  QCOMPARE(window.focusWidget(), &other);
}

static const testing::Registered<KeyboardTest> registered;

}  // namespace maulstick::ui

#include "keyboard_test.moc"

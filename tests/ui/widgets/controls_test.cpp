// Segments, chips, the layout that flows, and labels that give way.

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include "ui/support/registry.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/section_label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

QString s(const char* text) {
  return QString::fromUtf8(text);
}

void present(QWidget& window) {
  window.show();
  window.activateWindow();
  QVERIFY(QTest::qWaitForWindowActive(&window));
}

}  // namespace

class ControlsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void segmentsByMouse();
  void segmentsByKeyboard();
  void segmentsAreRadioButtons();
  void aChipIsOnOrOff();
  void aChipIsTakenAway();
  void aChipStaysAsWideAsItIs();
  void aLayoutFlows();
  void aLabelGivesWay();
  void headingsFollowTheTheme();
};

void ControlsTest::segmentsByMouse() {
  SegmentedControl control({s("Reference"), s("Relative"), s("Third")});
  present(control);
  QCOMPARE(control.current(), 0);
  const QSignalSpy changed(&control, &SegmentedControl::currentChanged);
  QTest::mouseClick(control.childAt(control.rect().center()), Qt::LeftButton);
  QCOMPARE(control.current(), 1);
  QCOMPARE(changed.count(), 1);
  QCOMPARE(changed[0][0].toInt(), 1);
  QTest::mouseClick(control.childAt(control.rect().center()), Qt::LeftButton);
  QCOMPARE(changed.count(), 1);
  control.setCurrent(7);
  QCOMPARE(control.current(), 1);
}

void ControlsTest::segmentsByKeyboard() {
  QWidget window;
  auto* column = new QVBoxLayout(&window);
  auto* control = new SegmentedControl({s("Reference"), s("Relative"), s("Third")});
  auto* next = new Chip(s("next"));
  column->addWidget(control);
  column->addWidget(next);
  present(window);
  control->findChildren<QRadioButton*>().at(0)->setFocus();
  const auto press = [](Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); };
  press(Qt::Key_Right);
  QCOMPARE(control->current(), 1);
  press(Qt::Key_Left);
  QCOMPARE(control->current(), 0);
  // One stop on the way through the panel, not one for each segment.
  press(Qt::Key_Tab);
  QVERIFY(next->hasFocus());
  window.setLayoutDirection(Qt::RightToLeft);
  window.layout()->activate();
  QCoreApplication::sendPostedEvents();
  control->findChildren<QRadioButton*>().at(0)->setFocus();
  press(Qt::Key_Left);
  QCOMPARE(control->current(), 1);
}

void ControlsTest::segmentsAreRadioButtons() {
  SegmentedControl control({s("Reference"), s("Relative")});
  control.setCurrent(1);
  const auto segments = control.findChildren<QRadioButton*>();
  for (int i = 0; i < 2; ++i) {
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(segments[i]);
    QCOMPARE(face->role(), QAccessible::RadioButton);
    QCOMPARE(bool(face->state().checked), i == 1);
  }
}

void ControlsTest::aChipIsOnOrOff() {
  Chip chip(s("watercolor"));
  chip.setCheckable(true);
  present(chip);
  const QSignalSpy toggled(&chip, &Chip::toggled);
  QTest::mouseClick(&chip, Qt::LeftButton);
  QVERIFY(chip.isChecked());
  QTest::keyClick(&chip, Qt::Key_Space);
  QVERIFY(!chip.isChecked());
  QCOMPARE(toggled.count(), 2);
  QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&chip);
  QCOMPARE(face->text(QAccessible::Name), s("watercolor"));
  QVERIFY(face->state().checkable);
}

void ControlsTest::aChipIsTakenAway() {
  Chip chip(s("<birb-style>"));
  present(chip);
  const QSignalSpy removed(&chip, &Chip::removeRequested);
  const QSignalSpy clicked(&chip, &Chip::clicked);
  const auto end = [&chip] {
    return QPoint(chip.isRightToLeft() ? 14 : chip.width() - 15, chip.height() / 2);
  };
  QTest::keyClick(&chip, Qt::Key_Delete);
  QTest::mouseClick(&chip, Qt::LeftButton, {}, end());
  QCOMPARE(removed.count(), 0);
  QCOMPARE(clicked.count(), 1);
  chip.setRemovable(true);
  chip.resize(chip.sizeHint());
  QTest::mouseClick(&chip, Qt::LeftButton, {}, end());
  QCOMPARE(removed.count(), 1);
  QCOMPARE(clicked.count(), 1);
  QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(chip.width() / 3, chip.height() / 2));
  QCOMPARE(removed.count(), 1);
  QCOMPARE(clicked.count(), 2);
  QTest::keyClick(&chip, Qt::Key_Delete);
  QTest::keyClick(&chip, Qt::Key_Backspace);
  QCOMPARE(removed.count(), 3);
  // Thought better of it: the button goes up elsewhere.
  QTest::mousePress(&chip, Qt::LeftButton, {}, end());
  QVERIFY(!chip.isDown());
  QTest::mouseRelease(&chip, Qt::LeftButton, {}, QPoint(5, -40));
  QCOMPARE(removed.count(), 3);
  chip.setLayoutDirection(Qt::RightToLeft);
  QTest::mouseClick(&chip, Qt::LeftButton, {}, end());
  QCOMPARE(removed.count(), 4);
}

void ControlsTest::aChipStaysAsWideAsItIs() {
  Chip chip(s("oil painting"));
  chip.setCheckable(true);
  const QSize off = chip.sizeHint();
  chip.setChecked(true);
  QCOMPARE(chip.sizeHint(), off);
  const Chip longer(s("oil painting, impasto"));
  QVERIFY(longer.sizeHint().width() > off.width());
  const Chip endless(s("oil painting").repeated(40));
  QVERIFY(endless.sizeHint().width() <= 240);
}

void ControlsTest::aLayoutFlows() {
  QWidget box;
  auto* flow = new FlowLayout(&box, 8);
  QList<QLabel*> words;
  for (int i = 0; i < 5; ++i) {
    words << new QLabel(s("word"));
    words[i]->setFixedSize(60, 20);
    flow->addWidget(words[i]);
  }
  QCOMPARE(flow->heightForWidth(5 * 60 + 4 * 8), 20);
  QCOMPARE(flow->heightForWidth(5 * 60 + 4 * 8 - 1), 48);
  QCOMPARE(flow->heightForWidth(60), 5 * 20 + 4 * 8);
  box.resize(200, 100);
  present(box);
  QCOMPARE(words[2]->pos(), QPoint(136, 0));
  QCOMPARE(words[3]->pos(), QPoint(0, 28));
  box.setLayoutDirection(Qt::RightToLeft);
  flow->activate();
  QCOMPARE(words[0]->pos(), QPoint(140, 0));
  QCOMPARE(words[3]->pos(), QPoint(140, 28));
}

void ControlsTest::aLabelGivesWay() {
  ElidedLabel label(s("a long line of words"));
  label.resize(label.sizeHint());
  QVERIFY(!label.isElided());
  const QImage whole = label.grab().toImage();
  QVERIFY(label.minimumSizeHint().width() < label.sizeHint().width() / 2);
  label.resize(60, label.height());
  QVERIFY(label.isElided());
  QVERIFY(label.grab().toImage() != whole.copy(0, 0, 60, whole.height()));
  QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&label);
  QCOMPARE(face->text(QAccessible::Name), s("a long line of words"));
}

void ControlsTest::headingsFollowTheTheme() {
  SectionLabel heading(s("Guidance"));
  QCOMPARE(heading.text(), s("Guidance"));
  const int before = heading.font().pixelSize();
  QVERIFY(before < QApplication::font().pixelSize());
  Theme::instance().setFontScale(2);
  const int after = heading.font().pixelSize();
  Theme::instance().setFontScale(1);
  QCOMPARE(after, 2 * before);
}

static const testing::Registered<ControlsTest> registered;

}  // namespace maulstick::ui

#include "controls_test.moc"

// Every gesture of a slider row, by real events: what it does to the value, and that it is told of
// exactly once.

#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>

#include "ui/support/registry.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/slider_fixture.h"

namespace maulstick::ui {
namespace {

constexpr int pause = 600;  // longer than the 400 ms that end a burst

QWidget* labelOf(const SliderStage& stage) {
  return stage.row->findChild<ElidedLabel*>();
}

struct Spies {
  explicit Spies(SliderRow* row)
      : moved(row, &SliderRow::valueChanged), finished(row, &SliderRow::gestureFinished) {}
  [[nodiscard]] double before(int gesture) const { return finished[gesture][0].toDouble(); }
  [[nodiscard]] double after(int gesture) const { return finished[gesture][1].toDouble(); }

  QSignalSpy moved;
  QSignalSpy finished;
};

}  // namespace

class SliderGesturesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aClickJumps();
  void aDragIsOneGesture();
  void theKnobIsTakenWhereItIs();
  void otherButtonsDoNothing();
  void shiftMakesADragTenTimesFiner();
  void shiftNeverJumps();
  void escGivesADragBack();
  void aDragThatComesBackIsNoGesture();
  void aDoubleClickResetsInOneGesture();
  void twoSlowClicksAreTwoGestures();
  void aDoubleClickOnTheLabelResets();
  void theWheelScrollsThePanelWithoutTheFocus();
  void aBurstOfTheWheelIsOneGesture();
  void smallTurnsAddUp();
  void keys_data();
  void keys();
  void aRunOfKeysIsOneGesture();
  void deleteResets();
  void aDigitGoesOnInTheNumber();
  void aShortcutFindsTheGestureFinished();
  void losingTheFocusFinishesAGesture();
  void theButtonResets();
  void aValueFromElsewhereDuringAGesture();
};

void SliderGesturesTest::aClickJumps() {
  const SliderStage stage;
  Spies spies(stage.row);
  QTest::mouseClick(stage.groove, Qt::LeftButton, {}, stage.at(700));
  QVERIFY(qAbs(stage.row->value() - 700) <= 10);
  QCOMPARE(std::fmod(stage.row->value(), 10.0), 0.0);
  QVERIFY(spies.finished.wait(pause));
  QCOMPARE(spies.finished.count(), 1);
  QCOMPARE(spies.before(0), 200.0);
  QCOMPARE(spies.after(0), stage.row->value());
}

void SliderGesturesTest::aDragIsOneGesture() {
  const SliderStage stage;
  Spies spies(stage.row);
  QTest::mousePress(stage.groove, Qt::LeftButton, {}, stage.at(200));
  for (int value = 250; value <= 600; value += 50) dragTo(stage.groove, stage.at(value));
  QVERIFY(spies.moved.count() > 3);
  QCOMPARE(spies.finished.count(), 0);
  QTest::mouseRelease(stage.groove, Qt::LeftButton, {}, stage.at(600));
  QCOMPARE(spies.finished.count(), 1);
  QVERIFY(qAbs(stage.row->value() - 600) <= 10);
  QTest::qWait(pause);
  QCOMPARE(spies.finished.count(), 1);
}

void SliderGesturesTest::theKnobIsTakenWhereItIs() {
  const SliderStage stage;
  const Spies spies(stage.row);
  QTest::mousePress(stage.groove, Qt::LeftButton, {}, stage.at(200) + QPoint(5, 0));
  QCOMPARE(spies.moved.count(), 0);
  QTest::mouseRelease(stage.groove, Qt::LeftButton, {}, stage.at(200) + QPoint(5, 0));
  QTest::mousePress(stage.groove, Qt::LeftButton, {}, stage.at(200) + QPoint(20, 0));
  QCOMPARE(spies.moved.count(), 1);
  QTest::mouseRelease(stage.groove, Qt::LeftButton, {}, stage.at(200) + QPoint(20, 0));
}

void SliderGesturesTest::otherButtonsDoNothing() {
  const SliderStage stage;
  QTest::mouseClick(stage.groove, Qt::RightButton, {}, stage.at(700));
  QTest::mouseClick(stage.groove, Qt::MiddleButton, {}, stage.at(700));
  QCOMPARE(stage.row->value(), 200.0);
  dragTo(stage.groove, stage.at(900));
  QCOMPARE(stage.row->value(), 200.0);
}

void SliderGesturesTest::shiftMakesADragTenTimesFiner() {
  const SliderStage stage;
  const auto drag = [&stage](Qt::KeyboardModifiers keys) {
    stage.row->setValue(200);
    QTest::mousePress(stage.groove, Qt::LeftButton, {}, stage.at(200));
    dragTo(stage.groove, stage.at(600), keys);
    QTest::mouseRelease(stage.groove, Qt::LeftButton, keys, stage.at(600));
    return stage.row->value() - 200;
  };
  const double coarse = drag(Qt::NoModifier);
  const double fine = drag(Qt::ShiftModifier);
  QVERIFY2(qAbs(coarse - 400) <= 10, qPrintable(QString::number(coarse)));
  QVERIFY2(qAbs(fine - 40) <= 2, qPrintable(QString::number(fine)));
}

void SliderGesturesTest::shiftNeverJumps() {
  const SliderStage stage;
  QTest::mousePress(stage.groove, Qt::LeftButton, Qt::ShiftModifier, stage.at(700));
  QCOMPARE(stage.row->value(), 200.0);
  QTest::mouseRelease(stage.groove, Qt::LeftButton, Qt::ShiftModifier, stage.at(700));
  QTest::mousePress(stage.groove, Qt::LeftButton, {}, stage.at(700));
  QVERIFY(stage.row->value() > 600);
  QTest::mouseRelease(stage.groove, Qt::LeftButton, {}, stage.at(700));
}

void SliderGesturesTest::escGivesADragBack() {
  SliderStage stage;
  const Spies spies(stage.row);
  int stops = 0;
  const QShortcut stop(QKeySequence(Qt::Key_Escape), &stage.window, [&stops] { ++stops; });
  stage.groove->setFocus();
  QTest::mousePress(stage.groove, Qt::LeftButton, {}, stage.at(200));
  dragTo(stage.groove, stage.at(700));
  QVERIFY(stage.row->value() > 600);
  QTest::keyClick(stage.groove, Qt::Key_Escape);
  QCOMPARE(stage.row->value(), 200.0);
  dragTo(stage.groove, stage.at(900));
  QTest::mouseRelease(stage.groove, Qt::LeftButton, {}, stage.at(900));
  QCOMPARE(stage.row->value(), 200.0);
  QCOMPARE(spies.finished.count(), 0);
  QCOMPARE(stops, 0);
  // Without a drag Esc is the window's.
  QTest::keyClick(stage.groove, Qt::Key_Escape);
  QCOMPARE(stops, 1);
}

void SliderGesturesTest::aDragThatComesBackIsNoGesture() {
  const SliderStage stage;
  const Spies spies(stage.row);
  QTest::mousePress(stage.groove, Qt::LeftButton, {}, stage.at(200));
  dragTo(stage.groove, stage.at(700));
  dragTo(stage.groove, stage.at(200));
  QTest::mouseRelease(stage.groove, Qt::LeftButton, {}, stage.at(200));
  QCOMPARE(stage.row->value(), 200.0);
  QVERIFY(spies.moved.count() > 1);
  QCOMPARE(spies.finished.count(), 0);
}

void SliderGesturesTest::aDoubleClickResetsInOneGesture() {
  const SliderStage stage;
  stage.row->setValue(800);
  Spies spies(stage.row);
  QTest::mouseClick(stage.groove, Qt::LeftButton, {}, stage.at(400));
  QCOMPARE(stage.row->value(), 400.0);
  clickAgain(stage.groove, stage.at(400));
  QCOMPARE(stage.row->value(), 200.0);
  QTest::qWait(pause);
  QCOMPARE(spies.finished.count(), 1);
  QCOMPARE(spies.before(0), 800.0);
  QCOMPARE(spies.after(0), 200.0);
}

void SliderGesturesTest::twoSlowClicksAreTwoGestures() {
  const SliderStage stage;
  const Spies spies(stage.row);
  QTest::mouseClick(stage.groove, Qt::LeftButton, {}, stage.at(400));
  QTest::qWait(pause);
  QTest::mouseClick(stage.groove, Qt::LeftButton, {}, stage.at(800));
  QTest::qWait(pause);
  QCOMPARE(spies.finished.count(), 2);
  QCOMPARE(spies.before(1), spies.after(0));
}

void SliderGesturesTest::aDoubleClickOnTheLabelResets() {
  const SliderStage stage;
  stage.row->setValue(800);
  const Spies spies(stage.row);
  QWidget* label = labelOf(stage);
  QTest::mouseClick(label, Qt::LeftButton);
  QCOMPARE(stage.row->value(), 800.0);
  clickAgain(label, label->rect().center());
  QCOMPARE(stage.row->value(), 200.0);
  QCOMPARE(spies.finished.count(), 1);
}

void SliderGesturesTest::theWheelScrollsThePanelWithoutTheFocus() {
  QScrollArea area;
  auto* tall = new QWidget;
  auto* column = new QVBoxLayout(tall);
  auto* row = new SliderRow(clipSpec());
  column->addWidget(row);
  column->addSpacing(2000);
  area.setWidget(tall);
  area.setWidgetResizable(true);
  area.resize(300, 200);
  area.show();
  area.activateWindow();
  QVERIFY(QTest::qWaitForWindowActive(&area));
  area.setFocus();
  QScrollBar* bar = area.verticalScrollBar();
  for (QWidget* part : {static_cast<QWidget*>(row->findChild<Groove*>()),
                        static_cast<QWidget*>(row->findChild<NumberField*>())}) {
    bar->setValue(0);
    turnWheel(part, -notch);
    QCOMPARE(row->value(), 200.0);
    QVERIFY(bar->value() > 0);
    bar->setValue(0);
    part->setFocus();
    turnWheel(part, -2 * notch);
    QCOMPARE(row->value(), 180.0);
    QCOMPARE(bar->value(), 0);
    row->setValue(200);
    area.setFocus();
  }
}

void SliderGesturesTest::aBurstOfTheWheelIsOneGesture() {
  const SliderStage stage;
  const Spies spies(stage.row);
  stage.groove->setFocus();
  for (int turn = 0; turn < 3; ++turn) turnWheel(stage.groove, notch);
  QCOMPARE(stage.row->value(), 230.0);
  QCOMPARE(spies.moved.count(), 3);
  QCOMPARE(spies.finished.count(), 0);
  QTest::qWait(pause);
  QCOMPARE(spies.finished.count(), 1);
  QCOMPARE(spies.before(0), 200.0);
  turnWheel(stage.groove, -notch);
  QTest::qWait(pause);
  QCOMPARE(spies.finished.count(), 2);
  QCOMPARE(spies.before(1), 230.0);
}

// Touch pads send parts of a notch.
void SliderGesturesTest::smallTurnsAddUp() {
  const SliderStage stage;
  stage.groove->setFocus();
  for (int part = 0; part < 3; ++part) turnWheel(stage.groove, notch / 4);
  QCOMPARE(stage.row->value(), 200.0);
  turnWheel(stage.groove, notch / 4);
  QCOMPARE(stage.row->value(), 210.0);
  turnWheel(stage.groove, notch, Qt::ShiftModifier);
  QCOMPARE(stage.row->value(), 211.0);
}

void SliderGesturesTest::keys_data() {
  QTest::addColumn<Qt::Key>("key");
  QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
  QTest::addColumn<double>("leftToRight");
  QTest::addColumn<double>("rightToLeft");
  const Qt::KeyboardModifiers none = Qt::NoModifier;
  const Qt::KeyboardModifiers shift = Qt::ShiftModifier;
  QTest::newRow("right") << Qt::Key_Right << none << 210.0 << 190.0;
  QTest::newRow("left") << Qt::Key_Left << none << 190.0 << 210.0;
  QTest::newRow("up") << Qt::Key_Up << none << 210.0 << 210.0;
  QTest::newRow("down") << Qt::Key_Down << none << 190.0 << 190.0;
  QTest::newRow("fine") << Qt::Key_Right << shift << 201.0 << 199.0;
  QTest::newRow("page up") << Qt::Key_PageUp << none << 300.0 << 300.0;
  QTest::newRow("page down") << Qt::Key_PageDown << none << 100.0 << 100.0;
  QTest::newRow("home") << Qt::Key_Home << none << 0.0 << 0.0;
  QTest::newRow("end") << Qt::Key_End << none << 1000.0 << 1000.0;
  QTest::newRow("another") << Qt::Key_A << none << 200.0 << 200.0;
}

void SliderGesturesTest::keys() {
  QFETCH(Qt::Key, key);
  QFETCH(Qt::KeyboardModifiers, modifiers);
  QFETCH(double, leftToRight);
  QFETCH(double, rightToLeft);
  SliderStage stage;
  stage.groove->setFocus();
  QTest::keyClick(stage.groove, key, modifiers);
  QCOMPARE(stage.row->value(), leftToRight);
  stage.row->setValue(200);
  stage.window.setLayoutDirection(Qt::RightToLeft);
  QTest::keyClick(stage.groove, key, modifiers);
  QCOMPARE(stage.row->value(), rightToLeft);
}

void SliderGesturesTest::aRunOfKeysIsOneGesture() {
  const SliderStage stage;
  Spies spies(stage.row);
  stage.groove->setFocus();
  stage.row->setValue(203);
  QTest::keyClick(stage.groove, Qt::Key_Right);
  QCOMPARE(stage.row->value(), 210.0);  // to the next whole step
  QTest::keyClick(stage.groove, Qt::Key_Right);
  QTest::keyClick(stage.groove, Qt::Key_PageUp);
  QCOMPARE(spies.finished.count(), 0);
  QVERIFY(spies.finished.wait(pause));
  QCOMPARE(spies.finished.count(), 1);
  QCOMPARE(spies.before(0), 203.0);
  QCOMPARE(spies.after(0), 320.0);
}

void SliderGesturesTest::deleteResets() {
  const SliderStage stage;
  stage.row->setValue(800);
  const Spies spies(stage.row);
  stage.groove->setFocus();
  QTest::keyClick(stage.groove, Qt::Key_Right);
  QTest::keyClick(stage.groove, Qt::Key_Delete);
  QCOMPARE(stage.row->value(), 200.0);
  QCOMPARE(spies.finished.count(), 2);  // the key before it, and the reset
  QCOMPARE(spies.before(1), 810.0);
}

void SliderGesturesTest::aDigitGoesOnInTheNumber() {
  const SliderStage stage;
  const Spies spies(stage.row);
  stage.groove->setFocus();
  QTest::keyClick(stage.groove, Qt::Key_4);
  QVERIFY(stage.number->hasFocus());
  QTest::keyClicks(stage.number, QStringLiteral("50"));
  QCOMPARE(stage.row->value(), 200.0);
  QTest::keyClick(stage.number, Qt::Key_Return);
  QCOMPARE(stage.row->value(), 450.0);
  QVERIFY(stage.groove->hasFocus());
  QCOMPARE(spies.finished.count(), 1);
  QTest::keyClick(stage.groove, Qt::Key_Return);
  QTest::keyClicks(stage.number, QStringLiteral("7"));
  QTest::keyClick(stage.number, Qt::Key_Escape);
  QCOMPARE(stage.row->value(), 450.0);
  QCOMPARE(stage.number->text(), QStringLiteral("450"));
  QVERIFY(stage.groove->hasFocus());
}

void SliderGesturesTest::aShortcutFindsTheGestureFinished() {
  SliderStage stage;
  const Spies spies(stage.row);
  qsizetype seen = -1;
  const auto look = [&] { seen = spies.finished.count(); };
  const QShortcut undo(QKeySequence(Qt::CTRL | Qt::Key_Z), &stage.window, look);
  const QShortcut other(QKeySequence(Qt::Key_F5), &stage.window, look);
  stage.groove->setFocus();
  QTest::keyClick(stage.groove, Qt::Key_Right);
  QTest::keyClick(stage.groove, Qt::Key_F5);
  QCOMPARE(seen, 0);
  QTest::keyClick(stage.groove, Qt::Key_Z, Qt::ControlModifier);
  QCOMPARE(seen, 1);
}

void SliderGesturesTest::losingTheFocusFinishesAGesture() {
  const SliderStage stage;
  const Spies spies(stage.row);
  stage.groove->setFocus();
  QTest::keyClick(stage.groove, Qt::Key_Right);
  QCOMPARE(spies.finished.count(), 0);
  stage.groove->clearFocus();
  QCOMPARE(spies.finished.count(), 1);
  QTest::qWait(pause);
  QCOMPARE(spies.finished.count(), 1);
}

void SliderGesturesTest::theButtonResets() {
  const SliderStage stage;
  QVERIFY(!stage.resetButton->isVisible());
  // Its place is kept: the label is as wide without it.
  const int place = labelOf(stage)->width();
  stage.row->setValue(300);
  QVERIFY(stage.resetButton->isVisible());
  QTest::qWait(0);
  QCOMPARE(labelOf(stage)->width(), place);
  QVERIFY(labelOf(stage)->geometry().right() < stage.resetButton->x());
  const Spies spies(stage.row);
  QTest::mouseClick(stage.resetButton, Qt::LeftButton);
  QCOMPARE(stage.row->value(), 200.0);
  QCOMPARE(spies.finished.count(), 1);
  QVERIFY(!stage.resetButton->isVisible());
}

void SliderGesturesTest::aValueFromElsewhereDuringAGesture() {
  const SliderStage stage;
  const Spies spies(stage.row);
  stage.groove->setFocus();
  QTest::keyClick(stage.groove, Qt::Key_Right);
  stage.row->setValue(500);
  QTest::qWait(pause);
  QCOMPARE(spies.finished.count(), 0);  // that key has been overtaken
  QTest::keyClick(stage.groove, Qt::Key_Right);
  QTest::qWait(pause);
  QCOMPARE(spies.finished.count(), 1);
  QCOMPARE(spies.before(0), 500.0);
}

static const testing::Registered<SliderGesturesTest> registered;

}  // namespace maulstick::ui

#include "slider_gestures_test.moc"

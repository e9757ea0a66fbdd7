// What a slider row shows, takes as a number, and tells a screen reader.

#include <QAccessible>
#include <QLabel>
#include <QShortcut>

#include "ui/support/registry.h"
#include "ui/widgets/slider_fixture.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

SliderSpec shareSpec() {
  return {.label = QStringLiteral("Strength"),
          .minimum = 0,
          .maximum = 20,
          .step = 0.5,
          .defaultValue = 6,
          .bandLow = 3,
          .bandHigh = 10,
          .decimals = 1,
          .suffix = QStringLiteral(" %")};
}

}  // namespace

class SliderRowTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void numbers_data();
  void numbers();
  void aTypedNumberIsOneGesture();
  void nonsenseIsNotTaken();
  void wholeNumbersOnly();
  void escGivesANumberBack();
  void ctrlReturnTakesWhatIsTyped();
  void undoIsTheWindowsUnlessTyping();
  void theSameValueDoesNotDisturbTyping();
  void arrowsTurnInTheNumber();
  void theHintStandsOutsideTheBand();
  void theHintKeepsItsPlaceInADrag();
  void setValueIsSilent();
  void valuesStayInTheRange();
  void rightToLeftIsMirrored();
  void theGrooveMayBeUneven();
  void aScreenReaderSeesASlider();
  void aScreenReaderMovesInOneGesture();
  void theThemeRepaints();
  void theFocusIsSeen();
  void largeTextFits();
  void cleanup() { Theme::instance().setFontScale(1); }
};

void SliderRowTest::numbers_data() {
  QTest::addColumn<QString>("typed");
  QTest::addColumn<double>("value");
  QTest::addColumn<QString>("shown");
  QTest::newRow("comma") << QStringLiteral("1,5") << 1.5 << QStringLiteral("1.5 %");
  QTest::newRow("point") << QStringLiteral("1.5") << 1.5 << QStringLiteral("1.5 %");
  QTest::newRow("more digits") << QStringLiteral("1.25") << 1.25 << QStringLiteral("1.25 %");
  QTest::newRow("with suffix") << QStringLiteral("7,5 %") << 7.5 << QStringLiteral("7.5 %");
  QTest::newRow("with suffix, tight") << QStringLiteral("7%") << 7.0 << QStringLiteral("7.0 %");
  QTest::newRow("spaces") << QStringLiteral("  4 ") << 4.0 << QStringLiteral("4.0 %");
  QTest::newRow("plus") << QStringLiteral("+4") << 4.0 << QStringLiteral("4.0 %");
  QTest::newRow("too large") << QStringLiteral("99999") << 20.0 << QStringLiteral("20.0 %");
  QTest::newRow("too small") << QStringLiteral("-3") << 0.0 << QStringLiteral("0.0 %");
}

void SliderRowTest::numbers() {
  QFETCH(QString, typed);
  QFETCH(double, value);
  QFETCH(QString, shown);
  const SliderStage stage(shareSpec());
  stage.type(typed);
  QCOMPARE(stage.row->value(), value);
  QCOMPARE(stage.number->text(), shown);
}

void SliderRowTest::aTypedNumberIsOneGesture() {
  const SliderStage stage;
  const QSignalSpy moved(stage.row, &SliderRow::valueChanged);
  const QSignalSpy finished(stage.row, &SliderRow::gestureFinished);
  stage.number->setFocus();
  stage.number->selectAll();
  QTest::keyClicks(stage.number, QStringLiteral("450"));
  QCOMPARE(moved.count(), 0);  // 4 and 45 were not meant
  QTest::keyClick(stage.number, Qt::Key_Return);
  QCOMPARE(moved.count(), 1);
  QCOMPARE(finished.count(), 1);
  stage.number->clearFocus();
  QCOMPARE(finished.count(), 1);
}

void SliderRowTest::nonsenseIsNotTaken() {
  const SliderStage stage;
  for (const QString& text :
       {QStringLiteral("abc"), QStringLiteral("nan"), QStringLiteral("inf"),
        QStringLiteral("1e999"), QStringLiteral("1.2.3"), QStringLiteral(" ")}) {
    stage.type(text);
    QCOMPARE(stage.row->value(), 200.0);
    QCOMPARE(stage.number->text(), QStringLiteral("200"));
  }
  stage.type(QStringLiteral("0"));
  QCOMPARE(stage.number->text(), QStringLiteral("off"));
  stage.row->setValue(200);
  stage.type(QStringLiteral("OFF"));
  QCOMPARE(stage.row->value(), 0.0);
  const SliderStage plain(shareSpec());
  plain.type(QStringLiteral("off"));
  QCOMPARE(plain.row->value(), 6.0);
}

void SliderRowTest::wholeNumbersOnly() {
  SliderSpec spec = clipSpec();
  const SliderStage any(spec);
  any.type(QStringLiteral("12.6"));
  QCOMPARE(any.row->value(), 12.6);
  spec.whole = true;
  const SliderStage whole(spec);
  whole.type(QStringLiteral("12.6"));
  QCOMPARE(whole.row->value(), 13.0);
}

void SliderRowTest::escGivesANumberBack() {
  SliderStage stage;
  int stops = 0;
  const QShortcut stop(QKeySequence(Qt::Key_Escape), &stage.window, [&stops] { ++stops; });
  stage.number->setFocus();
  QTest::keyClicks(stage.number, QStringLiteral("77"));
  QTest::keyClick(stage.number, Qt::Key_Escape);
  QCOMPARE(stage.number->text(), QStringLiteral("200"));
  QCOMPARE(stops, 0);
  // With nothing typed, Esc is the window's.
  QTest::keyClick(stage.number, Qt::Key_Escape);
  QCOMPARE(stops, 1);
}

void SliderRowTest::ctrlReturnTakesWhatIsTyped() {
  SliderStage stage;
  double seen = 0;
  const QShortcut paint(QKeySequence(Qt::CTRL | Qt::Key_Return), &stage.window,
                        [&] { seen = stage.row->value(); });
  stage.number->setFocus();
  QTest::keyClicks(stage.number, QStringLiteral("450"));
  QCOMPARE(stage.row->value(), 200.0);
  QTest::keyClick(stage.number, Qt::Key_Return, Qt::ControlModifier);
  QCOMPARE(seen, 450.0);
}

void SliderRowTest::undoIsTheWindowsUnlessTyping() {
  SliderStage stage;
  const QSignalSpy finished(stage.row, &SliderRow::gestureFinished);
  int undone = 0;
  qsizetype seen = 0;
  const QShortcut undo(QKeySequence(Qt::CTRL | Qt::Key_Z), &stage.window, [&] {
    ++undone;
    seen = finished.count();
  });
  stage.number->setFocus();
  QTest::keyClick(stage.number, Qt::Key_Up);
  QTest::keyClick(stage.number, Qt::Key_Z, Qt::ControlModifier);
  QCOMPARE(undone, 1);
  QCOMPARE(seen, 1);
  QTest::keyClicks(stage.number, QStringLiteral("45"));
  QTest::keyClick(stage.number, Qt::Key_Z, Qt::ControlModifier);
  QCOMPARE(undone, 1);
}

void SliderRowTest::theSameValueDoesNotDisturbTyping() {
  const SliderStage stage;
  stage.number->setFocus();
  stage.number->selectAll();
  QTest::keyClicks(stage.number, QStringLiteral("45"));
  stage.row->setValue(200);
  QCOMPARE(stage.number->text(), QStringLiteral("45"));
  stage.row->setValue(300);
  QCOMPARE(stage.number->text(), QStringLiteral("300"));
}

void SliderRowTest::arrowsTurnInTheNumber() {
  const SliderStage stage;
  const QSignalSpy finished(stage.row, &SliderRow::gestureFinished);
  stage.number->setFocus();
  stage.number->selectAll();
  QTest::keyClicks(stage.number, QStringLiteral("450"));
  QTest::keyClick(stage.number, Qt::Key_Up);
  QCOMPARE(stage.row->value(), 460.0);
  QTest::keyClick(stage.number, Qt::Key_Down);
  QTest::keyClick(stage.number, Qt::Key_Down);
  QCOMPARE(stage.row->value(), 440.0);
  stage.number->clearFocus();
  QCOMPARE(finished.count(), 2);  // the typed number, and the run of keys
}

void SliderRowTest::theHintStandsOutsideTheBand() {
  const SliderStage stage;
  const auto shown = [&stage](const QString& text) {
    for (const QLabel* label : stage.row->findChildren<QLabel*>()) {
      if (label->text() == text && label->isVisible()) return true;
    }
    return false;
  };
  QCOMPARE(stage.row->hint(), QString());
  stage.row->setValue(301);
  QCOMPARE(stage.row->hint(), QStringLiteral("may introduce artefacts"));
  QVERIFY(shown(QStringLiteral("may introduce artefacts")));
  stage.row->setValue(50);
  QCOMPARE(stage.row->hint(), QStringLiteral("acts weakly"));
  QVERIFY(!shown(QStringLiteral("may introduce artefacts")));
  QVERIFY(shown(QStringLiteral("acts weakly")));
  for (const double inside : {0.0, 100.0, 300.0}) {  // off is nobody's mistake
    stage.row->setValue(inside);
    QCOMPARE(stage.row->hint(), QString());
  }
}

void SliderRowTest::theHintKeepsItsPlaceInADrag() {
  const SliderStage stage;
  const int without = stage.row->sizeHint().height();
  QTest::mousePress(stage.groove, Qt::LeftButton, {}, stage.at(200));
  dragTo(stage.groove, stage.at(600));
  const int with = stage.row->sizeHint().height();
  QVERIFY(with > without);
  dragTo(stage.groove, stage.at(250));
  QCOMPARE(stage.row->hint(), QString());
  QCOMPARE(stage.row->sizeHint().height(), with);
  QTest::mouseRelease(stage.groove, Qt::LeftButton, {}, stage.at(250));
  QCOMPARE(stage.row->sizeHint().height(), without);
}

void SliderRowTest::setValueIsSilent() {
  const SliderStage stage;
  const QSignalSpy moved(stage.row, &SliderRow::valueChanged);
  const QSignalSpy finished(stage.row, &SliderRow::gestureFinished);
  stage.row->setValue(470);
  QCOMPARE(moved.count() + finished.count(), 0);
  QCOMPARE(stage.number->text(), QStringLiteral("470"));
  stage.type(QStringLiteral("480"));
  QCOMPARE(moved.count() + finished.count(), 2);
}

void SliderRowTest::valuesStayInTheRange() {
  const SliderStage stage;
  stage.row->setValue(-1);
  QCOMPARE(stage.row->value(), 0.0);
  stage.row->setValue(1e9);
  QCOMPARE(stage.row->value(), 1000.0);
  QTest::mousePress(stage.groove, Qt::LeftButton, {}, stage.at(500));
  dragTo(stage.groove, QPoint(-4000, 0));
  QCOMPARE(stage.row->value(), 0.0);
  dragTo(stage.groove, QPoint(4000, 0));
  QCOMPARE(stage.row->value(), 1000.0);
  dragTo(stage.groove, stage.at(500));
  QTest::mouseRelease(stage.groove, Qt::LeftButton, {}, stage.at(500));
  QVERIFY(qAbs(stage.row->value() - 500) <= 10);
}

void SliderRowTest::rightToLeftIsMirrored() {
  SliderStage stage;
  const double left = stage.groove->place(100);
  QVERIFY(stage.number->x() > stage.row->width() / 2);
  stage.window.setLayoutDirection(Qt::RightToLeft);
  QTRY_VERIFY(stage.number->x() < stage.row->width() / 2);
  QVERIFY(stage.groove->place(100) > stage.groove->place(900));
  QVERIFY(qAbs(stage.groove->place(100) - (stage.groove->width() - left)) < 1);
  QTest::mouseClick(stage.groove, Qt::LeftButton, {}, stage.at(700));
  QVERIFY(qAbs(stage.row->value() - 700) <= 10);
  QTest::mousePress(stage.groove, Qt::LeftButton, {}, stage.at(700));
  dragTo(stage.groove, stage.at(700) - QPoint(60, 0));
  QVERIFY(stage.row->value() > 800);
  QTest::mouseRelease(stage.groove, Qt::LeftButton);
}

void SliderRowTest::theGrooveMayBeUneven() {
  SliderSpec spec = clipSpec();
  const SliderStage even(spec);
  spec.grooveExponent = 2;
  const SliderStage uneven(spec);
  const QPoint middle(uneven.groove->width() / 2, 10);
  QVERIFY(qAbs(even.groove->place(500) - middle.x()) < 1);
  QVERIFY(qAbs(uneven.groove->place(250) - middle.x()) < 1);
  QTest::mouseClick(uneven.groove, Qt::LeftButton, {}, middle);
  QVERIFY(qAbs(uneven.row->value() - 250) <= 10);
  for (const double value : {0.0, 40.0, 1000.0}) {
    QTest::mouseClick(uneven.groove, Qt::LeftButton, {}, uneven.at(value));
    QVERIFY(qAbs(uneven.row->value() - value) <= 10);
  }
}

void SliderRowTest::aScreenReaderSeesASlider() {
  const SliderStage stage;
  QAccessibleInterface* face = QAccessible::queryAccessibleInterface(stage.groove);
  QVERIFY(face != nullptr);
  QCOMPARE(face->role(), QAccessible::Slider);
  QCOMPARE(face->text(QAccessible::Name), QStringLiteral("CLIP"));
  QCOMPARE(face->text(QAccessible::Description), QStringLiteral("Follows the prompt"));
  QCOMPARE(face->text(QAccessible::Value), QStringLiteral("200"));
  QVERIFY(face->state().focusable);
  QAccessibleValueInterface* value = face->valueInterface();
  QVERIFY(value != nullptr);
  QCOMPARE(value->currentValue().toDouble(), 200.0);
  QCOMPARE(value->minimumValue().toDouble(), 0.0);
  QCOMPARE(value->maximumValue().toDouble(), 1000.0);
  QCOMPARE(value->minimumStepSize().toDouble(), 10.0);
  stage.row->setValue(0);
  QCOMPARE(face->text(QAccessible::Value), QStringLiteral("off"));
  stage.row->setValue(600);
  QCOMPARE(face->text(QAccessible::Description), QStringLiteral("may introduce artefacts"));
  QAccessibleInterface* number = QAccessible::queryAccessibleInterface(stage.number);
  QCOMPARE(number->text(QAccessible::Name), QStringLiteral("CLIP"));
  QAccessibleInterface* reset = QAccessible::queryAccessibleInterface(stage.resetButton);
  QCOMPARE(reset->text(QAccessible::Name), QStringLiteral("Reset CLIP"));
}

void SliderRowTest::aScreenReaderMovesInOneGesture() {
  const SliderStage stage;
  const QSignalSpy finished(stage.row, &SliderRow::gestureFinished);
  QAccessibleInterface* face = QAccessible::queryAccessibleInterface(stage.groove);
  face->valueInterface()->setCurrentValue(340);
  QCOMPARE(stage.row->value(), 340.0);
  face->valueInterface()->setCurrentValue(5000);
  QCOMPARE(stage.row->value(), 1000.0);
  QCOMPARE(finished.count(), 2);
}

void SliderRowTest::theThemeRepaints() {
  const SliderStage stage;
  Theme& theme = Theme::instance();
  const QImage dark = stage.row->grab().toImage();
  QCOMPARE(stage.row->grab().toImage(), dark);
  theme.setChoice(Theme::Choice::light);
  const QImage light = stage.row->grab().toImage();
  theme.setChoice(Theme::Choice::dark);
  QVERIFY(light != dark);
  QCOMPARE(stage.row->grab().toImage(), dark);
}

void SliderRowTest::theFocusIsSeen() {
  const SliderStage stage;
  for (QWidget* part : {static_cast<QWidget*>(stage.groove), static_cast<QWidget*>(stage.number)}) {
    const QImage without = part->grab().toImage();
    part->setFocus();
    QVERIFY(part->grab().toImage() != without);
    part->clearFocus();
    QCOMPARE(part->grab().toImage(), without);
  }
}

void SliderRowTest::largeTextFits() {
  SliderSpec spec = clipSpec();
  spec.suffix = QStringLiteral(" %");
  const SliderStage stage(spec);
  const auto room = [&stage](const QString& text) {
    return stage.number->width() - stage.number->fontMetrics().horizontalAdvance(text);
  };
  const int height = stage.row->sizeHint().height();
  QVERIFY(room(QStringLiteral("1000 %")) >= 12);
  Theme::instance().setFontScale(1.5);
  QTRY_VERIFY(stage.row->sizeHint().height() >= height * 1.4);
  QVERIFY(room(QStringLiteral("1000 %")) >= 12);
}

static const testing::Registered<SliderRowTest> registered;

}  // namespace maulstick::ui

#include "slider_row_test.moc"

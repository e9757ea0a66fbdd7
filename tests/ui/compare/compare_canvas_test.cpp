// The canvas with two pictures, by real events and by the pixels that it draws. Runs at one and at
// two pixels a unit.

#include "ui/compare/compare_canvas.h"

#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include "ui/compare/compare_tools.h"
#include "ui/compare/difference_map.h"
#include "ui/compare/some_pictures.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using testing::filled;

const QColor red(200, 10, 10);
const QColor blue(10, 10, 200);

// A canvas with a red picture left and a blue one right.
struct Shown {
  explicit Shown(const QSize& size = {400, 400}) {
    canvas.resize(size);
    canvas.show();
    canvas.setShown(Side::left,
                    {.name = QStringLiteral("A"), .image = filled(red), .size = {64, 64}});
    canvas.setShown(Side::right,
                    {.name = QStringLiteral("B"), .image = filled(blue), .size = {64, 64}});
    canvas.setFocus();
  }

  // Of the picture at a place of it, in shares; below the names and above the tools.
  [[nodiscard]] QColor at(double x, double y = 0.4) {
    const QImage grab = canvas.grab().toImage();
    const QPointF place = canvas.fromPicture(QPointF(64 * x, 64 * y)) * grab.devicePixelRatio();
    return grab.pixelColor(place.toPoint());
  }

  [[nodiscard]] QPoint place(double x, double y = 0.4) {
    return canvas.fromPicture(QPointF(64 * x, 64 * y)).toPoint();
  }

  CompareCanvas canvas;
};

}  // namespace

class CompareCanvasTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theLinePartsThePictures();
  void aDragMovesTheLine();
  void arrowKeysMoveTheLine();
  void aDoubleClickCentresTheLine();
  void spaceFlipsWhileItIsHeld();
  void losingTheFocusFlipsBack();
  void theDifferenceIsAmplified();
  void theDifferenceIsBlackWhereOneDoesNotReach();
  void theLatestDifferenceIsFound();
  void aSwapOfSizesKeepsTheZoom();
  void aPinchOfATouchpadZooms();
  void theFactorHasItsBounds();
  void theWheelZoomsBothAndAmplifies();
  void anEnlargedPixelStaysSharp();
  void aDragBesideTheLinePansWhenZoomedIn();
  void theLineStaysInSight();
  void picturesOfDifferentSizesAreFittedAndToldOf();
  void asksForASwap();
  void oneAloneHasAllTheRoom();
  void tellsWhatIsShown();
  void passesOnKeysThatMeanNothing();
};

void CompareCanvasTest::theLinePartsThePictures() {
  Shown shown;
  QCOMPARE(shown.at(0.2), red);
  QCOMPARE(shown.at(0.8), blue);
  shown.canvas.setLine(0.9);
  QCOMPARE(shown.at(0.8), red);
  shown.canvas.setLine(0.1);
  QCOMPARE(shown.at(0.2), blue);
}

void CompareCanvasTest::aDragMovesTheLine() {
  Shown shown;
  QTest::mousePress(&shown.canvas, Qt::LeftButton, {}, shown.place(0.5));
  QTest::mouseMove(&shown.canvas, shown.place(0.75));
  QTest::mouseRelease(&shown.canvas, Qt::LeftButton, {}, shown.place(0.75));
  QVERIFY(std::abs(shown.canvas.line() - 0.75) < 0.01);
  QCOMPARE(shown.at(0.65), red);
  QTest::mouseMove(&shown.canvas, shown.place(0.1));  // released
  QVERIFY(std::abs(shown.canvas.line() - 0.75) < 0.01);
  QTest::mouseClick(&shown.canvas, Qt::LeftButton, {}, shown.place(0.2));  // it jumps
  QVERIFY(std::abs(shown.canvas.line() - 0.2) < 0.01);
}

void CompareCanvasTest::arrowKeysMoveTheLine() {
  Shown shown;
  QTest::keyClick(&shown.canvas, Qt::Key_Right);
  QVERIFY(shown.canvas.line() > 0.5);
  QTest::keyClick(&shown.canvas, Qt::Key_Left);
  QTest::keyClick(&shown.canvas, Qt::Key_Left);
  QVERIFY(shown.canvas.line() < 0.5);
  QTest::keyClick(&shown.canvas, Qt::Key_Home);
  QCOMPARE(shown.canvas.line(), 0.0);
  QTest::keyClick(&shown.canvas, Qt::Key_Left);
  QCOMPARE(shown.canvas.line(), 0.0);
  QTest::keyClick(&shown.canvas, Qt::Key_End);
  QCOMPARE(shown.canvas.line(), 1.0);
  QTest::keyClick(&shown.canvas, Qt::Key_C);
  QCOMPARE(shown.canvas.line(), 0.5);
}

void CompareCanvasTest::aDoubleClickCentresTheLine() {
  Shown shown;
  shown.canvas.setLine(0.9);
  QTest::mouseDClick(&shown.canvas, Qt::LeftButton, {}, shown.place(0.3));
  QCOMPARE(shown.canvas.line(), 0.5);
}

void CompareCanvasTest::spaceFlipsWhileItIsHeld() {
  Shown shown;
  QTest::keyPress(&shown.canvas, Qt::Key_Space);
  QCOMPARE(shown.at(0.2), blue);
  QCOMPARE(shown.at(0.8), red);
  QTest::keyRelease(&shown.canvas, Qt::Key_Space);
  QCOMPARE(shown.at(0.2), red);
  QCOMPARE(shown.at(0.8), blue);
}

void CompareCanvasTest::losingTheFocusFlipsBack() {
  Shown shown;
  QTest::keyPress(&shown.canvas, Qt::Key_Space);
  QFocusEvent gone(QEvent::FocusOut);
  QCoreApplication::sendEvent(&shown.canvas, &gone);
  QVERIFY(!shown.canvas.isFlipped());
}

void CompareCanvasTest::theDifferenceIsAmplified() {
  Shown shown;
  shown.canvas.setShown(
      Side::right,
      {.name = QStringLiteral("B"), .image = filled(QColor(203, 10, 5)), .size = {64, 64}});
  QTest::keyClick(&shown.canvas, Qt::Key_D);
  QVERIFY(shown.canvas.isDifferenceShown());
  QCOMPARE(shown.canvas.factor(), 8);
  QTRY_COMPARE(shown.at(0.2), QColor(24, 0, 40));
  QTRY_COMPARE(shown.at(0.8), QColor(24, 0, 40));
  QTest::keyClick(&shown.canvas, Qt::Key_Up);
  QTRY_COMPARE(shown.at(0.2), QColor(48, 0, 80));
  QTest::keyClick(&shown.canvas, Qt::Key_Down);
  QTest::keyClick(&shown.canvas, Qt::Key_Down);
  QTRY_COMPARE(shown.at(0.2), QColor(12, 0, 20));
  QTest::keyClick(&shown.canvas, Qt::Key_D);
  QTRY_COMPARE(shown.at(0.2), red);
}

// A white sheet held against a white strip: they are the same where both are.
void CompareCanvasTest::theDifferenceIsBlackWhereOneDoesNotReach() {
  const QImage sheet = filled(Qt::white);
  const QImage strip = filled(Qt::white, 64, 32);
  QCOMPARE(differenceOf(sheet, fitted(strip, sheet.size()), 1).pixelColor(5, 5), QColor(Qt::white));
  QCOMPARE(largestDifference(differenceIn(sheet.size(), sheet, strip, 64), filled(Qt::black)), 0);
  const QImage map = differenceIn(sheet.size(), sheet, filled(red, 64, 32), 1);
  QCOMPARE(map.pixelColor(32, 32), QColor(55, 245, 245));
  QCOMPARE(map.pixelColor(32, 15), QColor(Qt::black));
}

// Only the latest of many questions is answered.
void CompareCanvasTest::theLatestDifferenceIsFound() {
  DifferenceFinder finder;
  QSignalSpy found(&finder, &DifferenceFinder::found);
  for (int factor = 1; factor <= 64; factor *= 2) {
    finder.ask({filled(QColor(1, 0, 0)), filled(Qt::black), {64, 64}, factor});
  }
  QTRY_COMPARE(found.count(), 1);
  QCOMPARE(found[0][0].value<QImage>().pixelColor(3, 3), QColor(64, 0, 0));
  finder.ask({filled(red), filled(Qt::black), {64, 64}, 1});
  finder.forget();
  QTest::qWait(50);
  QCOMPARE(found.count(), 1);
}

void CompareCanvasTest::aSwapOfSizesKeepsTheZoom() {
  Shown shown;
  const CompareCanvas::Shown large = {
      .name = QStringLiteral("A"), .image = filled(red, 128, 128), .size = {128, 128}};
  const CompareCanvas::Shown small = {
      .name = QStringLiteral("B"), .image = filled(blue), .size = {64, 64}};
  shown.canvas.setShown(large, small);
  shown.canvas.zoomBy(4, QPointF(200, 200));
  const double zoom = shown.canvas.zoom();
  shown.canvas.setShown(small, large);
  QCOMPARE(shown.canvas.zoom(), zoom);
}

void CompareCanvasTest::aPinchOfATouchpadZooms() {
  Shown shown;
  const double before = shown.canvas.zoom();
  const QPointF place(200, 200);
  QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2,
                            place, place, shown.canvas.mapToGlobal(place), 0.5, QPointF());
  QCoreApplication::sendEvent(&shown.canvas, &pinch);
  QCOMPARE(shown.canvas.zoom(), 1.5 * before);
}

void CompareCanvasTest::theFactorHasItsBounds() {
  Shown shown;
  shown.canvas.setFactor(0);
  QCOMPARE(shown.canvas.factor(), 1);
  shown.canvas.setFactor(5);
  QCOMPARE(shown.canvas.factor(), 4);
  shown.canvas.setFactor(1000);
  QCOMPARE(shown.canvas.factor(), CompareCanvas::largestFactor);
  QCOMPARE(differenceOf(filled(red), filled(blue), 64).pixelColor(3, 3), QColor(255, 0, 255));
  QCOMPARE(largestDifference(filled(red), filled(blue)), 190);
  QCOMPARE(largestDifference(filled(red), filled(red)), 0);
}

void turnWheel(QWidget& widget, const QPointF& place, int turn, Qt::KeyboardModifiers modifiers) {
  QWheelEvent event(place, widget.mapToGlobal(place), {}, {0, turn}, Qt::NoButton, modifiers,
                    Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(&widget, &event);
}

void CompareCanvasTest::theWheelZoomsBothAndAmplifies() {
  Shown shown;
  const double before = shown.canvas.zoom();
  const QPointF fixed = shown.place(0.25, 0.25);
  turnWheel(shown.canvas, fixed, 360, Qt::NoModifier);
  QCOMPARE(shown.canvas.zoom(), 2 * before);
  const QPointF now = shown.canvas.fromPicture(QPointF(16, 16));
  QVERIFY((now - fixed).manhattanLength() < 2);
  turnWheel(shown.canvas, fixed, 120, Qt::ControlModifier);  // no difference is shown: it zooms
  QCOMPARE(shown.canvas.factor(), 8);
  shown.canvas.setDifferenceShown(true);
  turnWheel(shown.canvas, fixed, 120, Qt::ControlModifier);
  QCOMPARE(shown.canvas.factor(), 16);
  turnWheel(shown.canvas, fixed, -120, Qt::ControlModifier);
  QCOMPARE(shown.canvas.factor(), 8);
}

// Neighbouring pixels of the picture keep their colours up to their edge.
void CompareCanvasTest::anEnlargedPixelStaysSharp() {
  Shown shown;
  QImage two(64, 64, QImage::Format_RGB32);
  two.fill(Qt::black);
  two.setPixelColor(20, 20, Qt::white);
  shown.canvas.setShown(Side::left, {.name = {}, .image = two, .size = {64, 64}});
  shown.canvas.zoomBy(8 / shown.canvas.zoom(), shown.place(0.3, 0.3));
  const QImage grab = shown.canvas.grab().toImage();
  const double ratio = grab.devicePixelRatio();
  const auto pixel = [&](double x, double y) {
    return grab.pixelColor((shown.canvas.fromPicture(QPointF(x, y)) * ratio).toPoint());
  };
  QCOMPARE(pixel(20.2, 20.5), QColor(Qt::white));
  QCOMPARE(pixel(20.8, 20.5), QColor(Qt::white));
  QCOMPARE(pixel(19.8, 20.5), QColor(Qt::black));
  QCOMPARE(pixel(21.2, 20.5), QColor(Qt::black));
}

void CompareCanvasTest::aDragBesideTheLinePansWhenZoomedIn() {
  Shown shown;
  shown.canvas.zoomBy(4, QPointF(200, 200));
  const QPointF before = shown.canvas.fromPicture({32, 32});
  QTest::mousePress(&shown.canvas, Qt::LeftButton, {}, QPoint(80, 200));
  QTest::mouseMove(&shown.canvas, QPoint(110, 220));
  QTest::mouseRelease(&shown.canvas, Qt::LeftButton, {}, QPoint(110, 220));
  QCOMPARE(shown.canvas.fromPicture({32, 32}) - before, QPointF(30, 20));
  QCOMPARE(shown.canvas.line(), 0.5);
  QTest::keyClick(&shown.canvas, Qt::Key_Right, Qt::ShiftModifier);
  QVERIFY(shown.canvas.fromPicture({32, 32}).x() < before.x() + 30);
  QTest::keyClick(&shown.canvas, Qt::Key_F);
  QVERIFY((shown.canvas.fromPicture({32, 32}) - QPointF(200, 200)).manhattanLength() < 2);
}

// Zoomed in where the line is not, it lies at the edge and can be drawn from there.
void CompareCanvasTest::theLineStaysInSight() {
  Shown shown;
  shown.canvas.setLine(0);
  shown.canvas.zoomBy(8, QPointF(390, 200));
  QTest::mousePress(&shown.canvas, Qt::LeftButton, {}, QPoint(12, 200));
  QTest::mouseMove(&shown.canvas, QPoint(200, 200));
  QTest::mouseRelease(&shown.canvas, Qt::LeftButton, {}, QPoint(200, 200));
  QVERIFY(shown.canvas.line() > 0.3);
}

void CompareCanvasTest::picturesOfDifferentSizesAreFittedAndToldOf() {
  Shown shown;
  QCOMPARE(shown.canvas.note(), QString());
  shown.canvas.setShown(
      Side::right, {.name = QStringLiteral("B"), .image = filled(blue, 64, 32), .size = {64, 32}});
  QVERIFY(shown.canvas.note().contains(QLatin1String("64")));
  QVERIFY(shown.canvas.accessibleDescription().contains(shown.canvas.note()));
  QCOMPARE(shown.at(0.8, 0.5), blue);
  QVERIFY(shown.at(0.8, 0.9) != blue);  // it does not reach there
  QCOMPARE(shown.at(0.2, 0.9), red);
  shown.canvas.setShown(
      Side::right,
      {.name = QStringLiteral("B"), .image = filled(blue, 128, 128), .size = {128, 128}});
  const QImage grab = shown.canvas.grab().toImage();
  const QPointF place = shown.canvas.fromPicture({32, 60}) * grab.devicePixelRatio();
  QCOMPARE(grab.pixelColor(place.toPoint()), red);  // as large as the other
  shown.canvas.setDifferenceShown(true);
  QVERIFY(!shown.canvas.grab().isNull());
}

void CompareCanvasTest::asksForASwap() {
  Shown shown;
  QSignalSpy asked(&shown.canvas, &CompareCanvas::swapRequested);
  QTest::keyClick(&shown.canvas, Qt::Key_X);
  QCOMPARE(asked.count(), 1);
}

void CompareCanvasTest::oneAloneHasAllTheRoom() {
  Shown shown;
  shown.canvas.setShown(Side::right, {});
  QCOMPARE(shown.at(0.2), red);
  QCOMPARE(shown.at(0.8), red);
  shown.canvas.setShown(Side::left, {});
  shown.canvas.setShown(Side::right, {.name = {}, .image = filled(blue), .size = {64, 64}});
  QCOMPARE(shown.at(0.2), blue);
  QTest::keyClick(&shown.canvas, Qt::Key_D);  // there is nothing to differ from
  QCOMPARE(shown.at(0.2), blue);
}

void CompareCanvasTest::tellsWhatIsShown() {
  Shown shown;
  QVERIFY(shown.canvas.accessibleDescription().startsWith(QLatin1String("A left of the line")));
  shown.canvas.setFlipped(true);
  QVERIFY(shown.canvas.accessibleDescription().startsWith(QLatin1String("B left of the line")));
  shown.canvas.setDifferenceShown(true);
  QVERIFY(shown.canvas.accessibleDescription().contains(QLatin1String("8 times")));
}

void CompareCanvasTest::passesOnKeysThatMeanNothing() {
  Shown shown;
  QKeyEvent digit(QEvent::KeyPress, Qt::Key_3, Qt::NoModifier);
  QCoreApplication::sendEvent(&shown.canvas, &digit);
  QVERIFY(!digit.isAccepted());
  QKeyEvent up(QEvent::KeyPress, Qt::Key_Up, Qt::NoModifier);
  QCoreApplication::sendEvent(&shown.canvas, &up);
  QVERIFY(!up.isAccepted());  // no difference is shown
}

namespace {
const testing::Registered<CompareCanvasTest> registered;
}  // namespace
}  // namespace maulstick::ui

#include "compare_canvas_test.moc"

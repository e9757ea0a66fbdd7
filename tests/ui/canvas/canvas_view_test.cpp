// The canvas by real events, and by the pixels that it draws. Runs at one and at two pixels a unit.

#include "ui/canvas/canvas_view.h"

#include <QAccessible>
#include <QApplication>
#include <QDrag>
#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>
#include <QWheelEvent>
#include <memory>

#include "ui/canvas/canvas_tools.h"
#include "ui/canvas/empty_state.h"
#include "ui/canvas/zoom_badge.h"
#include "ui/support/registry.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int untilFaded = 150;  // milliseconds

// The colour of a pixel tells where it is.
QImage chart(int width, int height) {
  QImage image(width, height, QImage::Format_RGB32);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) image.setPixel(x, y, qRgb(x, y, 77));
  }
  return image;
}

QImage checkers(int side) {
  QImage image(side, side, QImage::Format_RGB32);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      image.setPixel(x, y, (x + y) % 2 == 0 ? qRgb(0, 0, 0) : qRgb(255, 255, 255));
    }
  }
  return image;
}

QImage filled(const QColor& colour, int side = 64) {
  QImage image(side, side, QImage::Format_RGB32);
  image.fill(colour);
  return image;
}

// A canvas whose drags end at once.
class TestCanvas : public CanvasView {
 public:
  std::vector<QList<QUrl>> dragged;

 protected:
  void runDrag(QDrag* drag) override {
    dragged.push_back(drag->mimeData()->urls());
    QVERIFY(!drag->mimeData()->hasImage());
    QVERIFY(!drag->pixmap().isNull());
    drag->deleteLater();
  }
};

}  // namespace

class CanvasViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void theWheelKeepsThePixelUnderTheCursor();
  void keysFitAndShowActualSize();
  void actualSizeIsOnePixelOnOne();
  void aFittedPictureIsWhereItShouldBe();
  void aDoubleClickTogglesFitAndActualSize();
  void zoomHasLimits();
  void aDragPansWhenZoomedIn();
  void aPanKeepsThePictureInReach();
  void middleButtonAndSpaceAlwaysPan();
  void aNewPictureOfTheSameSizeKeepsTheView();
  void enlargedPixelsAreSharp();
  void enlargedPixelsAreEvenBetweenWholeZooms();
  void aSketchIsSmooth();
  void aPreviewOfAllPixelsIsAsSharpAsThePicture();
  void belowActualSizeIsSmooth();
  void previewsFadeIntoEachOther();
  void quickPreviewsDoNotFade();
  void animationCanBeOff();
  void theFileIsDraggedOutWhileTheWholePictureShows();
  void shiftDragsTheFileOutWhenZoomedIn();
  void theHandleDragsTheFileOut();
  void aMissingFileIsNotDragged();
  void thePathGrowsAndClears();
  void theOverlayIsDrawnAndToggled();
  void whereNoCentreIsKnownNoneIsShown();
  void theBadgeTellsTheZoomAndFades();
  void anExampleCanBePicked();
  void waitingInvitesNobody();
  void arrowsAreTheWindowsWhileTheWholePictureShows();
  void aScreenReaderIsToldWhatThereIs();
  void examplesComeRightBehindTheCanvas();
  void clearingIsComplete();

 private:
  void turnWheel(const QPointF& at, int eighths);
  void zoomTo(double zoom, const QPointF& at);
  [[nodiscard]] QColor pixelAt(const QPointF& place) const;
  [[nodiscard]] QColor pixelOf(const QPointF& inPicture) const;
  [[nodiscard]] QPointF middle() const { return QRectF(canvas_->rect()).center(); }
  void drag(const QPoint& from, const QPoint& to, Qt::MouseButton button = Qt::LeftButton,
            Qt::KeyboardModifiers modifiers = {});
  QString makeFile();

  std::unique_ptr<TestCanvas> canvas_;
  QTemporaryDir folder_;
};

void CanvasViewTest::init() {
  canvas_ = std::make_unique<TestCanvas>();
  canvas_->resize(640, 480);
  canvas_->setAnimated(false);
  canvas_->show();
  QVERIFY(QTest::qWaitForWindowExposed(canvas_.get()));
  canvas_->setFocus();
}

void CanvasViewTest::turnWheel(const QPointF& at, int eighths) {
  QWheelEvent event(at, canvas_->mapToGlobal(at), {}, {0, eighths}, Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QApplication::sendEvent(canvas_.get(), &event);
}

void CanvasViewTest::zoomTo(double zoom, const QPointF& at) {
  canvas_->zoomBy(zoom / canvas_->zoom(), at);
}

QColor CanvasViewTest::pixelAt(const QPointF& place) const {
  const QImage grabbed = canvas_->grab().toImage();
  const QPointF device = place * canvas_->devicePixelRatioF();
  return grabbed.pixelColor(static_cast<int>(device.x()), static_cast<int>(device.y()));
}

QColor CanvasViewTest::pixelOf(const QPointF& inPicture) const {
  return pixelAt(canvas_->fromPicture(inPicture));
}

void CanvasViewTest::drag(const QPoint& from, const QPoint& to, Qt::MouseButton button,
                          Qt::KeyboardModifiers modifiers) {
  QTest::mousePress(canvas_.get(), button, modifiers, from);
  for (int part = 1; part <= 4; ++part) {
    const QPointF at = QPointF(from) + QPointF(to - from) * part / 4;
    QMouseEvent move(QEvent::MouseMove, at, canvas_->mapToGlobal(at), Qt::NoButton, button,
                     modifiers);
    QApplication::sendEvent(canvas_.get(), &move);
  }
  QTest::mouseRelease(canvas_.get(), button, modifiers, to);
}

QString CanvasViewTest::makeFile() {
  QFile file(folder_.filePath(QStringLiteral("picture.png")));
  if (file.open(QIODevice::WriteOnly)) file.write("pixels");
  return file.fileName();
}

void CanvasViewTest::theWheelKeepsThePixelUnderTheCursor() {
  canvas_->setPicture(chart(200, 150));
  for (const QPointF& inPicture :
       {QPointF(20.5, 30.5), QPointF(150.5, 99.5), QPointF(100.5, 75.5)}) {
    canvas_->fit();
    const QPointF cursor = canvas_->fromPicture(inPicture);
    for (int turn = 0; turn < 9; ++turn) {
      turnWheel(cursor, 120);
      const QPointF now = canvas_->toPicture(cursor);
      QVERIFY((now - inPicture).manhattanLength() < 1e-6);
      const QColor colour = pixelAt(cursor);
      QVERIFY2(qAbs(colour.red() - inPicture.x()) <= 1 && qAbs(colour.green() - inPicture.y()) <= 1,
               qPrintable(colour.name()));
    }
    QVERIFY(canvas_->zoom() > 8);
  }
}

void CanvasViewTest::keysFitAndShowActualSize() {
  canvas_->setPicture(chart(200, 150));
  QVERIFY(canvas_->isFitted());
  const double fitted = canvas_->zoom();
  for (const Qt::Key key : {Qt::Key_1, Qt::Key_Z}) {
    canvas_->fit();
    QTest::keyClick(canvas_.get(), key);
    QCOMPARE(canvas_->zoom(), 1.0);
  }
  QCOMPARE(canvas_->zoom(), 1.0);
  QTest::keyClick(canvas_.get(), Qt::Key_Plus);
  QCOMPARE(canvas_->zoom(), 1.5);
  QTest::keyClick(canvas_.get(), Qt::Key_Minus);
  QCOMPARE(canvas_->zoom(), 1.0);
  for (const Qt::Key key : {Qt::Key_0, Qt::Key_F}) {
    zoomTo(3, middle());
    QTest::keyClick(canvas_.get(), key);
    QCOMPARE(canvas_->zoom(), fitted);
    QVERIFY(canvas_->isFitted());
  }
  canvas_->resize(400, 300);
  QVERIFY(canvas_->zoom() < fitted);
}

void CanvasViewTest::actualSizeIsOnePixelOnOne() {
  const QImage picture = chart(200, 150);
  canvas_->setPicture(picture);
  canvas_->showActualSize();
  const double ratio = canvas_->devicePixelRatioF();
  const QPointF from = canvas_->fromPicture({0, 0}) * ratio;
  const QImage shown = canvas_->grab()
                           .toImage()
                           .copy(QRect(qRound(from.x()), qRound(from.y()), 200, 150))
                           .convertToFormat(QImage::Format_RGB32);
  QImage expected = picture;
  expected.setDevicePixelRatio(shown.devicePixelRatio());
  QCOMPARE(shown, expected);
}

void CanvasViewTest::aFittedPictureIsWhereItShouldBe() {
  canvas_->setPicture(chart(200, 150));
  for (const QPointF& place : {QPointF(10.5, 10.5), QPointF(190.5, 20.5), QPointF(77.5, 140.5)}) {
    const QColor colour = pixelOf(place);
    QVERIFY2(qAbs(colour.red() - place.x()) <= 1 && qAbs(colour.green() - place.y()) <= 1,
             qPrintable(colour.name()));
  }
}

void CanvasViewTest::aDoubleClickTogglesFitAndActualSize() {
  canvas_->setPicture(chart(200, 150));
  const QPoint at(300, 200);
  const QPointF under = canvas_->toPicture(at);
  QTest::mouseDClick(canvas_.get(), Qt::LeftButton, {}, at);
  QCOMPARE(canvas_->zoom(), 1.0);
  QVERIFY((canvas_->toPicture(at) - under).manhattanLength() < 1e-6);
  QTest::mouseDClick(canvas_.get(), Qt::LeftButton, {}, at);
  QVERIFY(canvas_->isFitted());
}

void CanvasViewTest::zoomHasLimits() {
  canvas_->setPicture(chart(200, 150));
  for (int turn = 0; turn < 60; ++turn) turnWheel(middle(), 120);
  QCOMPARE(canvas_->zoom(), 32.0);
  canvas_->grab();
  for (int turn = 0; turn < 90; ++turn) turnWheel(middle(), -120);
  QCOMPARE(canvas_->zoom(), 0.05);
  canvas_->grab();
}

void CanvasViewTest::aDragPansWhenZoomedIn() {
  canvas_->setPicture(chart(200, 150));
  const QPointF before = canvas_->fromPicture({100, 75});
  drag({300, 200}, {340, 230});  // the whole picture shows: nothing to pan
  QCOMPARE(canvas_->fromPicture({100, 75}), before);
  zoomTo(8, middle());
  const QPointF zoomed = canvas_->fromPicture({100, 75});
  drag({300, 200}, {340, 230});
  const QPointF moved = canvas_->fromPicture({100, 75}) - zoomed;
  QVERIFY((moved - QPointF(40, 30)).manhattanLength() < 1e-6);
}

void CanvasViewTest::aPanKeepsThePictureInReach() {
  canvas_->setPicture(chart(200, 150));
  zoomTo(8, middle());
  for (int round = 0; round < 40; ++round) drag({10, 10}, {600, 440});
  const QPointF corner = canvas_->fromPicture({0, 0});
  QVERIFY(corner.x() <= 0.5 * canvas_->width() + 1);
  QVERIFY(corner.y() <= 0.5 * canvas_->height() + 1);
  const QPointF inside = corner + QPointF(4, 4);
  QCOMPARE(pixelAt(inside).blue(), 77);
}

void CanvasViewTest::middleButtonAndSpaceAlwaysPan() {
  canvas_->setPicture(chart(200, 150));
  canvas_->setDragFile(makeFile());
  const QPointF before = canvas_->fromPicture({100, 75});
  drag({300, 200}, {320, 210}, Qt::MiddleButton);
  const QPointF after = canvas_->fromPicture({100, 75});
  QVERIFY((after - before - QPointF(20, 10)).manhattanLength() < 1e-6);
  QTest::keyPress(canvas_.get(), Qt::Key_Space);
  drag({300, 200}, {320, 210});
  QTest::keyRelease(canvas_.get(), Qt::Key_Space);
  QVERIFY((canvas_->fromPicture({100, 75}) - after - QPointF(20, 10)).manhattanLength() < 1e-6);
  QVERIFY(canvas_->dragged.empty());
}

void CanvasViewTest::aNewPictureOfTheSameSizeKeepsTheView() {
  canvas_->setPreview(chart(16, 12), false, {200, 150});
  zoomTo(5, {200, 150});
  const QPointF corner = canvas_->fromPicture({0, 0});
  canvas_->setPreview(chart(200, 150), true, {200, 150});
  QCOMPARE(canvas_->fromPicture({0, 0}), corner);
  canvas_->setPreview(chart(25, 19), false, {200, 150});
  QCOMPARE(canvas_->zoom(), 5.0);
  canvas_->setPicture(chart(200, 150));
  QCOMPARE(canvas_->fromPicture({0, 0}), corner);
  QCOMPARE(canvas_->zoom(), 5.0);
  canvas_->setPicture(chart(150, 150));
  QVERIFY(canvas_->isFitted());
}

void CanvasViewTest::enlargedPixelsAreSharp() {
  canvas_->setPicture(checkers(64));
  zoomTo(6, middle());
  const QImage shown = canvas_->grab().toImage();
  const double ratio = canvas_->devicePixelRatioF();
  const QPoint from = (canvas_->fromPicture({20, 20}) * ratio).toPoint() + QPoint(1, 1);
  for (int y = 0; y < 60; ++y) {
    for (int x = 0; x < 60; ++x) {
      const int red = shown.pixelColor(from + QPoint(x, y)).red();
      QVERIFY(red == 0 || red == 255);
    }
  }
  QCOMPARE(pixelOf({30.5, 30.5}), QColor(Qt::black));
  QCOMPARE(pixelOf({31.5, 30.5}), QColor(Qt::white));
}

// Between whole zooms every pixel keeps its width: the edge is shared by area.
void CanvasViewTest::enlargedPixelsAreEvenBetweenWholeZooms() {
  canvas_->setPicture(checkers(64));
  zoomTo(4.5, middle());
  const QImage shown = canvas_->grab().toImage();
  const double ratio = canvas_->devicePixelRatioF();
  const QPoint from = (canvas_->fromPicture({20, 30.5}) * ratio).toPoint();
  double white = 0;
  int mixed = 0;
  for (int x = 0; x < 90; ++x) {  // twenty pixels of the picture
    const int red = shown.pixelColor(from + QPoint(x, 0)).red();
    white += red / 255.0;
    mixed += red != 0 && red != 255 ? 1 : 0;
  }
  QVERIFY2(qAbs(white - 45) <= 2.5, qPrintable(QString::number(white)));
  QVERIFY2(mixed > 0 && mixed <= 22, qPrintable(QString::number(mixed)));
}

void CanvasViewTest::aSketchIsSmooth() {
  QImage sketch(16, 16, QImage::Format_RGB32);
  for (int y = 0; y < 16; ++y) {
    for (int x = 0; x < 16; ++x) sketch.setPixel(x, y, x < 8 ? qRgb(0, 0, 0) : qRgb(240, 240, 240));
  }
  canvas_->setPreview(sketch, false, {128, 128});
  zoomTo(3, middle());
  QVERIFY(pixelOf({8.5, 64}).red() < 4);
  QVERIFY(pixelOf({120, 64}).red() > 234);
  int before = -1;
  for (double x = 58; x <= 70; x += 0.5) {
    const int red = pixelOf({x, 64}).red();
    QVERIFY(red >= before - 1);
    QVERIFY2(before < 0 || red - before < 40, "an edge in what should be smooth");
    before = red;
  }
}

// From the first decoded picture on, previews between have all pixels: they must not blur in turn.
void CanvasViewTest::aPreviewOfAllPixelsIsAsSharpAsThePicture() {
  canvas_->setAnimated(false);
  canvas_->setPreview(checkers(64), true, {64, 64});
  zoomTo(4, middle());
  const QImage decoded = canvas_->grab().toImage();
  canvas_->setPreview(checkers(64), false, {64, 64});
  QCOMPARE(canvas_->grab().toImage(), decoded);
}

void CanvasViewTest::belowActualSizeIsSmooth() {
  canvas_->setPicture(checkers(512));
  zoomTo(0.5, middle());
  for (int i = 0; i < 20; ++i) {
    const int red = pixelOf({200.0 + 7 * i, 210.0 + 3 * i}).red();
    QVERIFY2(red > 100 && red < 156, qPrintable(QString::number(red)));
  }
}

void CanvasViewTest::previewsFadeIntoEachOther() {
  canvas_->setAnimated(true);
  canvas_->setPreview(filled(Qt::black), true, {64, 64});
  QTest::qWait(300);
  canvas_->setPreview(filled(Qt::white), true, {64, 64});
  QVERIFY(pixelOf({32, 32}).red() < 250);  // still on its way
  QTest::qWait(untilFaded);
  QCOMPARE(pixelOf({32, 32}), QColor(Qt::white));
}

void CanvasViewTest::quickPreviewsDoNotFade() {
  canvas_->setAnimated(true);
  canvas_->setPreview(filled(Qt::black), true, {64, 64});
  canvas_->setPreview(filled(Qt::red), true, {64, 64});
  canvas_->setPreview(filled(Qt::white), true, {64, 64});
  QCOMPARE(pixelOf({32, 32}), QColor(Qt::white));
}

void CanvasViewTest::animationCanBeOff() {
  canvas_->setPreview(filled(Qt::black), true, {64, 64});
  QTest::qWait(300);
  canvas_->setPreview(filled(Qt::white), true, {64, 64});
  QCOMPARE(pixelOf({32, 32}), QColor(Qt::white));
}

void CanvasViewTest::theFileIsDraggedOutWhileTheWholePictureShows() {
  canvas_->setPicture(chart(200, 150));
  drag({320, 240}, {400, 300});
  QVERIFY(canvas_->dragged.empty());  // no file yet
  const QString file = makeFile();
  canvas_->setDragFile(file);
  drag({320, 240}, {322, 241});
  QVERIFY(canvas_->dragged.empty());  // a click with an unsteady hand
  drag({320, 240}, {400, 300});
  QCOMPARE(canvas_->dragged.size(), 1U);
  QCOMPARE(canvas_->dragged[0], QList<QUrl>{QUrl::fromLocalFile(file)});
  drag({2, 2}, {100, 100});  // beside the picture
  QCOMPARE(canvas_->dragged.size(), 1U);
}

void CanvasViewTest::shiftDragsTheFileOutWhenZoomedIn() {
  canvas_->setPicture(chart(200, 150));
  canvas_->setDragFile(makeFile());
  zoomTo(10, middle());
  drag({320, 240}, {400, 300});
  QVERIFY(canvas_->dragged.empty());
  drag({320, 240}, {400, 300}, Qt::LeftButton, Qt::ShiftModifier);
  drag({320, 240}, {400, 300}, Qt::LeftButton, Qt::AltModifier);
  QCOMPARE(canvas_->dragged.size(), 2U);
}

void CanvasViewTest::theHandleDragsTheFileOut() {
  canvas_->setPicture(chart(200, 150));
  auto* handle = canvas_->findChild<DragHandle*>();
  QVERIFY(handle->isHidden());
  canvas_->setDragFile(makeFile());
  canvas_->findChild<CanvasTools*>()->show();
  QVERIFY(!handle->isHidden());
  zoomTo(10, middle());
  QTest::mousePress(handle, Qt::LeftButton, {}, QPoint(4, 4));
  const QPointF away(60, 60);
  QMouseEvent move(QEvent::MouseMove, away, handle->mapToGlobal(away), Qt::NoButton, Qt::LeftButton,
                   Qt::NoModifier);
  QApplication::sendEvent(handle, &move);
  QCOMPARE(canvas_->dragged.size(), 1U);
}

void CanvasViewTest::aMissingFileIsNotDragged() {
  canvas_->setPicture(chart(200, 150));
  canvas_->setDragFile(folder_.filePath(QStringLiteral("gone.png")));
  drag({320, 240}, {400, 300});
  QVERIFY(canvas_->dragged.empty());
}

void CanvasViewTest::thePathGrowsAndClears() {
  canvas_->setPicture(chart(200, 150));
  canvas_->setCentre({0.6, 0.7});
  canvas_->setCentre({0.55, 0.6});
  canvas_->setCentre({std::numeric_limits<double>::quiet_NaN(), 0.6});
  QCOMPARE(canvas_->centrePath().size(), 2U);
  canvas_->clearPath();
  QVERIFY(canvas_->centrePath().empty());
}

void CanvasViewTest::theOverlayIsDrawnAndToggled() {
  canvas_->setPicture(filled(Qt::blue, 200));
  canvas_->setCentre({0.75, 0.75});
  const QImage without = canvas_->grab().toImage();
  const QSignalSpy shown(canvas_.get(), &CanvasView::overlayShownChanged);
  QTest::keyClick(canvas_.get(), Qt::Key_O);
  QVERIFY(canvas_->isOverlayShown());
  QVERIFY(pixelOf({100, 100}).red() > 100);  // the cross in the middle
  const QPointF ring = canvas_->fromPicture({150, 150}) + QPointF(6.5, 0);
  QVERIFY(pixelAt(ring).red() > 100);
  QTest::keyClick(canvas_.get(), Qt::Key_O);
  QCOMPARE(canvas_->grab().toImage(), without);
  QCOMPARE(shown.count(), 2);
}

void CanvasViewTest::whereNoCentreIsKnownNoneIsShown() {
  canvas_->setPicture(filled(Qt::blue, 200));
  const QImage without = canvas_->grab().toImage();
  canvas_->setOverlayShown(true);
  QCOMPARE(pixelOf({100, 100}).red(), 0);
  auto* eye = canvas_->findChild<CanvasTools*>()->findChild<QToolButton*>();
  QVERIFY2(eye->toolTip().contains(QStringLiteral("only of")), qPrintable(eye->toolTip()));
  canvas_->setCentre({0.75, 0.75});
  QVERIFY2(eye->toolTip().startsWith(QStringLiteral("Show the")), qPrintable(eye->toolTip()));
}

void CanvasViewTest::theBadgeTellsTheZoomAndFades() {
  canvas_->setPicture(chart(200, 150));
  auto* badge = canvas_->findChild<ZoomBadge*>();
  QVERIFY(!badge->isVisible());  // nobody has zoomed
  zoomTo(3, middle());
  QVERIFY(badge->isVisible());
  QCOMPARE(badge->text(), QStringLiteral("300\u00a0%"));
  QTRY_VERIFY_WITH_TIMEOUT(!badge->isVisible(), 3000);
}

void CanvasViewTest::anExampleCanBePicked() {
  const QSignalSpy picked(canvas_.get(), &CanvasView::examplePicked);
  canvas_->setExamples({QStringLiteral("A cat"), QStringLiteral("A whale")});
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  const auto chips = canvas_->findChildren<Chip*>();
  QCOMPARE(chips.size(), 2);
  QTest::mouseClick(chips[1], Qt::LeftButton);
  QCOMPARE(picked.count(), 1);
  QCOMPARE(picked[0][0].toString(), QStringLiteral("A whale"));
  canvas_->setPicture(chart(20, 20));
  QVERIFY(!chips[1]->isVisible());
}

void CanvasViewTest::waitingInvitesNobody() {
  const auto* chip = canvas_->findChild<Chip*>();
  QVERIFY(chip->isVisible());
  canvas_->setWaiting(true);
  QVERIFY(!chip->isVisible());
  canvas_->setWaiting(false);
  QVERIFY(chip->isVisible());
}

void CanvasViewTest::arrowsAreTheWindowsWhileTheWholePictureShows() {
  canvas_->setPicture(chart(200, 150));
  QKeyEvent fitted(QEvent::KeyPress, Qt::Key_Left, Qt::NoModifier);
  QApplication::sendEvent(canvas_.get(), &fitted);
  QVERIFY(!fitted.isAccepted());
  zoomTo(10, middle());
  const QPointF before = canvas_->fromPicture({0, 0});
  QTest::keyClick(canvas_.get(), Qt::Key_Left);
  QVERIFY(canvas_->fromPicture({0, 0}).x() > before.x());
}

void CanvasViewTest::aScreenReaderIsToldWhatThereIs() {
  QCOMPARE(canvas_->accessibleDescription(),
           QStringLiteral("Describe a picture, then press Paint"));
  canvas_->setPicture(chart(200, 150));
  zoomTo(2, middle());
  QCOMPARE(canvas_->accessibleDescription(),
           QStringLiteral("A picture of 200 by 150 pixels, shown at 200 per cent"));
  QAccessibleInterface* face = QAccessible::queryAccessibleInterface(canvas_.get());
  QVERIFY(face != nullptr);
  QCOMPARE(face->role(), QAccessible::Graphic);
  QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Canvas"));
}

void CanvasViewTest::examplesComeRightBehindTheCanvas() {
  canvas_->setExamples({QStringLiteral("one"), QStringLiteral("two")});
  QStringList way;
  for (const QWidget* one = canvas_->nextInFocusChain(); way.size() < 2;
       one = one->nextInFocusChain()) {
    const auto* chip = qobject_cast<const Chip*>(one);
    if (one->focusPolicy() != Qt::NoFocus) way << (chip != nullptr ? chip->text() : QString());
  }
  QCOMPARE(way, (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
}

void CanvasViewTest::clearingIsComplete() {
  canvas_->setPicture(chart(200, 150));
  canvas_->setCentre({0.5, 0.5});
  canvas_->setDragFile(makeFile());
  canvas_->clear();
  QVERIFY(canvas_->centrePath().empty());
  QCOMPARE(canvas_->dragFile(), QString());
  QVERIFY(canvas_->findChild<EmptyState*>()->isVisible());
  turnWheel(middle(), 120);
  for (const Qt::Key key : {Qt::Key_Plus, Qt::Key_1, Qt::Key_F, Qt::Key_Space, Qt::Key_Left}) {
    QTest::keyClick(canvas_.get(), key);
  }
  drag({100, 100}, {300, 300});
  QTest::mouseDClick(canvas_.get(), Qt::LeftButton, {}, QPoint(50, 50));
  canvas_->grab();
}

static const maulstick::testing::Registered<CanvasViewTest> registered;

}  // namespace maulstick::ui

#include "canvas_view_test.moc"

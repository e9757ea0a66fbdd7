// Zoom and place of a picture, as plain numbers.

#include "ui/canvas/view_transform.h"

#include <QTest>
#include <random>

#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

constexpr double margin = 24;

ViewTransform viewOf(const QSize& picture, const QSizeF& viewport) {
  ViewTransform view;
  view.setViewport(viewport, margin);
  view.setPictureSize(picture);
  return view;
}

}  // namespace

class ViewTransformTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void fitsWithAMargin();
  void aFittedPictureStaysFittedWhenResized();
  void theMiddleStaysWhenResized();
  void theSameSizeKeepsTheView();
  void zoomingInNeverMovesTheFixedPoint();
  void zoomHasLimits();
  void thePictureCoversTheMiddleWhereverItIsPanned();
  void thereAndBackAgain();
  void keysStepThroughRoundZooms();
  void nothingBreaksWithoutRoom();
};

void ViewTransformTest::fitsWithAMargin() {
  const ViewTransform view = viewOf({128, 128}, {1000, 688});
  QCOMPARE(view.zoom(), 5.0);
  QCOMPARE(view.pictureRect(), QRect(180, 24, 640, 640));
  QVERIFY(view.showsWhole());
  QCOMPARE(viewOf({512, 256}, {560, 900}).pictureRect(), QRect(24, 322, 512, 256));
}

void ViewTransformTest::aFittedPictureStaysFittedWhenResized() {
  ViewTransform view = viewOf({100, 100}, {448, 448});
  QCOMPARE(view.zoom(), 4.0);
  view.setViewport({248, 348}, margin);
  QVERIFY(view.isFitted());
  QCOMPARE(view.zoom(), 2.0);
}

void ViewTransformTest::theMiddleStaysWhenResized() {
  ViewTransform view = viewOf({512, 512}, {600, 600});
  view.zoomTo(4, {100, 200});
  const QPointF before = view.toPicture({300, 300});
  view.setViewport({900, 500}, margin);
  const QPointF after = view.toPicture({450, 250});
  QVERIFY((before - after).manhattanLength() < 1e-9);
  QCOMPARE(view.zoom(), 4.0);
}

void ViewTransformTest::theSameSizeKeepsTheView() {
  ViewTransform view = viewOf({512, 512}, {600, 600});
  view.zoomTo(3, {10, 10});
  const QRect before = view.pictureRect();
  view.setPictureSize({512, 512});
  QCOMPARE(view.pictureRect(), before);
  view.setPictureSize({512, 256});
  QVERIFY(view.isFitted());
}

void ViewTransformTest::zoomingInNeverMovesTheFixedPoint() {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> share(0, 1);
  for (int round = 0; round < 200; ++round) {
    const QSizeF viewport(200 + 1500 * share(random), 200 + 900 * share(random));
    ViewTransform view = viewOf({512, 384}, viewport);
    while (view.zoom() < 20) {
      // Some place where a part of the picture is seen.
      const QRectF seen = QRectF(view.pictureRect()).intersected(QRectF(QPointF(), viewport));
      const QPointF fixed(seen.left() + share(random) * seen.width(),
                          seen.top() + share(random) * seen.height());
      const QPointF before = view.toPicture(fixed);
      view.zoomTo(view.zoom() * (1 + share(random)), fixed);
      QVERIFY((view.toPicture(fixed) - before).manhattanLength() < 1e-6);
    }
  }
}

void ViewTransformTest::zoomHasLimits() {
  ViewTransform view = viewOf({512, 512}, {600, 600});
  view.zoomTo(1e9, {300, 300});
  QCOMPARE(view.zoom(), 32.0);
  view.zoomTo(1e-9, {300, 300});
  QCOMPARE(view.zoom(), 0.05);
}

void ViewTransformTest::thePictureCoversTheMiddleWhereverItIsPanned() {
  const QSizeF viewport(800, 600);
  for (const double zoom : {0.05, 0.3, 1.0, 8.0}) {
    for (const QPointF& way : {QPointF(1e5, 1e5), QPointF(-1e5, 1e5), QPointF(1e5, -1e5)}) {
      ViewTransform view = viewOf({512, 512}, viewport);
      view.zoomTo(zoom, {400, 300});
      view.panBy(way);
      QVERIFY(view.pictureRect().adjusted(-1, -1, 1, 1).contains(QPoint(400, 300)));
      QVERIFY(!view.isFitted());
    }
  }
}

void ViewTransformTest::thereAndBackAgain() {
  ViewTransform view = viewOf({512, 384}, {913, 677});
  view.zoomTo(2.7, {111, 222});
  const QPointF place(345.25, 67.5);
  QVERIFY((view.toViewport(view.toPicture(place)) - place).manhattanLength() < 1e-9);
}

void ViewTransformTest::keysStepThroughRoundZooms() {
  ViewTransform view = viewOf({512, 512}, {800, 600});
  view.zoomTo(1.13, {});
  QCOMPARE(view.nextZoom(1), 1.5);
  QCOMPARE(view.nextZoom(-1), 1.0);
  view.zoomTo(1, {});
  QCOMPARE(view.nextZoom(1), 1.5);
  QCOMPARE(view.nextZoom(-1), 2.0 / 3);
  view.zoomTo(32, {});
  QCOMPARE(view.nextZoom(1), 32.0);
  view.zoomTo(0.05, {});
  QCOMPARE(view.nextZoom(-1), 0.05);
}

void ViewTransformTest::nothingBreaksWithoutRoom() {
  ViewTransform view = viewOf({512, 512}, {0, 0});
  QCOMPARE(view.zoom(), 0.05);
  view.panBy({5, 5});
  view.setPictureSize({});
  view.fit();
  QVERIFY(view.pictureRect().isValid());
}

static const maulstick::testing::Registered<ViewTransformTest> registered;

}  // namespace maulstick::ui

#include "view_transform_test.moc"

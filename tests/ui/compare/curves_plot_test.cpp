// The curves of several runs over each other.

#include "ui/compare/curves_plot.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "ui/compare/curves_column.h"
#include "ui/compare/some_pictures.h"
#include "ui/support/registry.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

using Weight = CurvesPlot::Weight;

std::vector<CurvesPlot::Curve> someCurves() {
  return {{.name = QStringLiteral("none"), .weight = Weight::left, .points = {}, .last = 0.5},
          {.name = QStringLiteral("all"),
           .weight = Weight::right,
           .points = {{15, 0.6}, {20, 0.4}},
           .last = 0.3},
          {.name = QStringLiteral("other"), .points = {{15, 0.6}, {20, NAN}}, .last = NAN}};
}

class CurvesPlotTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsAllRunsAtAStep();
  void goesThroughTheStepsByKeys();
  void drawsEachCurveInItsColour();
  void drawsNothingWithoutValues();
  void sharesTheCrosshair();
};

void CurvesPlotTest::tellsAllRunsAtAStep() {
  CurvesPlot plot(0);
  plot.resize(300, 80);
  plot.setCurves(25, someCurves());
  QVERIFY(plot.crosshairLines().isEmpty());
  QSignalSpy hovered(&plot, &CurvesPlot::stepHovered);
  QTest::mouseMove(&plot, plot.place(16, 0.5).toPoint());
  QMouseEvent move(QEvent::MouseMove, plot.place(16, 0.5), plot.place(16, 0.5), Qt::NoButton,
                   Qt::NoButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&plot, &move);
  QCOMPARE(plot.crosshair(), std::optional<int>(15));
  QCOMPARE(plot.crosshairLines(),
           QStringList({QStringLiteral("step 16"), QStringLiteral("all  0.600"),
                        QStringLiteral("other  0.600")}));
  plot.setCrosshair(20);
  QCOMPARE(plot.crosshairLines().size(), 2);  // NaN is not told
  plot.setCrosshair(25);
  QCOMPARE(plot.crosshairLines(),
           QStringList({QStringLiteral("the picture"), QStringLiteral("all  0.300"),
                        QStringLiteral("none  0.500")}));
  QVERIFY(hovered.count() >= 1);
}

void CurvesPlotTest::goesThroughTheStepsByKeys() {
  CurvesPlot plot(0);
  plot.setCurves(25, someCurves());
  QTest::keyClick(&plot, Qt::Key_End);
  QCOMPARE(plot.crosshair(), std::optional<int>(25));
  QTest::keyClick(&plot, Qt::Key_Left);
  QTest::keyClick(&plot, Qt::Key_Left);
  QTest::keyClick(&plot, Qt::Key_Left);
  QCOMPARE(plot.crosshair(), std::optional<int>(15));
  QTest::keyClick(&plot, Qt::Key_Right);
  QCOMPARE(plot.crosshair(), std::optional<int>(20));
  QVERIFY(plot.accessibleDescription().contains(QLatin1String("all from 0.600 to 0.300")));
  QTest::keyClick(&plot, Qt::Key_Escape);
  QVERIFY(!plot.crosshair());
}

void CurvesPlotTest::drawsEachCurveInItsColour() {
  CurvesPlot plot(1);
  plot.resize(300, 80);
  plot.setCurves(25, someCurves());
  const QImage drawn = plot.grab().toImage();
  const auto colourAt = [&](int step, double value) {
    return drawn.pixelColor((plot.place(step, value) * drawn.devicePixelRatio()).toPoint());
  };
  QCOMPARE(colourAt(20, 0.4), Theme::lossColour(1));
  QVERIFY(colourAt(15, 0.3) != Theme::lossColour(1));
}

void CurvesPlotTest::drawsNothingWithoutValues() {
  CurvesPlot plot(0);
  plot.setCurves(0, {});
  QTest::keyClick(&plot, Qt::Key_Right);
  QVERIFY(!plot.crosshair());
  plot.setCurves(10, {{.name = {}, .weight = Weight::other, .points = {{3, NAN}}, .last = NAN}});
  QVERIFY(!plot.grab().isNull());
  QVERIFY(plot.crosshairLines().isEmpty());
}

void CurvesPlotTest::sharesTheCrosshair() {
  Comparison comparison;
  auto picture = testing::somePicture(QStringLiteral("one"), Qt::red);
  picture.curve = {{.step = 15, .losses = {0.7, 0.5, 0.3}}};
  comparison.setPictures({picture});
  const auto columns = figureColumns(testing::someRows());
  CurvesColumn column(comparison, testing::someRows(), columns);
  const auto plots = column.findChildren<CurvesPlot*>();
  QCOMPARE(plots.size(), testing::someRows().size());
  QTest::keyClick(plots[0], Qt::Key_Home);
  QCOMPARE(plots[2]->crosshair(), std::optional<int>(15));
}

const testing::Registered<CurvesPlotTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "curves_plot_test.moc"

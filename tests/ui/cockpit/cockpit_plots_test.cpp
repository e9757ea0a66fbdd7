// The small plots alone: what is drawn where, gaps, crosshair, bounds.

#include <QAction>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWindow>
#include <cmath>

#include "ui/cockpit/cockpit_words.h"
#include "ui/cockpit/shares_bar.h"
#include "ui/cockpit/sparkline.h"
#include "ui/cockpit/spectrum_plot.h"
#include "ui/support/registry.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr double nan = GuidedPoint::unknown;

// How far from the panel's colour the row of pixels around `place` gets: whether anything is drawn.
bool isDrawnAt(const QImage& image, const QPointF& place) {
  const double ratio = image.devicePixelRatio();
  const QPoint at = (place * ratio).toPoint();
  for (int y = -1; y <= 1; ++y) {
    const QColor colour = image.pixelColor(at + QPoint(0, y));
    if (colour.alpha() > 0 && colour.saturation() > 80 && colour.lightness() > 80) return true;
  }
  return false;
}

}  // namespace

class CockpitPlotsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aCurveGoesThroughItsValues();
  void whatIsNotANumberLeavesAGap();
  void hoverTellsStepAndValue();
  void arrowKeysMoveTheCrosshair();
  void escapeTakesTheCrosshairBeforeItIsTheWindows();
  void equalValuesLieInTheMiddle();
  void smallDifferencesLookSmall();
  void plotsWithoutValuesAreDrawn();
  void sharesCoverTheBar();
  void sharesTellTheirPart();
  void sharesAddUpToAHundred_data();
  void sharesAddUpToAHundred();
  void theSpectrumTellsRadiusAndPower();
  void theSplitDividesTheSpectrum();
  void numbersInWords_data();
  void numbersInWords();
};

void CockpitPlotsTest::aCurveGoesThroughItsValues() {
  Sparkline line({.colourIndex = 0});
  line.resize(240, 44);
  line.start(50);
  line.append(10, 1);
  line.append(20, 0.5);
  line.append(30, 0);
  const QImage image = line.grab().toImage();
  QVERIFY(isDrawnAt(image, line.place(10, 1)));
  QVERIFY(isDrawnAt(image, line.place(15, 0.75)));
  QVERIFY(isDrawnAt(image, line.place(25, 0.25)));
  QVERIFY(!isDrawnAt(image, line.place(35, 0.6)));
  QVERIFY(line.place(49, 0).x() < line.width());
}

void CockpitPlotsTest::whatIsNotANumberLeavesAGap() {
  Sparkline line({.colourIndex = 0});
  line.resize(240, 44);
  line.start(50);
  for (int step = 0; step < 50; step += 5) line.append(step, step == 20 || step == 25 ? nan : 1);
  line.append(50, std::numeric_limits<double>::infinity());
  const QImage image = line.grab().toImage();
  QVERIFY(isDrawnAt(image, line.place(12, 1)));
  QVERIFY(!isDrawnAt(image, line.place(18, 1)));
  QVERIFY(!isDrawnAt(image, line.place(22, 1)));
  QVERIFY(!isDrawnAt(image, line.place(27, 1)));
  QVERIFY(isDrawnAt(image, line.place(33, 1)));
}

void CockpitPlotsTest::hoverTellsStepAndValue() {
  Sparkline line({.colourIndex = 1});
  line.resize(240, 44);
  line.show();
  line.start(50);
  for (int step = 15; step < 50; step += 5) line.append(step, 0.4 - 0.001 * step);
  QSignalSpy hovered(&line, &Sparkline::stepHovered);
  QTest::mouseMove(&line, line.place(31, 0.37).toPoint());
  QCOMPARE(line.crosshair(), std::optional(30));
  QCOMPARE(line.crosshairText(), QStringLiteral("step 31 · 0.370"));
  QTest::mouseMove(&line, QPoint(2, 5));
  QCOMPARE(line.crosshair(), std::optional(15));
  QCOMPARE(hovered.count(), 2);
  QEvent leave(QEvent::Leave);
  QApplication::sendEvent(&line, &leave);
  QCOMPARE(line.crosshairText(), QString());
  QCOMPARE(hovered.count(), 3);
}

void CockpitPlotsTest::arrowKeysMoveTheCrosshair() {
  Sparkline line({.colourIndex = 1});
  line.start(50);
  QTest::keyClick(&line, Qt::Key_Left);  // nothing there yet
  QCOMPARE(line.crosshair(), std::nullopt);
  for (int step = 15; step < 50; step += 5) line.append(step, step);
  QTest::keyClick(&line, Qt::Key_Left);
  QCOMPARE(line.crosshair(), std::optional(45));
  QTest::keyClick(&line, Qt::Key_Left);
  QCOMPARE(line.crosshair(), std::optional(40));
  QTest::keyClick(&line, Qt::Key_Home);
  QTest::keyClick(&line, Qt::Key_Left);
  QCOMPARE(line.crosshair(), std::optional(15));
  QTest::keyClick(&line, Qt::Key_End);
  QTest::keyClick(&line, Qt::Key_Right);
  QCOMPARE(line.crosshair(), std::optional(45));
  QTest::keyClick(&line, Qt::Key_Escape);
  QCOMPARE(line.crosshair(), std::nullopt);
}

void CockpitPlotsTest::escapeTakesTheCrosshairBeforeItIsTheWindows() {
  QWidget window;
  int stopped = 0;
  QAction stop;
  stop.setShortcut(Qt::Key_Escape);
  connect(&stop, &QAction::triggered, this, [&stopped] { ++stopped; });
  window.addAction(&stop);
  Sparkline line({.colourIndex = 1}, &window);
  line.start(50);
  line.append(15, 1);
  window.show();
  window.activateWindow();
  QVERIFY(QTest::qWaitForWindowActive(&window));
  line.setFocus(Qt::TabFocusReason);
  QTest::keyClick(window.windowHandle(), Qt::Key_Home);
  QCOMPARE(line.crosshair(), std::optional(15));
  QTest::keyClick(window.windowHandle(), Qt::Key_Escape);
  QCOMPARE(line.crosshair(), std::nullopt);
  QCOMPARE(stopped, 0);
  QTest::keyClick(window.windowHandle(), Qt::Key_Escape);
  QCOMPARE(stopped, 1);
}

void CockpitPlotsTest::sharesAddUpToAHundred_data() {
  QTest::addColumn<QList<double>>("shares");
  QTest::addColumn<QString>("texts");
  QTest::newRow("rounded down") << QList<double>{0.898, 0.0985, 0.0035} << "90 %, 10 %, <1 %";
  QTest::newRow("thirds") << QList<double>{1 / 3.0, 1 / 3.0, 1 / 3.0} << "34 %, 33 %, 33 %";
  QTest::newRow("one alone") << QList<double>{1, 0, 0} << "100 %, 0 %, 0 %";
  QTest::newRow("none") << QList<double>{0, 0, 0} << "0 %, 0 %, 0 %";
}

void CockpitPlotsTest::sharesAddUpToAHundred() {
  QFETCH(QList<double>, shares);
  QFETCH(QString, texts);
  QStringList shown;
  for (const QString& text : shareTexts({shares.begin(), shares.end()})) shown << text;
  QCOMPARE(shown.join(QStringLiteral(", ")).replace(u'\u00a0', u' '), texts);
}

void CockpitPlotsTest::equalValuesLieInTheMiddle() {
  for (const double value : {0.0, 6.0, -2.0}) {
    Sparkline line({.colourIndex = 0});
    line.resize(240, 44);
    line.start(10);
    for (int step = 0; step < 10; ++step) line.append(step, value);
    QVERIFY(qAbs(line.place(3, value).y() - 22) < 0.6);
  }
}

void CockpitPlotsTest::smallDifferencesLookSmall() {
  Sparkline line({.colourIndex = 0});
  line.resize(240, 44);
  line.start(2);
  line.append(0, 1);
  line.append(1, 1.002);
  QVERIFY(qAbs(line.place(0, 1).y() - line.place(1, 1.002).y()) < 5);
}

void CockpitPlotsTest::plotsWithoutValuesAreDrawn() {
  Sparkline line({.colourIndex = 0, .placeholder = QStringLiteral("nothing yet")});
  line.grab();
  line.start(1);
  line.append(0, nan);
  line.grab();
  QCOMPARE(line.crosshairText(), QString());
  SharesBar bar;
  bar.grab();
  QCOMPARE(bar.partAt(10), -1);
  SpectrumPlot plot;
  plot.grab();
  plot.setSpectrum({0, nan, -1, 0}, {});
  plot.setHighShare(7);
  plot.grab();
  QTest::mouseMove(&plot, QPoint(50, 30));
  plot.grab();
}

void CockpitPlotsTest::sharesCoverTheBar() {
  SharesBar bar;
  bar.resize(200, bar.sizeHint().height());
  bar.setParts({{QStringLiteral("CLIP"), 0, 0.6},
                {QStringLiteral("frequency"), 1, 0.3},
                {QStringLiteral("composition"), 2, 0.1}});
  const QImage image = bar.grab().toImage();
  const double ratio = image.devicePixelRatio();
  const auto colourAt = [&](int x) { return image.pixelColor((QPointF(x, 6) * ratio).toPoint()); };
  QCOMPARE(colourAt(60), Theme::lossColour(0));
  QCOMPARE(colourAt(150), Theme::lossColour(1));
  QCOMPARE(colourAt(190), Theme::lossColour(2));
}

void CockpitPlotsTest::sharesTellTheirPart() {
  SharesBar bar;
  bar.resize(200, bar.sizeHint().height());
  bar.setParts({{QStringLiteral("CLIP"), 0, 0.6},
                {QStringLiteral("frequency"), 1, 0.0},
                {QStringLiteral("composition"), 2, 0.4}});
  QCOMPARE(bar.partAt(10), 0);
  QCOMPARE(bar.textOf(bar.partAt(130)), QStringLiteral("composition 40\u00a0%"));
  bar.setLayoutDirection(Qt::RightToLeft);
  QCOMPARE(bar.partAt(10), 2);
  QCOMPARE(bar.textOf(-1), QString());
}

void CockpitPlotsTest::theSpectrumTellsRadiusAndPower() {
  SpectrumPlot plot;
  plot.resize(240, 92);
  std::vector<double> power(64);
  for (std::size_t bin = 0; bin < power.size(); ++bin)
    power[bin] = 1.0 / static_cast<double>(bin + 1);
  plot.setSpectrum(power, power);
  const auto bin = plot.binAt(plot.place(0.25) + 0.1);
  QCOMPARE(bin, std::optional(32));
  QCOMPARE(plot.textOf(*bin), QStringLiteral("0.25 cycles a pixel · power 0.030"));
  QCOMPARE(plot.binAt(-50), std::optional(0));
  QCOMPARE(plot.binAt(5000), std::optional(63));
}

// The area above the split is filled more strongly than the one below it.
void CockpitPlotsTest::theSplitDividesTheSpectrum() {
  SpectrumPlot plot;
  plot.resize(240, 92);
  plot.setSpectrum(std::vector<double>(64, 2.0), {});
  const QImage image = plot.grab().toImage();
  const double ratio = image.devicePixelRatio();
  const QColor ground = image.pixelColor(0, 0);
  const auto strengthAt = [&](double radius) {
    const QColor colour = image.pixelColor((QPointF(plot.place(radius), 60) * ratio).toPoint());
    return std::abs(colour.green() - ground.green());
  };
  QVERIFY(strengthAt(0.1) > 0);
  QVERIFY(strengthAt(0.2) > 1.4 * strengthAt(0.1));
}

void CockpitPlotsTest::numbersInWords_data() {
  QTest::addColumn<QString>("words");
  QTest::addColumn<QString>("expected");
  const std::pair<QString, const char*> table[] = {{lossText(0.3124), "0.312"},
                                                   {lossText(0.00123), "0.00123"},
                                                   {lossText(1.5), "1.50"},
                                                   {lossText(12.34), "12.3"},
                                                   {lossText(1234.4), "1234"},
                                                   {lossText(0), "0.000"},
                                                   {lossText(2.5e-6), "2.5e-06"},
                                                   {lossText(nan), "–"},
                                                   {changeText(-15.2), "\u221215\u00a0%"},
                                                   {changeText(3.4), "+3\u00a0%"},
                                                   {changeText(0.2), "0\u00a0%"},
                                                   {changeText(nan), ""},
                                                   {percentText(6, 1), "6.0\u00a0%"},
                                                   {secondsText(0.118), "0.12\u00a0s"},
                                                   {secondsText(42.4), "42.4\u00a0s"},
                                                   {secondsText(200), "3\u00a0min 20\u00a0s"},
                                                   {secondsText(0.0123), "0.012\u00a0s"}};
  for (const auto& [words, expected] : table) {
    QTest::newRow(expected) << words << QString::fromUtf8(expected);
  }
}

void CockpitPlotsTest::numbersInWords() {
  QFETCH(const QString, words);
  QFETCH(const QString, expected);
  QCOMPARE(words, expected);
}

static const maulstick::testing::Registered<CockpitPlotsTest> registered;

}  // namespace maulstick::ui

#include "cockpit_plots_test.moc"

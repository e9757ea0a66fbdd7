// The cockpit as a whole: what it says of a run, by mouse, in files, and to a screen reader.

#include "ui/cockpit/cockpit_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "ui/cockpit/head_line.h"
#include "ui/cockpit/some_run.h"
#include "ui/cockpit/sparkline.h"
#include "ui/cockpit/spectrum_plot.h"
#include "ui/support/registry.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {

using testing::someRun;
using testing::threeRows;

class CockpitTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void theLatestValuesStandInTheHeads();
  void hoverShowsAStepEverywhere();
  void hoverTellsTheCentre();
  void timesAreMeansOfTheirKind();
  void csvGivesEveryNumberBack();
  void copyPutsCsvOnTheClipboard();
  void svgKeepsTextAndLines();
  void pngIsWritten();
  void aFileThatCannotBeWrittenIsTold();
  void whatIsNotKnownLeavesGaps();
  void aThousandStepsStayFast();
  void inWords();
  void aNewRunForgetsTheOldOne();
  void meaningsAreToldOnTheTitles();
  void nothingToCopyBeforeARun();

 private:
  [[nodiscard]] HeadLine* head(const QString& title) const;
  [[nodiscard]] QString valueOf(const char* title) const;

  std::unique_ptr<CockpitPanel> panel_;
  QTemporaryDir folder_;
};

void CockpitTest::init() {
  panel_ = std::make_unique<CockpitPanel>(threeRows());
  panel_->resize(288, 700);
  panel_->show();
  QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
}

HeadLine* CockpitTest::head(const QString& title) const {
  for (HeadLine* line : panel_->findChildren<HeadLine*>()) {
    if (line->title() == title) return line;
  }
  return nullptr;
}

QString CockpitTest::valueOf(const char* title) const {
  const HeadLine* line = head(QString::fromUtf8(title));
  return line == nullptr ? QStringLiteral("no such line")
                         : (line->value() + u' ' + line->note()).trimmed();
}

void CockpitTest::theLatestValuesStandInTheHeads() {
  panel_->start(50);
  QCOMPARE(valueOf("CLIP distance"), QString());
  for (const StepPoint& point : someRun(38)) panel_->add(point);
  QTRY_COMPARE(valueOf("CLIP distance"), QStringLiteral("0.320 \u221220\u00a0%"));
  QCOMPARE(valueOf("Push"), QStringLiteral("6.0\u00a0% of the noise"));
  QCOMPARE(valueOf("Spectrum"), QStringLiteral("high 26\u00a0% · target 35\u00a0%"));
}

void CockpitTest::hoverShowsAStepEverywhere() {
  panel_->showAll(someRun(50));
  const auto lines = panel_->findChildren<Sparkline*>();
  QCOMPARE(lines.size(), 5);
  QTest::mouseMove(lines[1], lines[1]->place(20, 0.05).toPoint());
  for (const Sparkline* line : lines) QCOMPARE(line->crosshair(), std::optional(20));
  QCOMPARE(lines[0]->crosshairText(), QStringLiteral("step 21 · 0.380"));
  QCOMPARE(valueOf("CLIP distance"), QStringLiteral("0.380 \u22125\u00a0%"));
  QEvent leave(QEvent::Leave);
  QApplication::sendEvent(lines[1], &leave);
  QCOMPARE(valueOf("CLIP distance"), QStringLiteral("0.280 \u221230\u00a0%"));
  for (const Sparkline* line : lines) QCOMPARE(line->crosshair(), std::nullopt);
}

void CockpitTest::hoverTellsTheCentre() {
  panel_->showAll(someRun(50));
  std::optional<QPointF> told;
  connect(panel_.get(), &CockpitPanel::centreHovered, this,
          [&told](const std::optional<QPointF>& centre) { told = centre; });
  auto* line = panel_->findChild<Sparkline*>();
  QTest::mouseMove(line, line->place(30, 0.3).toPoint());
  QVERIFY(told.has_value());
  QCOMPARE(*told, testing::guidedPoint(30).centre);
  QEvent leave(QEvent::Leave);
  QApplication::sendEvent(line, &leave);
  QVERIFY(!told.has_value());
}

void CockpitTest::timesAreMeansOfTheirKind() {
  panel_->start(50);
  panel_->add({.step = 0, .seconds = 0.1, .guided = std::nullopt});
  panel_->add({.step = 1, .seconds = 0.3, .guided = std::nullopt});
  QTRY_COMPARE(valueOf("Time"), QStringLiteral("0.20\u00a0s a step"));
  panel_->add({.step = 2, .seconds = 0.5, .guided = testing::guidedPoint(2)});
  QTRY_COMPARE(valueOf("Time"), QStringLiteral("plain 0.20\u00a0s · guided 0.50\u00a0s a step"));
}

void CockpitTest::csvGivesEveryNumberBack() {
  std::vector<StepPoint> run = someRun(31);
  run[20].guided->losses[1] = GuidedPoint::unknown;
  panel_->showAll(run);
  const QStringList lines = panel_->csv().split(u'\n', Qt::SkipEmptyParts);
  QCOMPARE(lines.size(), 32);
  const QStringList names = lines[0].split(u',');
  QCOMPARE(names.size(), 3 + 3 + 3 + 5 + 64);
  const auto cell = [&](int step, const char* name) {
    return lines[step + 1].split(u',')[names.indexOf(QString::fromUtf8(name))];
  };
  for (const int step : {15, 20, 25, 30}) {
    const GuidedPoint& point = *run[static_cast<std::size_t>(step)].guided;
    QCOMPARE(cell(step, "step").toInt(), step + 1);
    QVERIFY(cell(step, "clip").toDouble() == point.losses[0]);
    QVERIFY(cell(step, "composition").toDouble() == point.losses[2]);
    QVERIFY(cell(step, "frequency_weighted").toDouble() == point.weighted[1]);
    QVERIFY(cell(step, "gradient_norm").toDouble() == point.gradientNorm);
    QVERIFY(cell(step, "push_percent").toDouble() == point.pushPercent);
    QVERIFY(cell(step, "high_share").toDouble() == point.highShare);
    QVERIFY(cell(step, "centre_x").toDouble() == point.centre.x());
    QVERIFY(cell(step, "power_63").toDouble() == point.spectrum[63]);
  }
  QCOMPARE(cell(20, "frequency"), QString());
  QCOMPARE(cell(4, "clip"), QString());
  QCOMPARE(cell(4, "guided"), QStringLiteral("0"));
  QVERIFY(cell(4, "seconds").toDouble() == 0.12);
}

void CockpitTest::copyPutsCsvOnTheClipboard() {
  panel_->showAll(someRun(20));
  const QSignalSpy copied(panel_.get(), &CockpitPanel::copied);
  QTest::mouseClick(panel_->findChildren<QToolButton*>()[0], Qt::LeftButton);
  QCOMPARE(copied.count(), 1);
  QCOMPARE(QApplication::clipboard()->text(), panel_->csv());
  QCOMPARE(QApplication::clipboard()->mimeData()->data(QStringLiteral("text/csv")),
           panel_->csv().toUtf8());
}

void CockpitTest::svgKeepsTextAndLines() {
  panel_->showAll(someRun(50));
  const QString name = folder_.filePath(QStringLiteral("curves.svg"));
  QCOMPARE(panel_->saveImage(name), QString());
  QFile file(name);
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QByteArray bytes = file.readAll();
  for (const char* text : {"CLIP distance", "Gradient norm", "0.280", "<path", "<polyline"}) {
    QVERIFY2(bytes.contains(text), text);
  }
  QVERIFY(!bytes.contains("<image"));  // nothing of it is pixels
  QSvgRenderer renderer(bytes);
  QVERIFY(renderer.isValid());
  QVERIFY(renderer.defaultSize().width() > 250);
}

void CockpitTest::pngIsWritten() {
  panel_->showAll(someRun(50));
  const QString name = folder_.filePath(QStringLiteral("curves.png"));
  QCOMPARE(panel_->saveImage(name), QString());
  const QImage image(name);
  QVERIFY(image.width() > 500);
  QCOMPARE(image.pixelColor(2, 2), Theme::instance().palette().panel);
}

void CockpitTest::aFileThatCannotBeWrittenIsTold() {
  panel_->showAll(someRun(50));
  const QString name = folder_.filePath(QStringLiteral("no/such/folder/curves.svg"));
  QVERIFY(panel_->saveImage(name).contains(name));
}

void CockpitTest::whatIsNotKnownLeavesGaps() {
  std::vector<StepPoint> run = someRun(50);
  GuidedPoint nothing;
  nothing.losses = {GuidedPoint::unknown, 0.05};  // and one is missing
  run[45].guided = nothing;
  run[40].seconds = GuidedPoint::unknown;
  panel_->showAll(run);
  QCOMPARE(valueOf("CLIP distance"), QStringLiteral("–"));
  QCOMPARE(valueOf("Centre offset"), QStringLiteral("–"));
  QCOMPARE(valueOf("Push"), QStringLiteral("–"));
  QVERIFY(valueOf("Frequency").startsWith(QStringLiteral("0.050")));
  QVERIFY(valueOf("Time").contains(QStringLiteral("guided 0.31")));
  QVERIFY(panel_->textDescription().contains(QStringLiteral("CLIP distance is not known.")));
  panel_->grab();
}

void CockpitTest::aThousandStepsStayFast() {
  panel_->start(1000);
  std::vector<StepPoint> run;
  for (int step = 0; step < 1000; ++step) {
    run.push_back({.step = step, .seconds = 0.1, .guided = testing::guidedPoint(step)});
  }
  QElapsedTimer time;
  time.start();
  for (const StepPoint& point : run) panel_->add(point);
  const qint64 added = time.elapsed();
  QVERIFY2(added < 500, qPrintable(QString::number(added)));
  // All of them cause one refresh and one repaint, not a thousand.
  time.restart();
  QTRY_COMPARE_WITH_TIMEOUT(panel_->findChild<Sparkline*>()->points().size(), 1000U, 1000);
  QTRY_VERIFY(!valueOf("Gradient norm").isEmpty());
  panel_->grab();
  QVERIFY2(time.elapsed() < 1500, qPrintable(QString::number(time.elapsed())));
}

void CockpitTest::inWords() {
  QCOMPARE(panel_->textDescription(), QStringLiteral("Nothing has been painted yet."));
  panel_->start(50);
  for (const StepPoint& point : someRun(3)) panel_->add(point);
  QVERIFY(panel_->textDescription().contains(QStringLiteral("No step has been guided so far.")));
  panel_->showAll(someRun(36));
  const QString words = panel_->textDescription();
  for (const char* part :
       {"Step 36 of 36.", "CLIP distance 0.320, down 20\u00a0% since the first guided step.",
        "Share of the push: CLIP distance 60\u00a0%, Frequency 30\u00a0%, Centre offset 10\u00a0%.",
        "Push 6.0\u00a0% of the noise.", "High frequencies 26\u00a0%, target 35\u00a0%.",
        "A plain step takes 0.12\u00a0s.", "A guided step takes 0.31\u00a0s."}) {
    QVERIFY2(words.contains(QString::fromUtf8(part)), qPrintable(words));
  }
  QCOMPARE(panel_->accessibleDescription(), words);
  auto* line = panel_->findChild<Sparkline*>();
  QCOMPARE(line->accessibleName(), QStringLiteral("CLIP distance"));
  QCOMPARE(line->accessibleDescription(), QStringLiteral("0.320 \u221220\u00a0%"));
}

void CockpitTest::aNewRunForgetsTheOldOne() {
  panel_->showAll(someRun(50));
  panel_->start(30);
  QVERIFY(panel_->data().points().empty());
  QVERIFY(panel_->findChild<Sparkline*>()->points().empty());
  QCOMPARE(valueOf("CLIP distance"), QString());
  QCOMPARE(valueOf("Time"), QString());
  panel_->clear();
  QCOMPARE(panel_->textDescription(), QStringLiteral("Nothing has been painted yet."));
}

void CockpitTest::meaningsAreToldOnTheTitles() {
  for (const HeadLine* line : panel_->findChildren<HeadLine*>()) {
    const auto labels = line->findChildren<QWidget*>();
    QVERIFY2(!labels[0]->toolTip().isEmpty(), qPrintable(line->title()));
  }
}

void CockpitTest::nothingToCopyBeforeARun() {
  for (const QToolButton* button : panel_->findChildren<QToolButton*>()) {
    QVERIFY(!button->isEnabled());
  }
  panel_->showAll(someRun(5));
  for (const QToolButton* button : panel_->findChildren<QToolButton*>()) {
    QVERIFY(button->isEnabled());
  }
}

static const maulstick::testing::Registered<CockpitTest> registered;

}  // namespace maulstick::ui

#include "cockpit_test.moc"

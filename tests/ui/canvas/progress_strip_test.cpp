// What the progress strip says, and where its bar and ticks are.

#include "ui/canvas/progress_strip.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>

#include "ui/canvas/progress_words.h"
#include "ui/support/registry.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

std::vector<bool> everyFifth(int steps, int from) {
  std::vector<bool> guided(static_cast<std::size_t>(steps));
  for (int step = from; step < steps; step += 5) guided[static_cast<std::size_t>(step)] = true;
  return guided;
}

QColor pixelAt(QWidget& widget, const QPointF& place) {
  const QPixmap grabbed = widget.grab();
  return grabbed.toImage().pixelColor((place * grabbed.devicePixelRatio()).toPoint());
}

// Colours on the edge of an anti-aliased shape are not exact.
bool isNear(const QColor& a, const QColor& b) {
  return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) +
             std::abs(a.blue() - b.blue()) <
         40;
}

}  // namespace

class ProgressStripTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void timeInWords_data();
  void timeInWords();
  void followsARun();
  void theBarStandsStillWhileNumbersGrow();
  void drawsFillAndTicks();
  void rightToLeftIsMirrored();
  void strayNumbersAreHarmless();
  void isAPieceOfTheCanvasBeforeTheFirstRun();
  void waitsInWords();
  void isAProgressBarToScreenReaders();
};

void ProgressStripTest::timeInWords_data() {
  QTest::addColumn<double>("seconds");
  QTest::addColumn<QString>("words");
  const std::pair<double, const char*> table[] = {
      {0.3, "nearly done"},
      {3.2, "about 3\u00a0s left"},
      {19.4, "about 19\u00a0s left"},
      {19.6, "about 20\u00a0s left"},
      {41.9, "about 40\u00a0s left"},
      {58, "about 1\u00a0min left"},
      {74, "about 1\u00a0min 10\u00a0s left"},
      {299, "about 5\u00a0min left"},
      {1800, "about 30\u00a0min left"},
      {3590, "about 1\u00a0h 0\u00a0min left"},
      {5400, "about 1\u00a0h 30\u00a0min left"},
      {std::numeric_limits<double>::quiet_NaN(), "estimating"}};
  for (const auto& [seconds, words] : table) {
    QTest::addRow("%g s", seconds) << seconds << QString::fromUtf8(words);
  }
}

void ProgressStripTest::timeInWords() {
  QFETCH(const double, seconds);
  QFETCH(const QString, words);
  QCOMPARE(timeLeftWords(seconds), words);
}

void ProgressStripTest::followsARun() {
  ProgressStrip strip;
  QCOMPARE(strip.leadingText(), QString());
  strip.setStep(3);  // no run: nothing to say
  QCOMPARE(strip.leadingText(), QString());
  strip.start(50, everyFifth(50, 15));
  QCOMPARE(strip.leadingText(), QStringLiteral("step 0 of 50"));
  QCOMPARE(strip.trailingText(), QStringLiteral("estimating"));
  strip.setStep(13);
  strip.setTimeLeft(40);
  QCOMPARE(strip.leadingText(), QStringLiteral("step 13 of 50"));
  QCOMPARE(strip.trailingText(), QStringLiteral("about 40\u00a0s left"));
  QCOMPARE(strip.accessibleDescription(), QStringLiteral("step 13 of 50, about 40\u00a0s left"));
  strip.finish(QStringLiteral("painted in 9 s"));
  strip.setTimeLeft(7);  // comes too late
  QCOMPARE(strip.leadingText(), QStringLiteral("painted in 9 s"));
  QCOMPARE(strip.trailingText(), QString());
  strip.reset();
  QCOMPARE(strip.accessibleDescription(), QString());
}

void ProgressStripTest::theBarStandsStillWhileNumbersGrow() {
  ProgressStrip strip;
  strip.resize(640, 40);
  strip.start(100, {});
  strip.setStep(1);
  strip.setTimeLeft(50);
  const QRectF before = strip.barRect();
  strip.setStep(99);
  strip.setTimeLeft(2);
  QCOMPARE(strip.barRect(), before);
}

void ProgressStripTest::drawsFillAndTicks() {
  const Palette& colours = Theme::instance().palette();
  ProgressStrip strip;
  strip.resize(640, 40);
  strip.start(50, everyFifth(50, 15));
  strip.setStep(30);
  const double middle = strip.barRect().center().y();
  QVERIFY(isNear(pixelAt(strip, {strip.place(7), middle}), colours.accent));
  QVERIFY(isNear(pixelAt(strip, {strip.place(47), middle}), colours.line));
  QVERIFY(isNear(pixelAt(strip, {strip.place(20), middle - 4}), colours.second));
  QVERIFY(!isNear(pixelAt(strip, {strip.place(22), middle - 4}), colours.second));
}

void ProgressStripTest::rightToLeftIsMirrored() {
  ProgressStrip strip;
  strip.resize(640, 40);
  strip.setLayoutDirection(Qt::RightToLeft);
  strip.start(50, {});
  strip.setStep(10);
  QVERIFY(strip.place(0) > strip.place(40));
  const double middle = strip.barRect().center().y();
  QVERIFY(isNear(pixelAt(strip, {strip.place(5), middle}), Theme::instance().palette().accent));
}

void ProgressStripTest::strayNumbersAreHarmless() {
  ProgressStrip strip;
  strip.resize(10, 10);
  strip.start(-3, everyFifth(90, 0));
  strip.setStep(7);
  strip.grab();
  strip.start(10, everyFifth(90, 0));
  strip.setStep(700);
  QCOMPARE(strip.leadingText(), QStringLiteral("step 10 of 10"));
  strip.grab();
}

void ProgressStripTest::isAPieceOfTheCanvasBeforeTheFirstRun() {
  ProgressStrip strip;
  strip.resize(600, 40);
  const QImage image = strip.grab().toImage();
  for (const QPoint& place : {QPoint(0, 0), image.rect().center(), image.rect().bottomRight()}) {
    QCOMPARE(image.pixelColor(place), Theme::instance().palette().canvas);
  }
}

void ProgressStripTest::waitsInWords() {
  ProgressStrip strip;
  strip.wait(QStringLiteral("Loading the model…"));
  QCOMPARE(strip.leadingText(), QStringLiteral("Loading the model…"));
  QCOMPARE(strip.trailingText(), QString());
  strip.setStep(3);  // of a run that is over
  QCOMPARE(strip.leadingText(), QStringLiteral("Loading the model…"));
  strip.start(50, {});
  strip.setStep(3);
  strip.wait(QStringLiteral("Stopping…"));
  QCOMPARE(strip.done(), 3);
}

void ProgressStripTest::isAProgressBarToScreenReaders() {
  ProgressStrip strip;
  strip.start(50, {});
  strip.setStep(13);
  QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&strip);
  QVERIFY(face != nullptr);
  QCOMPARE(face->role(), QAccessible::ProgressBar);
  QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Progress"));
  QVERIFY(face->valueInterface() != nullptr);
  QCOMPARE(face->valueInterface()->currentValue().toInt(), 13);
  QCOMPARE(face->valueInterface()->maximumValue().toInt(), 50);
  strip.finish(QStringLiteral("Painted in 3.9 s"));
  QCOMPARE(face->text(QAccessible::Description), QStringLiteral("Painted in 3.9 s"));
}

static const maulstick::testing::Registered<ProgressStripTest> registered;

}  // namespace maulstick::ui

#include "progress_strip_test.moc"

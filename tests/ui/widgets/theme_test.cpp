// Palettes, the system's choice and the user's, fonts, and the style that draws Qt's widgets.

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyle>
#include <QTest>

#include "ui/support/registry.h"
#include "ui/widgets/colours.h"
#include "ui/widgets/paint.h"

namespace maulstick::ui {
namespace {

QPalette systemPalette(bool dark) {
  return dark ? QPalette(Qt::white, Qt::black, Qt::darkGray, Qt::black, Qt::gray, Qt::white,
                         Qt::white, Qt::black, Qt::black)
              : QPalette(Qt::black, Qt::white, Qt::lightGray, Qt::darkGray, Qt::gray, Qt::black,
                         Qt::black, Qt::white, Qt::white);
}

// What Qt does when the system's colours change.
void systemTurns(bool dark) {
  QPalette palette = systemPalette(dark);
  QApplication::style()->polish(palette);
}

double share(const QImage& picture, const QColor& colour) {
  int found = 0;
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) found += picture.pixelColor(x, y) == colour ? 1 : 0;
  }
  return static_cast<double>(found) / (picture.width() * picture.height());
}

}  // namespace

class ThemeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cleanup();
  void theUsersChoiceHolds();
  void itFollowsTheSystem();
  void wordsCanBeRead();
  void lossesHaveTheirColours();
  void lengthsGrowWithTheText();
  void figuresKeepTheirPlaces();
  void oneButtonIsFilled();
  void theKeyboardsPlaceIsSeen();
  void contrastIsAsDefined();
};

void ThemeTest::cleanup() {
  systemTurns(false);
  Theme::instance().setChoice(Theme::Choice::dark);
  Theme::instance().setFontScale(1);
  QCoreApplication::processEvents();
}

void ThemeTest::theUsersChoiceHolds() {
  Theme& theme = Theme::instance();
  const QSignalSpy changed(&theme, &Theme::changed);
  theme.setChoice(Theme::Choice::light);
  QVERIFY(!theme.isDark());
  QCOMPARE(QApplication::palette().color(QPalette::Window), theme.palette().ground);
  QCOMPARE(theme.palette().ground, QColor(0xf3f1ec));
  theme.setChoice(Theme::Choice::dark);
  QVERIFY(theme.isDark());
  QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(0x1d1f22));
  QCOMPARE(changed.count(), 2);
  systemTurns(true);
  systemTurns(false);
  QVERIFY(theme.isDark());
}

void ThemeTest::itFollowsTheSystem() {
  Theme& theme = Theme::instance();
  theme.setChoice(Theme::Choice::system);
  systemTurns(false);
  QVERIFY(!theme.isDark());
  QCoreApplication::processEvents();
  QSignalSpy changed(&theme, &Theme::changed);
  systemTurns(false);
  QVERIFY(!changed.wait(50));
  systemTurns(true);
  QVERIFY(theme.isDark());
  QVERIFY(changed.wait(1000));
  QCOMPARE(changed.count(), 1);
}

void ThemeTest::wordsCanBeRead() {
  Theme& theme = Theme::instance();
  for (const auto choice : {Theme::Choice::dark, Theme::Choice::light}) {
    theme.setChoice(choice);
    const Palette& colours = theme.palette();
    for (const QColor& ground : {colours.ground, colours.panel, colours.raised}) {
      QVERIFY(contrast(colours.text, ground) >= 7);
      QVERIFY2(contrast(colours.dim, ground) >= 4.2, qPrintable(ground.name()));
      QVERIFY2(contrast(colours.accent, ground) >= 3, qPrintable(ground.name()));
    }
    QVERIFY2(contrast(theme.filled(), theme.onFilled()) >= 4.5,
             qPrintable(QString::number(contrast(theme.filled(), theme.onFilled()))));
  }
}

void ThemeTest::lossesHaveTheirColours() {
  const Palette& colours = Theme::instance().palette();
  const QColor expected[] = {colours.accent, colours.second, colours.third, colours.accent};
  for (int row = 0; row < 4; ++row) QCOMPARE(Theme::lossColour(row), expected[row]);
}

void ThemeTest::lengthsGrowWithTheText() {
  Theme& theme = Theme::instance();
  QCOMPARE(QApplication::font().pixelSize(), 13);
  QCOMPARE(Theme::scaled(16), 16);
  QPushButton words(QStringLiteral("Paint"));
  words.ensurePolished();
  const QSize before = words.sizeHint();
  theme.setFontScale(1.5);
  QCOMPARE(QApplication::font().pixelSize(), 20);
  QCOMPARE(Theme::scaled(16), 24);
  QCOMPARE(words.font().pixelSize(), 20);
  QVERIFY(words.sizeHint().height() >= before.height() * 1.4);
  QVERIFY(words.sizeHint().width() >= before.width() * 1.4);
}

void ThemeTest::figuresKeepTheirPlaces() {
  const QFontMetricsF metrics(Theme::instance().font(TextRole::body));
  const QString narrow = QStringLiteral("111.1 %");
  const QString wide = QStringLiteral("888.8 %");
  QCOMPARE(tabularWidth(metrics, narrow), tabularWidth(metrics, wide));
  // The control: without help this font's figures differ, where it is Inter.
  if (QFontInfo(Theme::instance().font(TextRole::body)).family() == QLatin1String("Inter")) {
    QVERIFY(metrics.horizontalAdvance(narrow) < metrics.horizontalAdvance(wide));
  }
}

void ThemeTest::oneButtonIsFilled() {
  QPushButton quiet(QStringLiteral("Stop"));
  QPushButton primary(QStringLiteral("Paint"));
  primary.setProperty("primary", true);
  for (QPushButton* button : {&quiet, &primary}) button->resize(120, 34);
  const QColor filled = Theme::instance().filled();
  QVERIFY(share(primary.grab().toImage(), filled) > 0.7);
  QCOMPARE(share(quiet.grab().toImage(), filled), 0.0);
  primary.setEnabled(false);
  QCOMPARE(share(primary.grab().toImage(), filled), 0.0);
}

// A ring for who came by keyboard; a mouse knows where it is.
void ThemeTest::theKeyboardsPlaceIsSeen() {
  for (const char* look : {"primary", "pill", "quiet"}) {
    QWidget window;
    QPushButton button(QStringLiteral("Paint"), &window);
    button.setProperty(look, true);
    button.resize(120, 34);
    window.resize(200, 100);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    button.clearFocus();
    const QImage without = button.grab().toImage();
    QTest::keyClick(&window, Qt::Key_Tab);
    QVERIFY(button.hasFocus());
    QVERIFY2(button.grab().toImage() != without, look);
    button.clearFocus();
    QCOMPARE(button.grab().toImage(), without);
  }
}

void ThemeTest::contrastIsAsDefined() {
  QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
  QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
  QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
}

static const testing::Registered<ThemeTest> registered;

}  // namespace maulstick::ui

#include "theme_test.moc"

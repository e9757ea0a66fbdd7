// The whole window in a language that is longer than English.

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include "ui/locale/pseudo_translator.h"
#include "ui/locale/text_findings.h"
#include "ui/models/model_entry.h"
#include "ui/models/model_list.h"
#include "ui/models/model_manager.h"
#include "ui/painting/fake_painter.h"
#include "ui/panels/style_editor.h"
#include "ui/panels/token_meter.h"
#include "ui/support/home.h"
#include "ui/support/registry.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/main_window.h"
#include "ui/window/paint_view.h"

namespace maulstick::ui {
namespace {

constexpr QSize laptop(1280, 760);

// The same in every language.
const QStringList terms = {QStringLiteral("Maulstick"), QStringLiteral("Easel"),
                           QStringLiteral("CPU"), QStringLiteral("float32")};

}  // namespace

class PseudoLocaleTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanupTestCase();
  void makesTextsLongerAndKeepsTheirPlaces();
  void findsWhatItLooksFor();
  void everyTextIsTranslated();
  void nothingIsCut();
  void fitsOnALaptop();
  void theModelManagerIsTranslatedAndWhole();

 private:
  std::unique_ptr<MainWindow> window();

  testing::Home home_;
  testing::PseudoTranslator translator_;
  std::unique_ptr<FileSaver> saver_;
  std::unique_ptr<AppSettings> settings_;
};

void PseudoLocaleTest::initTestCase() {
  QVERIFY(QCoreApplication::installTranslator(&translator_));
  saver_ = std::make_unique<FileSaver>();
  settings_ = std::make_unique<AppSettings>(*saver_, AppSettings::defaultFile());
}

void PseudoLocaleTest::cleanupTestCase() {
  QCoreApplication::removeTranslator(&translator_);
}

std::unique_ptr<MainWindow> PseudoLocaleTest::window() {
  auto window = std::make_unique<MainWindow>(
      *settings_, *saver_, testing::fakePainterFactory(std::make_shared<testing::Stage>()));
  window->resize(laptop);
  window->show();
  if (!QTest::qWaitForWindowExposed(window.get())) return nullptr;
  // All that is folded is to be seen.
  for (auto* button : window->findChildren<QToolButton*>()) {
    if (button->isCheckable()) button->setChecked(true);
  }
  window->paintView().findChild<StyleEditor*>()->edit({});
  auto* message = window->paintView().findChild<MessageBar*>();
  const auto some = [](const char* words) { return testing::pseudo(QString::fromUtf8(words)); };
  message->tell(MessageBar::Kind::problem, some("Something went wrong"), some("Try something else"),
                some("It had to be so"));
  message->addAction(some("Save elsewhere…"), {});
  message->addAction(some("Try again"), {});
  QCoreApplication::processEvents();
  return window;
}

void PseudoLocaleTest::makesTextsLongerAndKeepsTheirPlaces() {
  QCOMPARE(testing::pseudo(QStringLiteral("Stop")), QStringLiteral("⟦Śťöp··⟧"));
  QCOMPARE(testing::pseudo(QStringLiteral("<b>%1</b> &amp; %n")),
           QStringLiteral("⟦<b>%1</b> &amp; %n········⟧"));
}

void PseudoLocaleTest::findsWhatItLooksFor() {
  QWidget window;
  auto* plain = new QLabel(QStringLiteral("plain words"), &window);
  auto* translated = new QLabel(testing::pseudo(QStringLiteral("words of Easel")), &window);
  auto* button = new QPushButton(testing::pseudo(QStringLiteral("a long word")), &window);
  translated->resize(translated->sizeHint());
  button->resize(button->sizeHint());
  plain->resize(plain->sizeHint());
  QCOMPARE(testing::untranslated(window, {}).size(), 1);
  QCOMPARE(testing::untranslated(window, {QStringLiteral("plain words")}).size(), 0);
  QCOMPARE(testing::cutOff(window).size(), 0);
  plain->resize(plain->sizeHint() / 2);
  button->resize(button->sizeHint() / 3);
  QCOMPARE(testing::cutOff(window).size(), 2);
  // What gives way is cut as well.
  ElidedLabel elided(testing::pseudo(QStringLiteral("many words in one line")), &window);
  elided.resize(elided.sizeHint());
  QCOMPARE(testing::cutOff(window).size(), 2);
  elided.resize(elided.sizeHint().width() / 2, 20);
  QCOMPARE(testing::cutOff(window).size(), 3);
}

void PseudoLocaleTest::everyTextIsTranslated() {
  const auto shown = window();
  QVERIFY(shown);
  QStringList names = terms;
  for (const StyleChip& chip : settings_->styleChips()) names << chip.words << chip.name;
  QCOMPARE(testing::untranslated(*shown, names).join(u'\n'), QString());
}

void PseudoLocaleTest::nothingIsCut() {
  const auto shown = window();
  QVERIFY(shown);
  QCOMPARE(testing::cutOff(*shown).join(u'\n'), QString());
  shown->paintView().findChild<TokenMeter*>()->setUnknown();
  QCOMPARE(testing::cutOff(*shown).join(u'\n'), QString());
}

void PseudoLocaleTest::fitsOnALaptop() {
  const auto shown = window();
  QVERIFY(shown);
  QVERIFY2(shown->width() <= laptop.width() && shown->height() <= laptop.height(),
           qPrintable(QStringLiteral("%1 x %2").arg(shown->width()).arg(shown->height())));
}

void PseudoLocaleTest::theModelManagerIsTranslatedAndWhole() {
  const auto shown = window();
  QVERIFY(shown);
  auto* models = shown->findChild<ModelList*>();
  ModelManager manager(*models, shown->paintView().controller());
  const QString option = QStringLiteral("--clip");
  const QStringList names = terms + exportCommand().split(u' ' + option) + QStringList(option);
  const auto check = [&manager, &names] {
    QVERIFY(QTest::qWaitForWindowExposed(&manager));
    QCOMPARE(testing::untranslated(manager, names).join(u'\n'), QString());
    QCOMPARE(testing::cutOff(manager).join(u'\n'), QString());
  };
  manager.openAdding();
  check();
}

const testing::Registered<PseudoLocaleTest> registered;

}  // namespace maulstick::ui

#include "pseudo_locale_test.moc"

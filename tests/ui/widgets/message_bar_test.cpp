// Messages inside the window: none is lost, all can be read, folded, acted on and closed.

#include "ui/widgets/message_bar.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWindow>

#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using Kind = MessageBar::Kind;

QString s(const char* text) {
  return QString::fromUtf8(text);
}

struct BarStage {
  BarStage() {
    auto* column = new QVBoxLayout(&window);
    bar = new MessageBar(&window);
    column->addWidget(bar);
    window.resize(600, 200);
    window.show();
    if (!QTest::qWaitForWindowExposed(&window)) qFatal("no window");
  }

  [[nodiscard]] bool shows(const QString& text) const {
    for (const QLabel* label : bar->findChildren<QLabel*>()) {
      if (label->isVisible() && label->text() == text) return true;
    }
    return false;
  }

  [[nodiscard]] QToolButton* tool(const QString& name) const {
    for (QToolButton* button : bar->findChildren<QToolButton*>()) {
      if (button->accessibleName() == name || button->text() == name) return button;
    }
    return nullptr;
  }

  [[nodiscard]] QPushButton* action(const QString& text) const {
    for (QPushButton* button : bar->findChildren<QPushButton*>()) {
      if (!button->isHidden() && button->text() == text) return button;
    }
    return nullptr;
  }

  QWidget window;
  MessageBar* bar;
};

}  // namespace

class MessageBarTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keepsOffersAndTakesAwayWhatHasBeenSeen();
  void itShowsAndCloses();
  void detailsAreFolded();
  void actionsActAndClose();
  void aProblemComesBackFromBehindANotice();
  void theSameProblemIsToldOnce();
  void hiddenMessagesDoNotComeBack();
  void itIsAnAlert();
  void textIsNeverMarkup();
  void wordsNeverWidenTheWindow();
  void actionsFlowBelowWhereItIsNarrow();
  void liesOverItsGround();
  void tabComesToActionsFirst();
  void escapeClosesItBeforeItIsTheWindows();
};

void MessageBarTest::itShowsAndCloses() {
  const BarStage stage;
  QVERIFY(!stage.bar->isVisible());
  stage.bar->tell(Kind::problem, s("The disk is full"), s("Make room, then save again."));
  QVERIFY(stage.bar->isVisible());
  QVERIFY(stage.shows(s("The disk is full")));
  QVERIFY(stage.shows(s("Make room, then save again.")));
  QCOMPARE(stage.bar->text(), s("The disk is full\nMake room, then save again."));
  const QSignalSpy dismissed(stage.bar, &MessageBar::dismissed);
  QTest::mouseClick(stage.tool(s("Close this message")), Qt::LeftButton);
  QVERIFY(!stage.bar->isVisible());
  QCOMPARE(stage.bar->text(), QString());
  QCOMPARE(dismissed.count(), 1);
  stage.bar->tell(Kind::notice, s("Saved"));
  QTest::keyClick(stage.bar, Qt::Key_A);
  QVERIFY(stage.bar->isVisible());
  QTest::keyClick(stage.bar, Qt::Key_Escape);
  QVERIFY(!stage.bar->isVisible());
}

void MessageBarTest::detailsAreFolded() {
  const BarStage stage;
  stage.bar->tell(Kind::problem, s("It failed"), {}, s("unet.pt: SHA-256 differs"));
  QVERIFY(!stage.shows(s("unet.pt: SHA-256 differs")));
  QTest::mouseClick(stage.tool(s("Details")), Qt::LeftButton);
  QVERIFY(stage.shows(s("unet.pt: SHA-256 differs")));
  QTest::mouseClick(stage.tool(s("Copy the message")), Qt::LeftButton);
  QCOMPARE(QGuiApplication::clipboard()->text(), s("It failed\nunet.pt: SHA-256 differs"));
  QTest::mouseClick(stage.tool(s("Details")), Qt::LeftButton);
  QVERIFY(!stage.shows(s("unet.pt: SHA-256 differs")));
  stage.bar->tell(Kind::problem, s("Without details"));
  QVERIFY(!stage.tool(s("Details"))->isVisible());
}

void MessageBarTest::actionsActAndClose() {
  const BarStage stage;
  int tries = 0;
  stage.bar->tell(Kind::problem, s("It failed"));
  stage.bar->addAction(s("Try again"), [&tries] { ++tries; });
  QVERIFY(stage.action(s("Try again")) != nullptr);
  QTest::mouseClick(stage.action(s("Try again")), Qt::LeftButton);
  QCOMPARE(tries, 1);
  QVERIFY(!stage.bar->isVisible());
  stage.bar->tell(Kind::problem, s("Another"));
  QVERIFY(stage.action(s("Try again")) == nullptr);
}

void MessageBarTest::aProblemComesBackFromBehindANotice() {
  const BarStage stage;
  int tries = 0;
  stage.bar->tell(Kind::problem, s("It failed"));
  stage.bar->addAction(s("Try again"), [&tries] { ++tries; });
  stage.bar->tell(Kind::notice, s("Copied"));
  QCOMPARE(stage.bar->text(), s("Copied"));
  QVERIFY(stage.action(s("Try again")) == nullptr);
  stage.bar->dismiss();
  QCOMPARE(stage.bar->text(), s("It failed"));
  QVERIFY(stage.action(s("Try again")) != nullptr);
  // A notice is not worth coming back for.
  stage.bar->clear();
  stage.bar->tell(Kind::notice, s("Copied"));
  stage.bar->tell(Kind::notice, s("Saved"));
  stage.bar->dismiss();
  QVERIFY(!stage.bar->isVisible());
}

void MessageBarTest::theSameProblemIsToldOnce() {
  const BarStage stage;
  for (int i = 0; i < 50; ++i) stage.bar->tell(Kind::problem, s("The disk is full"));
  QCOMPARE(stage.bar->count(), 1);
  for (int i = 0; i < 50; ++i) stage.bar->tell(Kind::problem, QString::number(i));
  QCOMPARE(stage.bar->count(), 20);
  QCOMPARE(stage.bar->text(), s("49"));
}

void MessageBarTest::hiddenMessagesDoNotComeBack() {
  const BarStage stage;
  stage.bar->tell(Kind::problem, s("Old"));
  stage.bar->hide();
  stage.bar->tell(Kind::problem, s("New"));
  QCOMPARE(stage.bar->count(), 1);
  stage.bar->dismiss();
  QVERIFY(!stage.bar->isVisible());
}

void MessageBarTest::itIsAnAlert() {
  const BarStage stage;
  stage.bar->tell(Kind::problem, s("It failed"), s("Try again."));
  QAccessibleInterface* face = QAccessible::queryAccessibleInterface(stage.bar);
  QVERIFY(face != nullptr);
  QCOMPARE(face->role(), QAccessible::AlertMessage);
  QCOMPARE(face->text(QAccessible::Name), s("It failed\nTry again."));
}

// File names come from anywhere.
void MessageBarTest::textIsNeverMarkup() {
  const BarStage stage;
  stage.bar->tell(Kind::problem, s("<b>bold</b>"), s("<img src='x'>"), s("<h1>x</h1>"));
  for (const QLabel* label : stage.bar->findChildren<QLabel*>()) {
    QCOMPARE(label->textFormat(), Qt::PlainText);
  }
}

void MessageBarTest::wordsNeverWidenTheWindow() {
  const BarStage stage;
  const QString path = s("/home/somebody/Pictures/") + QString(200, u'x') + s("/a_picture.png");
  stage.bar->tell(Kind::problem, s("The picture could not be written: ") + path, path, path);
  stage.bar->addAction(s("Save elsewhere…"), {});
  stage.bar->addAction(s("Try again"), {});
  stage.tool(s("Details"))->setChecked(true);
  QCOMPARE(stage.bar->minimumSizeHint().width(), 0);
  // A path wraps where it may be broken, and is copied as it is.
  const QString parts = s("/home/somebody/Pictures/2026/november/and/so/on/a_picture-42.png");
  stage.bar->tell(Kind::notice, parts);
  QTest::mouseClick(stage.tool(s("Copy the message")), Qt::LeftButton);
  QCOMPARE(QGuiApplication::clipboard()->text(), parts);
  for (const QLabel* label : stage.bar->findChildren<QLabel*>()) {
    if (label->isVisible()) QVERIFY(label->heightForWidth(200) > 2 * label->fontMetrics().height());
  }
}

void MessageBarTest::actionsFlowBelowWhereItIsNarrow() {
  BarStage stage;
  stage.bar->tell(Kind::problem, s("Some pictures could not be written"));
  stage.bar->addAction(s("Save elsewhere…"), {});
  stage.bar->addAction(s("Try again"), {});
  const auto placeOf = [&stage](QWidget* widget) {
    return QRect(widget->mapTo(stage.bar, QPoint()), widget->size());
  };
  const auto words = [&] {
    for (QLabel* label : stage.bar->findChildren<QLabel*>()) {
      if (label->isVisible() && !label->text().isEmpty()) return placeOf(label);
    }
    return QRect();
  };
  stage.window.resize(760, 300);
  QTRY_VERIFY(placeOf(stage.action(s("Try again"))).left() > words().right());
  stage.window.resize(330, 300);
  QTRY_VERIFY(placeOf(stage.action(s("Try again"))).top() > words().bottom());
  QVERIFY(stage.bar->rect().contains(placeOf(stage.action(s("Save elsewhere…")))));
  QVERIFY(stage.bar->rect().contains(placeOf(stage.tool(s("Close this message")))));
}

void MessageBarTest::liesOverItsGround() {
  QWidget window;
  auto* column = new QVBoxLayout(&window);
  auto* ground = new QPushButton(&window);
  ground->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  column->addWidget(ground);
  auto* bar = new MessageBar(&window);
  bar->layOver(*ground);
  window.resize(500, 300);
  window.show();
  QVERIFY(QTest::qWaitForWindowActive(&window));
  const QRect before = ground->geometry();
  const QSize least = window.minimumSizeHint();
  bar->tell(Kind::problem, s("Some pictures could not be written"), s("A long hint. ").repeated(9));
  bar->addAction(s("Save elsewhere…"), {});
  QCoreApplication::processEvents();
  QCOMPARE(ground->geometry(), before);
  QCOMPARE(window.minimumSizeHint(), least);
  QVERIFY(before.contains(bar->geometry()));
  const int wide = bar->height();
  window.resize(320, 300);
  QVERIFY(ground->geometry().contains(bar->geometry()));
  QVERIFY(bar->height() > wide);
  // Who was in it is back on the ground when it goes.
  bar->findChildren<QToolButton*>().last()->setFocus();
  bar->clear();
  QVERIFY(ground->hasFocus());
}

void MessageBarTest::tabComesToActionsFirst() {
  const BarStage stage;
  stage.bar->tell(Kind::problem, s("It failed"), {}, s("details"));
  stage.bar->addAction(s("Try again"), {});
  stage.bar->addAction(s("Forget it"), {});
  QStringList way;
  for (const QWidget* one = stage.bar->nextInFocusChain(); one != stage.bar;
       one = one->nextInFocusChain()) {
    const auto* button = qobject_cast<const QAbstractButton*>(one);
    if (button == nullptr || !button->isVisible()) continue;
    way << (button->text().isEmpty() ? button->accessibleName() : button->text());
  }
  QCOMPARE(way, (QStringList{s("Try again"), s("Forget it"), s("Details"), s("Copy the message"),
                             s("Close this message")}));
}

void MessageBarTest::escapeClosesItBeforeItIsTheWindows() {
  BarStage stage;
  int stopped = 0;
  auto* action = new QAction(&stage.window);
  action->setShortcut(Qt::Key_Escape);
  connect(action, &QAction::triggered, this, [&stopped] { ++stopped; });
  stage.window.addAction(action);
  QVERIFY(QTest::qWaitForWindowActive(&stage.window));
  stage.bar->tell(Kind::notice, s("Saved"));
  stage.tool(s("Copy the message"))->setFocus();
  QTest::keyClick(stage.window.windowHandle(), Qt::Key_Escape);
  QVERIFY(!stage.bar->isVisible());
  QCOMPARE(stopped, 0);
  QPushButton other(&stage.window);
  other.show();
  other.setFocus();
  QTest::keyClick(stage.window.windowHandle(), Qt::Key_Escape);
  QCOMPARE(stopped, 1);
}

void MessageBarTest::keepsOffersAndTakesAwayWhatHasBeenSeen() {
  MessageBar bar;
  bar.tell(MessageBar::Kind::offer, QStringLiteral("unfinished"));
  bar.addAction(QStringLiteral("Paint"), [] {});
  bar.tell(MessageBar::Kind::notice, QStringLiteral("seen"));
  bar.tell(MessageBar::Kind::notice, QStringLiteral("seen too"));
  QCOMPARE(bar.count(), 2);
  bar.settle();
  QCOMPARE(bar.text(), QStringLiteral("unfinished"));
  bar.tell(MessageBar::Kind::problem, QStringLiteral("hidden"));
  bar.tell(MessageBar::Kind::problem, QStringLiteral("shown"));
  bar.settle();  // a problem that nobody has seen is not seen
  QCOMPARE(bar.text(), QStringLiteral("hidden"));
  bar.addAction(QStringLiteral("Try again"), [] {});
  bar.settle();
  QCOMPARE(bar.text(), QStringLiteral("hidden"));
  QCOMPARE(bar.count(), 2);
}

static const testing::Registered<MessageBarTest> registered;

}  // namespace maulstick::ui

#include "message_bar_test.moc"

// Tool tips show words as they are. What they tell may come out of a file from anywhere.

#include "ui/widgets/tool_tips.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QListWidget>
#include <QTest>
#include <QToolTip>
#include <atomic>
#include <chrono>
#include <thread>

#include "support/folder.h"
#include "ui/support/registry.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"

namespace maulstick::ui {
namespace {

using namespace std::chrono_literals;

// A pipe that notes when somebody opens it to read, which would wait for ever, and lets go of them.
class Trap {
 public:
  Trap() : path_((folder_.path() / "pipe").string()) {
    if (::mkfifo(path_.c_str(), 0600) != 0) qFatal("no pipe");
    watch_ = std::jthread([this](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        look();
        std::this_thread::sleep_for(1ms);
      }
    });
  }

  [[nodiscard]] bool isOpened() const { return opened_; }
  [[nodiscard]] QString image() const {
    return QStringLiteral("<img src=\"%1\"> a <b>boat</b>").arg(QString::fromStdString(path_));
  }

 private:
  // Fails unless there is a reader.
  void look() {
    const int end = ::open(path_.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    if (end < 0) return;
    opened_ = true;
    ::close(end);
  }

  testing::TemporaryFolder folder_;
  std::string path_;
  std::atomic<bool> opened_ = false;
  std::jthread watch_;
};

QLabel* tip() {
  for (QWidget* widget : QApplication::topLevelWidgets()) {
    if (widget->inherits("QTipLabel") && widget->isVisible()) return qobject_cast<QLabel*>(widget);
  }
  return nullptr;
}

void restOn(QWidget& widget, const QPoint& place) {
  QHelpEvent event(QEvent::ToolTip, place, widget.mapToGlobal(place));
  QCoreApplication::sendEvent(&widget, &event);
}

}  // namespace

class ToolTipsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cleanup();
  void widgetsTellWords();
  void rowsOfListsTellWords();
  void whatIsShownDirectlyIsWords();
  void longOnesAreCutAndWrapped();
  void whatHasNoTipHasNone();
};

void ToolTipsTest::cleanup() {
  QToolTip::hideText();
  QTRY_VERIFY(tip() == nullptr);
}

void ToolTipsTest::widgetsTellWords() {
  const Trap trap;
  QWidget window;
  window.resize(300, 100);
  window.show();
  QLabel label(QStringLiteral("words"), &window);
  label.setToolTip(trap.image());
  ElidedLabel cut(trap.image(), &window);
  cut.resize(30, 20);
  Chip chip(trap.image() + QString(100, u'x'), &window);
  chip.resize(chip.sizeHint());
  for (QWidget* widget :
       {static_cast<QWidget*>(&label), static_cast<QWidget*>(&cut), static_cast<QWidget*>(&chip)}) {
    widget->show();
    restOn(*widget, {3, 3});
    QTRY_VERIFY(tip() != nullptr);
    tip()->grab();
    QVERIFY2(tip()->text().startsWith(QStringLiteral("<img src=")), qPrintable(tip()->text()));
    QVERIFY(tip()->text().contains(QStringLiteral("<b>boat</b>")));
    QCOMPARE(tip()->textFormat(), Qt::PlainText);
  }
  QVERIFY(!trap.isOpened());
}

void ToolTipsTest::rowsOfListsTellWords() {
  const Trap trap;
  QListWidget list;
  list.addItem(QStringLiteral("a picture"));
  list.item(0)->setToolTip(trap.image());
  list.resize(200, 100);
  list.show();
  QVERIFY(QTest::qWaitForWindowExposed(&list));
  restOn(*list.viewport(), list.visualItemRect(list.item(0)).center());
  QTRY_VERIFY(tip() != nullptr);
  tip()->grab();
  QVERIFY2(tip()->text().contains(QStringLiteral("<b>boat</b>")), qPrintable(tip()->text()));
  QVERIFY(!trap.isOpened());
}

void ToolTipsTest::whatIsShownDirectlyIsWords() {
  const Trap trap;
  QWidget window;
  window.show();
  QToolTip::showText(window.mapToGlobal(QPoint(5, 5)), trap.image(), &window);
  QTRY_VERIFY(tip() != nullptr);
  tip()->grab();
  QCOMPARE(tip()->textFormat(), Qt::PlainText);
  QVERIFY(!trap.isOpened());
}

void ToolTipsTest::longOnesAreCutAndWrapped() {
  const QString prompt = QStringLiteral("a boat on a wide sea, ").repeated(200);
  const QString shown = tipText(prompt);
  QVERIFY(shown.size() <= longestTip + 20);
  QVERIFY(shown.endsWith(u'…'));
  for (const QString& line : shown.split(u'\n')) QVERIFY(line.size() <= 80);
  for (const QString& line : tipText(QString(500, u'x')).split(u'\n')) QVERIFY(line.size() <= 80);
  QVERIFY(tipText(QStringLiteral("\n").repeated(500)).count(u'\n') < 20);
  QCOMPARE(tipText(QStringLiteral("two\nlines\x07")), QStringLiteral("two\nlines "));
  QCOMPARE(tipText(QStringLiteral("a few words")), QStringLiteral("a few words"));
}

void ToolTipsTest::whatHasNoTipHasNone() {
  QWidget window;
  window.show();
  restOn(window, {3, 3});
  QTest::qWait(20);
  QVERIFY(tip() == nullptr);
}

static const testing::Registered<ToolTipsTest> registered;

}  // namespace maulstick::ui

#include "tool_tips_test.moc"

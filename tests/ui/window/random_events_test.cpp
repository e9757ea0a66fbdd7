// Twenty thousand random events: mouse, wheel, keys, views, sizes, drops, themes, while the fake
// paints. Nothing crashes, nothing hangs, Qt has nothing to complain about, and what is saved is what
// is shown. The seed is MAULSTICK_SEED, or always the same; MAULSTICK_EVENTS is another number of
// events.

#include <QDesktopServices>
#include <QTest>
#include <QTimer>
#include <QUrl>
#include <QWheelEvent>
#include <QWindow>
#include <algorithm>
#include <random>
#include <thread>

#include "engine/settings.h"
#include "picture/png.h"
#include "ui/compare/compare_view.h"
#include "ui/settings/paths.h"
#include "ui/support/registry.h"
#include "ui/support/stall_watchdog.h"
#include "ui/support/warning_trap.h"
#include "ui/widgets/theme.h"
#include "ui/window/shortcuts.h"
#include "ui/window/studio.h"
#include "ui/window/styles_view.h"

namespace maulstick::ui {
namespace {

using testing::Home;
using testing::Studio;

int numberOfEvents() {
  bool isNumber = false;
  const int number = qEnvironmentVariableIntValue("MAULSTICK_EVENTS", &isNumber);
  return isNumber ? number : 20'000;
}

// Closes what a person would close, also where an event loop of its own waits for it: a menu, a drag.
class Janitor : public QObject {
  Q_OBJECT

 public:
  // `event` counts what has been done.
  Janitor(QWidget& window, const int& event) : window_(window), event_(event) {
    timer_.setInterval(20);
    connect(&timer_, &QTimer::timeout, this, &Janitor::tidy);
    timer_.start();
    window.installEventFilter(this);
    QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "open");
  }
  ~Janitor() override { QDesktopServices::unsetUrlHandler(QStringLiteral("file")); }

 public Q_SLOTS:
  void open(const QUrl& /*url*/) {}

 protected:
  // Ctrl+Q comes soon: the window stays, or all that follows would go past it.
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() != QEvent::Close || watched != &window_) return false;
    event->ignore();
    return true;
  }

 private:
  void tidy() {
    // Nothing tells of a drag; but while one is under way, one event takes long.
    ticks_ = event_ == seen_ ? ticks_ + 1 : 0;
    seen_ = event_;
    if (ticks_ > 3) QTest::keyClick(window_.windowHandle(), Qt::Key_Escape);
    if (QWidget* popup = QApplication::activePopupWidget()) popup->close();
    if (QWidget* dialog = QApplication::activeModalWidget()) dialog->close();
    for (QWidget* other : QApplication::topLevelWidgets()) {
      if (other != &window_ && other->isVisible() && other->isWindow()) other->close();
    }
  }

  QWidget& window_;
  QTimer timer_;
  const int& event_;
  int seen_ = 0;
  int ticks_ = 0;
};

class Monkey {
 public:
  Monkey(Studio& studio, const Home& home, std::uint32_t seed)
      : studio_(studio), home_(home), random_(seed) {
    makeFiles();
  }

  void act() {
    switch (below(100)) {
      case 0: return resize();
      case 1: return changeTheme();
      case 2:
      case 3: return drop();
      case 4: return studio_.view().paint();
      case 5: return studio_.view().stop();
      case 6:
      case 7:
      case 8: return shortcut();
      default: break;
    }
    const int kind = below(10);
    if (kind < 3) return move();
    if (kind < 5) return click();
    if (kind < 6) return drag();
    if (kind < 7) return turnWheel();
    press();
  }

 private:
  int below(int limit) { return std::uniform_int_distribution<>(0, limit - 1)(random_); }
  QWindow* window() { return studio_.window().windowHandle(); }
  QPoint place() { return {below(window()->width()), below(window()->height())}; }

  void makeFiles() {
    Painting painting;
    painting.request.prompt = "A red boat";
    painting.request.steps = 20;
    painting.losses = {0, 0, 0};
    painting.image = {.width = 8, .height = 8, .rgb = std::vector<std::uint8_t>(8 * 8 * 3, 50)};
    testing::write(home_ / "ours.png", picture::encode_png(painting.image, text_chunks(painting)));
    testing::write(
        home_ / "a1111.png",
        picture::encode_png(painting.image, {{"parameters",
                                              "a boat\nNegative prompt: fog\nSteps: 150, "
                                              "Sampler: Euler a, CFG scale: 7, Seed: 1"}}));
    testing::write(home_ / "broken.png", "broken");
    testing::write(home_ / "broken.bin", "broken");
    testing::write(home_ / "notes.txt", "notes");
    std::filesystem::create_directories(home_ / "folder");
    studio_.answers->answer = fromPath(home_ / "ours.png");
  }

  Qt::KeyboardModifiers modifiers() {
    constexpr Qt::KeyboardModifier keys[] = {Qt::ShiftModifier, Qt::ControlModifier,
                                             Qt::AltModifier};
    Qt::KeyboardModifiers held;
    if (below(4) == 0) held |= keys[below(3)];
    return held;
  }

  Qt::MouseButton anyButton() {
    constexpr Qt::MouseButton buttons[] = {Qt::LeftButton, Qt::LeftButton,  Qt::LeftButton,
                                           Qt::LeftButton, Qt::RightButton, Qt::MiddleButton};
    return buttons[below(6)];
  }

  void move() { QTest::mouseMove(window(), place()); }

  void click() {
    const Qt::MouseButton which = anyButton();
    const QPoint where = place();
    QTest::mouseClick(window(), which, modifiers(), where);
    if (below(4) == 0) QTest::mouseDClick(window(), which, {}, where);
  }

  void drag() {
    const Qt::MouseButton which = anyButton();
    const QPoint from = place();
    QTest::mousePress(window(), which, modifiers(), from);
    QPoint to = from;
    for (int i = below(6); i >= 0; --i) {
      to += QPoint(below(120) - 60, below(40) - 20);
      to = {std::clamp(to.x(), 0, window()->width() - 1),
            std::clamp(to.y(), 0, window()->height() - 1)};
      QTest::mouseMove(window(), to);
    }
    QTest::mouseRelease(window(), which, {}, to);
  }

  void turnWheel() {
    const QPointF where = place();
    const QPoint turn(0, (below(9) - 4) * 40);
    QWheelEvent event(where, window()->mapToGlobal(where), {}, turn, Qt::NoButton, modifiers(),
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(window(), &event);
  }

  void press() {
    constexpr Qt::Key keys[] = {Qt::Key_Tab,    Qt::Key_Backtab, Qt::Key_Return, Qt::Key_Escape,
                                Qt::Key_Left,   Qt::Key_Right,   Qt::Key_Up,     Qt::Key_Down,
                                Qt::Key_Home,   Qt::Key_End,     Qt::Key_Delete, Qt::Key_Backspace,
                                Qt::Key_PageUp, Qt::Key_Space,   Qt::Key_Menu,   Qt::Key_F2};
    if (below(2) == 0) {
      QTest::keyClick(window(), keys[below(static_cast<int>(std::size(keys)))], modifiers());
    } else {
      QTest::keyClick(window(), static_cast<char>(' ' + below(95)), modifiers());
    }
  }

  void shortcut() {
    constexpr const char* names[] = {
        "paint",    "stop",   "save",  "copy",  "open", "undo",      "redo",       "newSeed",
        "lockSeed", "search", "newer", "older", "help", "firstView", "secondView", "thirdView"};
    const auto* name = names[below(static_cast<int>(std::size(names)))];
    studio_.key(shortcutNamed(QLatin1String(name)).keys);
  }

  void resize() { studio_.window().resize(500 + below(900), 400 + below(600)); }

  void changeTheme() {
    constexpr Theme::Choice choices[] = {Theme::Choice::dark, Theme::Choice::light,
                                         Theme::Choice::system};
    Theme::instance().setChoice(choices[below(3)]);
    if (below(4) == 0) Theme::instance().setFontScale(below(2) == 0 ? 1 : 1.5);
  }

  void drop() {
    constexpr const char* names[] = {"ours.png",   "a1111.png", "broken.png",
                                     "broken.bin", "notes.txt", "folder"};
    const auto data = testing::filesOf({home_ / names[below(static_cast<int>(std::size(names)))]});
    if (below(3) == 0) {
      studio_.hover(*data);
    } else {
      studio_.drop(*data);
    }
  }

  Studio& studio_;
  const Home& home_;
  std::mt19937 random_;
};

class RandomEventsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void survives();
};

void RandomEventsTest::survives() {
  const auto seed = static_cast<std::uint32_t>(qEnvironmentVariableIntValue("MAULSTICK_SEED"));
  QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
  QApplication::setQuitOnLastWindowClosed(false);
  const Home home;
  testing::WarningTrap warnings;
  Studio studio({.steps = 6, .previews = 2, .step = [](int) {
                   std::this_thread::sleep_for(std::chrono::milliseconds(5));
                 }});
  int i = 0;
  auto janitor = std::make_unique<Janitor>(studio.window(), i);
  Monkey monkey(studio, home, seed);
  testing::StallWatchdog watchdog;
  for (const int events = numberOfEvents(); i < events; ++i) {
    monkey.act();
    if (!warnings.text().isEmpty()) QFAIL(qPrintable(QStringLiteral("at event %1").arg(i)));
    if (i % 20 == 0) QCoreApplication::processEvents();
  }
  watchdog.end();
  QVERIFY2(studio.window().isVisible(), "most of it went past a closed window");
  qInfo("seed %u: %zu pictures, worst answer %.0f ms", seed, home.painted().size(),
        watchdog.worst());
  studio.view().stop();
  studio.window().stylesView().stop();
  studio.window().compareView().stop();
  QTRY_VERIFY_WITH_TIMEOUT(!studio.isBusy(), 20'000);
  const Request shown = studio.request();
  janitor.reset();
  studio.restart();
  QVERIFY(studio.request() == shown);
  QCOMPARE(warnings.text(), QString());
}

const testing::Registered<RandomEventsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "random_events_test.moc"

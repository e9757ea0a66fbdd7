// How long the desktop app's UI thread keeps an event waiting while Easel paints: another thread sends it
// one every 5 ms, and the window notes how late it comes.
//
//   cmake --build build/release --target bench_studio_stalls
//   QT_QPA_PLATFORM=offscreen build/release/bin/bench_studio_stalls [PICTURES]

#include <QApplication>
#include <QTimer>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "ui/painting/engine_painter.h"
#include "ui/support/home.h"
#include "ui/support/stall_watchdog.h"
#include "ui/widgets/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/paint_view.h"

namespace {

using namespace maulstick;
using namespace maulstick::ui;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

void print(const testing::StallWatchdog& watchdog, int pictures, double seconds) {
  if (watchdog.count() == 0) return;
  std::printf("%d pictures in %.1f s; %zu events: median %.2f ms, 99 %% %.1f ms, worst %.1f ms\n",
              pictures, seconds, watchdog.count(), watchdog.quantile(0.5), watchdog.quantile(0.99),
              watchdog.worst());
}

}  // namespace

int main(int count, char** arguments) {
  const testing::Home home;
  QApplication application(count, arguments);
  Theme::instance().install(application);
  const int pictures = count > 1 ? std::atoi(arguments[1]) : 10;
  FileSaver saver;
  AppSettings settings(saver, AppSettings::defaultFile());
  MainWindow window(settings, saver, enginePainterFactory());
  window.resize(1440, 900);
  window.show();
  int finished = 0;
  QObject::connect(&window.paintView(), &PaintView::pictureFinished, &application, [&] {
    if (++finished == pictures) QApplication::quit();
  });
  QTimer::singleShot(1s, &application, [&] {
    window.paintView().toggleSeedLock();
    for (int i = 0; i < pictures; ++i) window.paintView().paint();
  });
  testing::StallWatchdog watchdog;
  const auto begin = Clock::now();
  const int end = QApplication::exec();
  watchdog.end();
  print(watchdog, pictures, std::chrono::duration<double>(Clock::now() - begin).count());
  return end;
}

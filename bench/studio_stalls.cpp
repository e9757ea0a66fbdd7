// How long the desktop app's UI thread keeps an event waiting while Easel paints: pictures one after
// the other, a comparison of five, a series of four. Another thread sends it an event every 5 ms, and
// the window notes how late it comes.
//
//   cmake --build build/release --target bench_studio_stalls
//   QT_QPA_PLATFORM=offscreen build/release/bin/bench_studio_stalls [PICTURES]

#include <QApplication>
#include <QEventLoop>
#include <QTimer>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "ui/compare/compare_view.h"
#include "ui/painting/engine_painter.h"
#include "ui/support/home.h"
#include "ui/support/stall_watchdog.h"
#include "ui/widgets/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/paint_view.h"
#include "ui/window/styles_view.h"
#include "ui/window/view_tabs.h"

namespace {

using namespace maulstick;
using namespace maulstick::ui;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

// Runs the event loop until `begin` has had its end; prints how long events waited meanwhile.
void measure(const char* what, const std::function<void(QEventLoop& loop)>& begin) {
  QEventLoop loop;
  testing::StallWatchdog watchdog;
  const auto start = Clock::now();
  begin(loop);
  loop.exec();
  watchdog.end();
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  std::printf("%s in %.1f s; %zu events: median %.2f ms, 99 %% %.1f ms, worst %.1f ms\n", what,
              seconds, watchdog.count(), watchdog.quantile(0.5), watchdog.quantile(0.99),
              watchdog.worst());
  std::fflush(stdout);
}

void paintPictures(PaintView& view, int pictures) {
  int finished = 0;
  measure("pictures", [&](QEventLoop& loop) {
    QObject::connect(&view, &PaintView::pictureFinished, &loop, [&finished, &loop, pictures] {
      if (++finished == pictures) loop.quit();
    });
    view.toggleSeedLock();
    for (int i = 0; i < pictures; ++i) view.paint();
  });
}

void compareFive(MainWindow& window) {
  measure("a comparison of five", [&window](QEventLoop& loop) {
    window.views().showView(window.compareView());
    QObject::connect(&window.compareView(), &CompareView::ended, &loop, &QEventLoop::quit);
    window.compareView().ablate();
  });
}

// Of the seeds 1 to 4, as the view proposes.
void paintSeries(MainWindow& window) {
  measure("a series of four", [&window](QEventLoop& loop) {
    window.views().showView(window.stylesView());
    QObject::connect(&window.stylesView(), &StylesView::seriesEnded, &loop, &QEventLoop::quit);
    window.stylesView().paint();
  });
}

}  // namespace

int main(int count, char** arguments) {
  const testing::Home home;
  QApplication application(count, arguments);
  Theme::instance().install(application);
  FileSaver saver;
  AppSettings settings(saver, AppSettings::defaultFile());
  MainWindow window(settings, saver, enginePainterFactory());
  window.resize(1440, 900);
  window.show();
  QEventLoop beginning;
  QTimer::singleShot(1s, &beginning, &QEventLoop::quit);
  beginning.exec();
  paintPictures(window.paintView(), count > 1 ? std::atoi(arguments[1]) : 10);
  compareFive(window);
  paintSeries(window);
  return 0;
}

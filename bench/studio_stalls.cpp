// How long the desktop app's UI thread keeps an event waiting while Easel paints: another thread sends it
// one every 5 ms, and the window notes how late it comes.
//
//   cmake --build build/release --target bench_studio_stalls
//   QT_QPA_PLATFORM=offscreen build/release/bin/bench_studio_stalls [PICTURES]

#include <QApplication>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include "ui/painting/engine_painter.h"
#include "ui/widgets/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/paint_view.h"

namespace {

using namespace maulstick::ui;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto interval = 5ms;

class Pulse : public QObject {
 public:
  Pulse() : sender_([this](const std::stop_token& stop) { send(stop); }) {}

  // The sender must have ended.
  [[nodiscard]] std::vector<double> sorted() {
    std::ranges::sort(late_);
    return late_;
  }
  void end() {
    sender_.request_stop();
    sender_.join();
  }

 private:
  void send(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const auto sent = Clock::now();
      QMetaObject::invokeMethod(
          this,
          [this, sent] {
            late_.push_back(std::chrono::duration<double, std::milli>(Clock::now() - sent).count());
          },
          Qt::QueuedConnection);
      std::this_thread::sleep_for(interval);
    }
  }

  std::vector<double> late_;
  std::jthread sender_;  // last: it uses what stands above
};

// Nothing of the user's is touched.
void moveHome(const QString& folder) {
  for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"}) {
    qputenv(name, folder.toLocal8Bit());
  }
}

void print(const std::vector<double>& late, int pictures, double seconds) {
  if (late.empty()) return;
  const auto at = [&](double share) {
    return late[static_cast<std::size_t>(share * static_cast<double>(late.size() - 1))];
  };
  std::printf("%d pictures in %.1f s; %zu events: median %.2f ms, 99 %% %.1f ms, worst %.1f ms\n",
              pictures, seconds, late.size(), at(0.5), at(0.99), late.back());
}

}  // namespace

int main(int count, char** arguments) {
  const QTemporaryDir home;
  moveHome(home.path());
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
  Pulse pulse;
  const auto begin = Clock::now();
  const int end = QApplication::exec();
  pulse.end();
  print(pulse.sorted(), pictures, std::chrono::duration<double>(Clock::now() - begin).count());
  return end;
}

// Pictures of the desktop app in every look and state, painted by Easel, for docs/ and for a critical eye.
//
//   scripts/screenshots.sh [DIR]

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>
#include <cstdio>
#include <functional>
#include <vector>

#include "ui/painting/engine_painter.h"
#include "ui/widgets/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/paint_view.h"

namespace {

using namespace maulstick;
using namespace maulstick::ui;

constexpr int patience = 300'000;  // ms for anything
constexpr QSize usual(1440, 900);
constexpr QSize narrow(1000, 680);

struct Scene {
  const char* prompt;
  qint64 seed;
};

// What the history is filled with; the last one stays on the canvas.
constexpr Scene scenes[] = {
    {"A castle at night, oil painting", 3},
    {"A red lighthouse on the left at sunset", 42},
    {"A sailing boat with a white sail, watercolor painting", 7},
    {"A snowy cabin in winter, pencil sketch", 5},
    {"A futuristic city with neon lights", 11},
    {"A hot air balloon in a clear sky, pixel art", 9},
    {"A campfire with group of people at night", 2},
};

// Nothing of the user's is touched.
void moveHome(const QString& folder) {
  for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"}) {
    qputenv(name, folder.toLocal8Bit());
  }
}

class Photographer {
 public:
  Photographer(MainWindow& window, QDir folder) : window_(window), folder_(std::move(folder)) {}

  void take(const QString& name) {
    settle();
    const QString path = folder_.filePath(name + QStringLiteral(".png"));
    if (!window_.grab().save(path)) qFatal("%s cannot be written", qPrintable(path));
    std::printf("%s\n", qPrintable(path));
  }

  // In both palettes.
  void takeBoth(const QString& name) {
    for (const auto choice : {Theme::Choice::light, Theme::Choice::dark}) {
      Theme::instance().setChoice(choice);
      const bool dark = choice == Theme::Choice::dark;
      take(name + (dark ? QStringLiteral("-dark") : QStringLiteral("-light")));
    }
  }

  // Runs the event loop until `is` holds.
  static void wait(const std::function<bool()>& is) {
    QEventLoop loop;
    QTimer look;
    QTimer end;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
      if (is()) loop.quit();
    });
    QObject::connect(&end, &QTimer::timeout, [] { qFatal("nothing came of it"); });
    look.start(10);
    end.start(patience);
    if (!is()) loop.exec();
  }

  // Animations come to rest and what is queued is done.
  static void settle() {
    QEventLoop loop;
    QTimer::singleShot(700, &loop, &QEventLoop::quit);
    loop.exec();
  }

 private:
  MainWindow& window_;
  QDir folder_;
};

void choose(PaintView& view, const Scene& scene, int steps) {
  Request request = view.history().request();
  request.prompt = scene.prompt;
  request.seed = scene.seed;
  request.steps = steps;
  view.history().change(request, QStringLiteral("scene"));
  view.history().endGesture();
  Q_EMIT view.history().restored(request);  // the panels show it
}

void paintToTheEnd(PaintView& view) {
  bool ended = false;
  QObject context;
  QObject::connect(&view, &PaintView::pictureFinished, &context, [&ended] { ended = true; });
  view.paint();
  Photographer::wait([&ended] { return ended; });
}

void paintUntil(PaintView& view, int step) {
  int done = 0;
  QObject context;
  QObject::connect(&view, &PaintView::progressChanged, &context,
                   [&done](int steps, int /*all*/) { done = steps; });
  view.paint();
  Photographer::wait([&done, step] { return done >= step; });
}

void takeFirstStart(Photographer& photographer) {
  photographer.takeBoth(QStringLiteral("empty"));
}

void takeLooks(MainWindow& window, Photographer& photographer) {
  for (const Scene& scene : scenes) {
    choose(window.paintView(), scene, 50);
    paintToTheEnd(window.paintView());
  }
  photographer.takeBoth(QStringLiteral("done"));
  window.resize(narrow);
  photographer.takeBoth(QStringLiteral("narrow"));
  window.resize(usual);
  Theme::instance().setFontScale(1.5);
  photographer.takeBoth(QStringLiteral("large-text"));
  Theme::instance().setFontScale(1);
  QApplication::setLayoutDirection(Qt::RightToLeft);
  photographer.takeBoth(QStringLiteral("right-to-left"));
  QApplication::setLayoutDirection(Qt::LeftToRight);
}

void takeRuns(PaintView& view, Photographer& photographer) {
  paintUntil(view, 33);
  photographer.take(QStringLiteral("painting-dark"));
  view.paint();
  view.paint();
  photographer.take(QStringLiteral("queue-dark"));
  view.stop();
  Photographer::wait([&view] { return !view.controller().isBusy(); });
  photographer.take(QStringLiteral("stopped-dark"));
}

void takeMessages(PaintView& view, const QString& picture, Photographer& photographer) {
  choose(view, {"A lighthouse at dusk", 1}, 30);
  view.offerRestore(picture);
  photographer.takeBoth(QStringLiteral("restore"));
  view.tellProblem(QStringLiteral("The picture could not be painted"),
                   QStringLiteral("Choose a smaller size, or paint without guidance."),
                   QStringLiteral("error: memory (the UNet): expected 3.1 GB more, got none"));
  photographer.takeBoth(QStringLiteral("error"));
}

}  // namespace

int main(int count, char** arguments) {
  const QTemporaryDir home;
  moveHome(home.path());
  QApplication application(count, arguments);
  const QDir folder(count > 1 ? QString::fromLocal8Bit(arguments[1]) : QStringLiteral("."));
  Theme::instance().install(application);
  FileSaver saver;
  AppSettings settings(saver, AppSettings::defaultFile());
  MainWindow window(settings, saver, enginePainterFactory());
  window.resize(usual);
  window.show();
  Photographer photographer(window, folder);
  takeFirstStart(photographer);
  takeLooks(window, photographer);
  const QString picture = window.paintView().shownFile();
  takeRuns(window.paintView(), photographer);
  takeMessages(window.paintView(), picture, photographer);
  return 0;
}

// The real window around a painter that never comes to the end of the third cell, until the program
// is killed; tells on its output when the series is that far. The home folder is the environment's.

#include <QApplication>
#include <QTimer>
#include <cstdio>

#include "engine/places.h"
#include "model/bundle.h"
#include "ui/painting/fake_painter.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/file_saver.h"
#include "ui/widgets/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/styles_view.h"

using namespace maulstick;

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  QApplication::setApplicationName(QStringLiteral("maulstick"));
  ui::Theme::instance().install(app);
  const auto stage = std::make_shared<testing::Stage>();
  stage->script.fingerprint.model_hash = model::Bundle::open(easel_folder()).hash();
  stage->clipLoss = [](const std::string&) { return 0.7; };
  ui::FileSaver saver;
  ui::AppSettings settings(saver, ui::AppSettings::defaultFile());
  ui::MainWindow window(settings, saver, testing::fakePainterFactory(stage));
  ui::StylesView& view = window.stylesView();
  int painted = 0;
  QObject::connect(&view, &ui::StylesView::painted, &window, [&] {
    if (++painted == 2) stage->script.untilStopped = true;
  });
  QTimer watch;
  QObject::connect(&watch, &QTimer::timeout, &window, [&] {
    const bool far = view.series() != nullptr && view.series()->progress().number == 2 &&
                     view.series()->progress().step == 3;
    if (!far) return;
    watch.stop();
    saver.flush();
    std::puts("painting");
    std::fflush(stdout);
  });
  watch.start(20);
  window.show();
  QTimer::singleShot(0, &view, &ui::StylesView::paint);
  return QApplication::exec();
}

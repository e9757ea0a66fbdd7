// maulstick-studio: the desktop app.

#include <QApplication>
#include <QIcon>

#include "base/gentle_threads.h"
#include "ui/arguments.h"
#include "ui/painting/engine_painter.h"
#include "ui/quit_signals.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/file_saver.h"
#include "ui/widgets/theme.h"
#include "ui/window/main_window.h"

namespace {

// By the desktop file's name a desktop finds the window's own icon and entry.
void introduce() {
  QApplication::setApplicationName(QStringLiteral("maulstick"));
  QApplication::setApplicationDisplayName(QStringLiteral("Maulstick"));
  QApplication::setDesktopFileName(QStringLiteral("org.maulstick.Studio"));
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/desktop/org.maulstick.Studio.svg")));
}

}  // namespace

int main(int argc, char** argv) {
  using namespace maulstick::ui;
  maulstick::wait_gently(argv);
  if (const auto code = answerArguments(argc, argv)) return *code;
  QApplication application(argc, argv);
  if (const auto code = refuseArguments(QApplication::arguments())) return *code;
  introduce();
  Theme::instance().install(application);
  FileSaver saver;
  AppSettings settings(saver, AppSettings::defaultFile());
  MainWindow window(settings, saver, enginePainterFactory());
  const QuitSignals signals;
  QObject::connect(&signals, &QuitSignals::asked, &window, &QWidget::close);
  QObject::connect(&window, &MainWindow::left, &application, &QApplication::quit,
                   Qt::QueuedConnection);
  window.show();
  if (QApplication::arguments().size() > 1) window.openPath(QApplication::arguments()[1]);
  return QApplication::exec();
}

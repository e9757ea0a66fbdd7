// maulstick-studio: the desktop app.

#include <QApplication>

#include "ui/painting/engine_painter.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/file_saver.h"
#include "ui/widgets/theme.h"
#include "ui/window/main_window.h"

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("maulstick"));
  QApplication::setApplicationDisplayName(QStringLiteral("Maulstick"));
  maulstick::ui::Theme::instance().install(application);
  maulstick::ui::FileSaver saver;
  maulstick::ui::AppSettings settings(saver, maulstick::ui::AppSettings::defaultFile());
  maulstick::ui::MainWindow window(settings, saver, maulstick::ui::enginePainterFactory());
  window.show();
  return QApplication::exec();
}

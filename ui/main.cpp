// maulstick-studio: the desktop app.

#include <QApplication>
#include <QFileInfo>
#include <QIcon>

#include "base/gentle_threads.h"
#include "base/huge_pages.h"
#include "ui/arguments.h"
#include "ui/painting/engine_painter.h"
#include "ui/quit_signals.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/file_saver.h"
#include "ui/widgets/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/second_start.h"
#include "ui/window/system_scheme.h"

namespace {

// By the desktop file's name a desktop finds the window's own icon and entry.
void introduce() {
  QApplication::setApplicationName(QStringLiteral("maulstick"));
  QApplication::setApplicationDisplayName(QStringLiteral("Maulstick"));
  QApplication::setDesktopFileName(QStringLiteral("org.maulstick.Studio"));
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/desktop/org.maulstick.Studio.svg")));
}

// A second start may have begun in another folder than the first.
QString pathAsked() {
  const QStringList arguments = QApplication::arguments();
  return arguments.size() > 1 ? QFileInfo(arguments[1]).absoluteFilePath() : QString();
}

}  // namespace

int main(int argc, char** argv) {
  using namespace maulstick::ui;
  maulstick::use_huge_pages();
  maulstick::wait_gently(argv);
  if (const auto code = answerArguments(argc, argv)) return *code;
  QApplication application(argc, argv);
  if (const auto code = refuseArguments(QApplication::arguments())) return *code;
  introduce();
  const QString path = pathAsked();
  const FirstStart first(dataFolder());
  if (!first.isFirst() && callFirst(dataFolder(), path)) return 0;
  Theme::instance().install(application);
  followSystemScheme(&application,
                     [](const std::optional<bool>& dark) { Theme::instance().noteScheme(dark); });
  FileSaver saver;
  AppSettings settings(saver, AppSettings::defaultFile());
  MainWindow window(settings, saver, enginePainterFactory());
  const QuitSignals signals;
  QObject::connect(&signals, &QuitSignals::asked, &window, &QWidget::close);
  QObject::connect(&window, &MainWindow::left, &application, &QApplication::quit,
                   Qt::QueuedConnection);
  QObject::connect(&first, &FirstStart::called, &window, &MainWindow::comeForward);
  window.show();
  if (!first.isFirst()) window.tellSilentFirst();
  if (!path.isEmpty()) window.openPath(path);
  return QApplication::exec();
}

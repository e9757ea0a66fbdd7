// The real window around a painter that never comes to an end, until the program is killed; tells on
// its output when the run is under way and everything is on disk. The home folder is the environment's.

#include <QApplication>
#include <QTest>
#include <QTimer>
#include <cstdio>

#include "ui/painting/fake_painter.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/file_saver.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/slider_row.h"
#include "ui/widgets/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/paint_view.h"

namespace {

using namespace maulstick;

void typeValue(ui::PaintView& view, const QString& label, const QString& value) {
  for (const auto* row : view.findChildren<ui::SliderRow*>()) {
    if (row->spec().label != label) continue;
    auto* number = row->findChild<ui::NumberField*>();
    number->selectAll();
    QTest::keyClicks(number, value);
    QTest::keyClick(number, Qt::Key_Return);
  }
}

// A person writes a prompt, paints two pictures, and moves a slider while the first is painted.
void use(ui::PaintView& view) {
  Request request = view.history().request();
  request.prompt = "A red boat";
  view.history().change(request, QStringLiteral("Prompt"));
  view.history().endGesture();
  view.paint();
  view.paint();
  typeValue(view, QStringLiteral("CLIP"), QStringLiteral("333"));
}

}  // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  QApplication::setApplicationName(QStringLiteral("maulstick"));
  ui::Theme::instance().install(app);
  const auto stage = std::make_shared<testing::Stage>();
  stage->script.untilStopped = true;
  stage->holding = true;
  ui::FileSaver saver;
  ui::AppSettings settings(saver, ui::AppSettings::defaultFile());
  ui::MainWindow window(settings, saver, testing::fakePainterFactory(stage));
  window.show();
  use(window.paintView());
  stage->release();
  QTimer::singleShot(std::chrono::seconds(1), &window, [&saver] {
    saver.flush();
    std::puts("painting");
    std::fflush(stdout);
  });
  return QApplication::exec();
}

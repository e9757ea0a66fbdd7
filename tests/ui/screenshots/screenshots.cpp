// Pictures of the desktop app in every look and state, painted by Easel, for docs/ and for a critical eye.
//
//   scripts/screenshots.sh [DIR]

#include <QApplication>
#include <QDir>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>
#include <QUrl>
#include <functional>
#include <vector>

#include "ui/models/memory_warning.h"
#include "ui/models/model_list.h"
#include "ui/models/model_manager.h"
#include "ui/panels/style_editor.h"
#include "ui/screenshots/clumsy_painter.h"
#include "ui/screenshots/photographer.h"
#include "ui/screenshots/take_views.h"
#include "ui/settings/paths.h"
#include "ui/support/home.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/theme.h"
#include "ui/window/drop_overlay.h"
#include "ui/window/dropped_files.h"
#include "ui/window/key_help.h"
#include "ui/window/main_menu.h"
#include "ui/window/main_window.h"
#include "ui/window/paint_view.h"

namespace {

using namespace maulstick;
using namespace maulstick::ui;
using testing::narrow;
using testing::Photographer;
using testing::usual;

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
  photographer.resize(narrow);
  photographer.takeBoth(QStringLiteral("narrow"));
  photographer.resize(usual);
  Theme::instance().setFontScale(1.5);
  photographer.takeBoth(QStringLiteral("large-text"));
  Theme::instance().setFontScale(1);
  QApplication::setLayoutDirection(Qt::RightToLeft);
  photographer.takeBoth(QStringLiteral("right-to-left"));
  QApplication::setLayoutDirection(Qt::LeftToRight);
}

void takeRuns(PaintView& view, Photographer& photographer) {
  choose(view, scenes[0], 50);  // the last one again would be remarked on
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
  photographer.takeAll(QStringLiteral("restore"));
  view.tellProblem(QStringLiteral("The picture could not be painted"),
                   QStringLiteral("Choose a smaller size, or paint without guidance."),
                   QStringLiteral("error: memory (the UNet): expected 3.1 GB more, got none"));
  photographer.takeBoth(QStringLiteral("error"));
}

void takeMemoryWarning(PaintView& view, Photographer& photographer) {
  view.escape();  // closes the sheet
  auto* message = view.findChild<MessageBar*>();
  message->clear();
  const auto warning = memoryWarning(view.history().request(), view.model(),
                                     {.device = "cpu", .bytes = 1 << 20U, .precisions = {}});
  if (!warning) qFatal("a picture that fits into a megabyte");
  view.tellProblem(warning->what, warning->next);
  message->addAction(QStringLiteral("Paint anyway"), {});
  photographer.takeBoth(QStringLiteral("memory-warning"));
  message->clear();
}

// What a button of the top bar opens.
void takePopup(QToolButton* button, Photographer& photographer, const QString& name) {
  if (button == nullptr) qFatal("nothing opens %s", qPrintable(name));
  if (button->menu() != nullptr) {
    button->menu()->popup(button->mapToGlobal(QPoint(0, button->height())));
  } else {
    button->click();
  }
  photographer.takeBoth(name);
  while (QWidget* popup = QApplication::activePopupWidget()) popup->close();
}

void takePopups(MainWindow& window, Photographer& photographer) {
  takePopup(window.findChild<QToolButton*>(QStringLiteral("modelChip")), photographer,
            QStringLiteral("models-menu"));
  takePopup(window.findChild<QToolButton*>(QStringLiteral("deviceChip")), photographer,
            QStringLiteral("devices"));
  for (QToolButton* button : window.findChildren<QToolButton*>()) {
    if (qobject_cast<MainMenu*>(button->menu()) == nullptr) continue;
    takePopup(button, photographer, QStringLiteral("menu"));
  }
}

void takeDialogs(MainWindow& window, Photographer& photographer) {
  KeyHelp help(&window);
  help.show();
  photographer.takeBoth(QStringLiteral("help"));
  help.close();
  ModelManager models(*window.findChild<ModelList*>(), window.paintView().controller(), &window);
  models.openAt(fromPath(window.paintView().model().model));
  photographer.takeAll(QStringLiteral("models"));
  models.openAdding();
  photographer.takeBoth(QStringLiteral("add-model"));
}

void takeStyleEditor(MainWindow& window, Photographer& photographer) {
  auto* editor = window.paintView().findChild<StyleEditor*>();
  editor->edit({.name = QStringLiteral("dusk"),
                .words = QStringLiteral("at dusk, long shadows"),
                .negative = QStringLiteral("noon"),
                .on = true});
  photographer.takeBoth(QStringLiteral("style-editor"));
  editor->hide();
}

void takeDrop(MainWindow& window, Photographer& photographer) {
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(window.paintView().shownFile())});
  DropOverlay overlay(&window);
  overlay.tell(dropOfferOf(data));
  overlay.show();
  photographer.takeBoth(QStringLiteral("drop"));
}

}  // namespace

int main(int count, char** arguments) {
  const testing::Home home;
  QApplication application(count, arguments);
  const QDir folder(count > 1 ? QString::fromLocal8Bit(arguments[1]) : QStringLiteral("."));
  Theme::instance().install(application);
  FileSaver saver;
  AppSettings settings(saver, AppSettings::defaultFile());
  MainWindow window(settings, saver, testing::clumsyPainterFactory());
  window.show();
  Photographer photographer(window, folder);
  photographer.resize(usual);
  takeFirstStart(photographer);
  takeLooks(window, photographer);
  const QString picture = window.paintView().shownFile();
  takeRuns(window.paintView(), photographer);
  takeMessages(window.paintView(), picture, photographer);
  takeMemoryWarning(window.paintView(), photographer);
  takePopups(window, photographer);
  takeDialogs(window, photographer);
  takeStyleEditor(window, photographer);
  takeDrop(window, photographer);
  testing::takeStyles(window, photographer);
  testing::takeCompare(window, photographer);
  return 0;
}

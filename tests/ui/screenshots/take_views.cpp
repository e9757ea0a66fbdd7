#include "ui/screenshots/take_views.h"

#include "ui/compare/compare_canvas.h"
#include "ui/compare/compare_view.h"
#include "ui/screenshots/clumsy_painter.h"
#include "ui/styles/matrix_view.h"
#include "ui/styles/sweep_fields.h"
#include "ui/window/main_window.h"
#include "ui/window/paint_view.h"
#include "ui/window/styles_view.h"
#include "ui/window/view_tabs.h"

namespace maulstick::testing {
namespace {

using namespace ui;
using State = SeriesCell::State;

void choose(StylesView& view, const char* prompt, const QStringList& styles) {
  Request request = view.history().request();
  request.prompt = prompt;
  std::vector<StyleChip> chips = view.history().styles();
  for (StyleChip& chip : chips) chip.on = styles.contains(chip.name);
  view.history().change(request, chips, QStringLiteral("scene"));
  view.history().endGesture();
  Q_EMIT view.history().restored(request);  // the panels show it
}

void setSweep(StylesView& view, const SweepTexts& texts) {
  view.findChild<SweepFields*>()->setTexts(texts);
  Photographer::settle();  // the plan is read when a person pauses
}

void paintToTheEnd(StylesView& view) {
  bool ended = false;
  QObject context;
  QObject::connect(&view, &StylesView::seriesEnded, &context, [&ended] { ended = true; });
  view.paint();
  Photographer::wait([&ended] { return ended; });
}

// Some pictures are painted, and of one there is something to be seen.
bool isWellUnderWay(const StylesView& view) {
  const Series* series = view.series();
  return series != nullptr && series->count(State::done) >= 5 &&
         series->count(State::painting) == 1 && !series->progress().preview.isNull();
}

void takeSweep(StylesView& view, Photographer& photographer) {
  choose(view, "A red lighthouse on the left at sunset", {});
  setSweep(view, {QStringLiteral("7"), QStringLiteral("clip"), QStringLiteral("0, 150, 300, 450"),
                  QStringLiteral("frequency"), QStringLiteral("0, 60")});
  paintToTheEnd(view);
  view.findChild<MatrixView*>()->setCurrentNumber(2);
  photographer.takeBoth(QStringLiteral("styles-sweep"));
}

}  // namespace

void takeStyles(MainWindow& window, Photographer& photographer) {
  StylesView& view = window.stylesView();
  window.views().showView(view);
  photographer.takeBoth(QStringLiteral("styles-empty"));
  choose(
      view, "A castle at night",
      {QStringLiteral("oil painting"), QStringLiteral("watercolor"), QStringLiteral("pixel art")});
  setSweep(view, {QStringLiteral("1, 2, 3, 5")});
  view.paint();
  Photographer::wait([&view] { return isWellUnderWay(view); });
  photographer.takeBoth(QStringLiteral("styles-painting"));
  Photographer::wait([&view] { return !view.runner().isBusy(); });
  photographer.takeAll(QStringLiteral("styles"));
  setSweep(view, {QStringLiteral("1, 2, %1").arg(unluckySeed)});
  paintToTheEnd(view);
  photographer.takeBoth(QStringLiteral("styles-failed"));
  view.escape();
  takeSweep(view, photographer);
}

void takeCompare(MainWindow& window, Photographer& photographer) {
  // Seen once, the Paint view gives back the room that it needed for the large text of before.
  window.views().showView(window.paintView());
  Photographer::settle();
  CompareView& view = window.compareView();
  window.views().showView(view);
  photographer.takeBoth(QStringLiteral("compare-empty"));
  int done = 0;
  bool ended = false;
  QObject context;
  QObject::connect(&view, &CompareView::progressChanged, &context,
                   [&done](int steps, int /*all*/) { done = steps; });
  QObject::connect(&view, &CompareView::ended, &context, [&ended] { ended = true; });
  view.ablate();
  Photographer::wait([&done] { return done >= 30; });
  photographer.takeBoth(QStringLiteral("compare-painting"));
  Photographer::wait([&ended] { return ended; });
  photographer.takeAll(QStringLiteral("compare"));
  view.canvas().setLine(0.72);
  photographer.takeBoth(QStringLiteral("compare-wipe"));
  view.canvas().setDifferenceShown(true);
  photographer.takeBoth(QStringLiteral("compare-difference"));
  view.canvas().setDifferenceShown(false);
}

}  // namespace maulstick::testing

// From the fields of the Styles view to a series, and what is said of it while it is painted.

#include <utility>

#include "engine/places.h"
#include "ui/canvas/progress_words.h"
#include "ui/models/background.h"
#include "ui/models/memory_warning.h"
#include "ui/series/cell_words.h"
#include "ui/series/series_open.h"
#include "ui/settings/paths.h"
#include "ui/styles/matrix_view.h"
#include "ui/styles/merged_styles.h"
#include "ui/styles/plan_reader.h"
#include "ui/styles/response_curves.h"
#include "ui/styles/series_column.h"
#include "ui/styles/series_head.h"
#include "ui/styles/series_words.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/styles_view.h"

namespace maulstick::ui {
namespace {

using State = SeriesCell::State;

}  // namespace

void StylesView::readPlan() {
  readSoon_.stop();
  reading_ = planReadingOf(model_, history_.request(), history_.styles(), column_->sweep().choice(),
                           column_->isAsItIs());
  column_->sweep().setTooMany(reading_.tooMany ? reading_.fault : QString());
  showLength();
  showButtons();
  showWhetherOther();
}

// Whether the fields stand for something else than what is shown; the model is not theirs.
void StylesView::showWhetherOther() {
  if (!series_) return head_->setCanTake(false);
  SeriesPlan shown = series_->plan();
  shown.model = model_;
  head_->setCanTake(!reading_.plan || !isSamePlan(shown, *reading_.plan));
}

// One step of undo, but for the sweep and the row without a style, which have none.
void StylesView::takeSettings() {
  const SeriesPlan& plan = series_->plan();
  Request request = plan.base;
  request.seed = history_.request().seed;
  history_.endGesture();
  history_.change(request, chipsAsIn(plan.styles, history_.styles()), tr("Settings of a series"));
  history_.endGesture();
  column_->show(history_.request());
  column_->setAsItIs(plan.asItIs);
  column_->sweep().setTexts(sweepTextsOf(plan));
  readPlan();
}

// How many, and how long it will take: before it begins.
void StylesView::showLength() {
  if (!reading_.plan) return column_->setCount(0, reading_.fault);
  const SeriesPlan& plan = *reading_.plan;
  int width = plan.base.width;
  int height = plan.base.height;
  if (width == 0 && sizes_) {
    width = sizes_->width;
    height = sizes_->height;
  }
  const Schedule schedule = scheduleOf(plan, sweepOf(plan));
  const auto seconds = runner_->pace().secondsOf(schedule.work, plan.model, width, height);
  column_->setCount(reading_.pictures, lengthWords(reading_.pictures, seconds));
}

void StylesView::paint() {
  readPlan();
  history_.endGesture();
  message_->settle();
  if (isRunning() || starting_) return tellBusy();
  if (!reading_.plan) return tellProblem(reading_.fault);
  const auto heaviest = heaviestOf(*reading_.plan);
  const auto warning = heaviest ? memoryWarning(*heaviest, model_, devices_) : std::nullopt;
  if (!warning || warning->bytes <= acceptedMemory_) return paintNow();
  tellProblem(warning->what, warning->next);
  message_->addAction(tr("Paint anyway"), [this, bytes = warning->bytes] {
    acceptedMemory_ = bytes;
    paint();
  });
}

// A series whose folder was deleted begins anew in another.
void StylesView::paintNow() {
  const bool same = series_ && isSamePlan(series_->plan(), *reading_.plan);
  if (same && isSeriesFolder(series_->folder())) {
    if (series_->isWhole()) return tellNotice(tr("These pictures are painted already"));
    return goOn();
  }
  settings_.addRecentPrompt(QString::fromStdString(reading_.plan->base.prompt));
  startNew(*reading_.plan);
}

void StylesView::tellBusy() {
  tellNotice(tr("A series is being painted"),
             tr("Stop it first: it can go on later, with what is painted kept"));
}

void StylesView::startNew(const SeriesPlan& plan) {
  starting_ = true;
  const auto folder = newSeriesFolder(pictures_folder(), plan.base.prompt);
  inBackground(
      this, [folder, plan] { return beginSeriesIn(folder, plan); },
      [this, folder, plan, asked = ++opened_](const QString& fault) {
        starting_ = false;
        if (asked != opened_) return;
        if (!fault.isEmpty()) {
          return tellProblem(tr("The series cannot be written: %1").arg(fromPath(folder)), {},
                             fault);
        }
        settings_.setSeriesText(QStringLiteral("folder"), fromPath(folder));
        settings_.save();  // at once: after a kill it is found by this
        showSeries(std::make_unique<Series>(plan, folder, thumbnails_));
        runner_->start();
      });
}

void StylesView::goOn() {
  message_->settle();
  runner_->start();
}

void StylesView::stop() {
  runner_->stop();
}

void StylesView::openSeries(const std::filesystem::path& folder, Asked asked) {
  if (isRunning() || starting_) return tellBusy();
  inBackground(
      this, [folder] { return openSeriesIn(folder); },
      [this, folder, asked, order = ++opened_](const OpenedSeries& found) {
        if (order != opened_ || isRunning()) return;
        if (!found.file.notice.isEmpty()) tellProblem(found.file.notice);
        if (!found.fault.isEmpty()) {
          tellProblem(tr("The series cannot be opened: %1").arg(fromPath(folder)), {}, found.fault);
        }
        if (!found.file.plan) return;
        auto series = std::make_unique<Series>(*found.file.plan, folder, thumbnails_);
        series->apply(found.cells, found.scores);
        settings_.setSeriesText(QStringLiteral("folder"), fromPath(folder));
        showSeries(std::move(series));
        if (asked == Asked::atStart && hasUnfinished()) Q_EMIT unfinishedFound();
      });
}

bool StylesView::hasUnfinished() const {
  return series_ && series_->count(State::waiting) > 0;
}

void StylesView::showSeries(std::unique_ptr<Series> series) {
  runner_->setSeries(series.get());
  matrix_->setSeries(series.get());
  series_ = std::move(series);  // the one before goes when nobody shows it any more
  head_->setTitle(QString::fromStdString(series_->plan().base.prompt));
  curves_->setVisible(ResponseCurves::suits(*series_));
  showWhetherOther();
  connect(series_.get(), &Series::cellChanged, this, [this](int number) {
    const int current = matrix_->currentNumber();
    if (number == current || number < 0) showDetails();
    const bool sameRow = number >= 0 && current >= 0 &&
                         series_->cell(number).state == State::done &&
                         series_->layout().rowOf(number) == series_->layout().rowOf(current);
    if (sameRow) showCurves();
    showState();
  });
  showState();
  showDetails();
  showCurves();
}

// "18 of 20 · about 12 s left".
void StylesView::showState() {
  showButtons();
  if (!series_) return head_->setState({});
  const int done = series_->count(State::done);
  const int failed = series_->count(State::failed);
  QStringList parts = {tr("%1 of %2").arg(done).arg(series_->size())};
  if (failed > 0) parts << tr("%n failed", nullptr, failed);
  const bool runs = isRunning();
  if (runner_->state() == SeriesRunner::State::looking) {
    parts << tr("looking at what is there");
  } else if (runner_->waitsFor() == SeriesRunner::Waiting::forQueue) {
    parts << tr("waits for the Paint view");
  } else if (runner_->waitsFor() == SeriesRunner::Waiting::forSet) {
    parts << tr("waits for the Compare view");
  } else if (runs) {
    parts << timeLeftWords(runner_->secondsLeft());
  }
  head_->setState(parts.join(QStringLiteral(" · ")));
  head_->setCanExport(done > 0);
  if (runs != tick_.isActive()) runs ? tick_.start() : tick_.stop();
  const QPair<int, int> progress = runs ? qMakePair(done, series_->size()) : qMakePair(0, 0);
  if (std::exchange(progress_, progress) != progress) {
    Q_EMIT progressChanged(progress.first, progress.second);
  }
}

void StylesView::showButtons() {
  using Second = SeriesColumn::Second;
  Second second = Second::nothing;
  if (runner_->state() == SeriesRunner::State::stopping) {
    second = Second::stopping;
  } else if (isRunning()) {
    second = Second::stop;
  } else if (series_ && !series_->isWhole()) {
    second = Second::goOn;
  }
  column_->setButtons(!isRunning() && reading_.plan.has_value(),
                      isRunning() ? tr("A series is being painted") : reading_.fault, second);
}

void StylesView::showDetails() {
  const int number = matrix_->currentNumber();
  if (!series_ || number < 0 || number >= series_->size()) return details_->setText({});
  const SeriesCell& cell = series_->cell(number);
  QStringList parts = {cellName(*series_, number), stateWords(*series_, number)};
  if (cell.state == State::done) parts << measureWords(cell);
  parts.removeAll(QString());
  details_->setText(parts.join(QStringLiteral(" · ")));
}

void StylesView::showCurves() {
  if (series_ && curves_->isVisibleTo(this)) curves_->show(*series_, matrix_->currentNumber());
}

}  // namespace maulstick::ui

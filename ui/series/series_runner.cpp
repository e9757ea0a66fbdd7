#include "ui/series/series_runner.h"

#include <utility>
#include <variant>

#include "ui/models/background.h"
#include "ui/painting/fault_words.h"
#include "ui/series/series_open.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

using CellState = SeriesCell::State;

// A device may fail at one cell and paint the next; twice in a row it has gone.
constexpr int mostFaults = 2;

}  // namespace

SeriesRunner::SeriesRunner(Controller& controller, FileSaver& saver, QObject* parent)
    : QObject(parent), controller_(&controller), desk_(new CellDesk(controller, saver, this)) {
  connect(&controller, &Controller::stateChanged, this, [this](Controller::State state) {
    if (state == Controller::State::idle) goOnSoon();
    if (isBusy()) Q_EMIT stateChanged();  // it may wait for the queue, or no more
  });
  connect(desk_, &CellDesk::settled, this, &SeriesRunner::settled);
}

SeriesRunner::~SeriesRunner() {
  looking_.request_stop();
  desk_->close();
  if (controller_) controller_->leave(*this);
}

void SeriesRunner::setSeries(Series* series) {
  if (series == series_) return;
  if (controller_) controller_->leave(*this);
  if (series_ && current_ >= 0) series_->setWaiting(current_);
  looking_.request_stop();
  ++look_;
  desk_->close();
  waiting_.clear();
  unscored_.clear();
  current_ = -1;
  series_ = series;
  setState(State::idle);
}

SeriesRunner::Waiting SeriesRunner::waitsFor() const {
  const bool waits =
      state_ == State::running && current_ < 0 && controller_ && controller_->isBusy();
  if (!waits) return Waiting::forNobody;
  return controller_->paintsSet() ? Waiting::forSet : Waiting::forQueue;
}

void SeriesRunner::start() {
  if (isBusy() || !series_) return;
  setState(State::looking);
  faults_ = 0;
  unmeasured_ = {};
  look();
}

void SeriesRunner::look() {
  looking_ = std::stop_source();
  inBackground(
      this,
      [folder = series_->folder(), plan = series_->plan(), stop = looking_.get_token()] {
        return resumeSeriesIn(folder, plan, stop);
      },
      [this, look = ++look_](const Beginning& found) {
        const auto* resumed = std::get_if<std::shared_ptr<Resumed>>(&found);
        const bool wanted = look == look_ && series_ && state_ == State::looking;
        if (!wanted && resumed != nullptr) (*resumed)->results.reset();
        if (look != look_ || !series_) return;
        if (!wanted) return end();
        if (resumed == nullptr) return giveUp(std::get<Error>(found));
        desk_->open(*series_, std::move((*resumed)->results));
        begin((*resumed)->cells);
      });
}

void SeriesRunner::begin(const std::vector<Finding>& cells) {
  series_->apply(cells, series_->scores());
  waiting_.clear();
  unscored_.clear();
  for (const int number : series_->order()) {
    const SeriesCell& cell = series_->cell(number);
    if (cell.state == CellState::done) {
      if (!cell.scores) unscored_.push_back(number);
    } else if (!cells[static_cast<std::size_t>(number)].blocked) {
      series_->setWaiting(number);
      waiting_.push_back(number);
    }
  }
  setState(State::running);
  goOn();
}

void SeriesRunner::stop() {
  if (!isBusy() || state_ == State::stopping) return;
  const bool looks = state_ == State::looking;
  setState(State::stopping);
  if (looks) {
    looking_.request_stop();
  } else if (current_ >= 0) {
    controller_->stop();
  } else if (!desk_->isBusy()) {
    end();
  }
}

// Later, so that everybody has heard of the end of a run, and the queue has had its turn.
void SeriesRunner::goOnSoon() {
  QMetaObject::invokeMethod(this, &SeriesRunner::goOn, Qt::QueuedConnection);
}

void SeriesRunner::goOn() {
  const bool paints = state_ == State::running && current_ < 0 && !desk_->isBusy();
  if (!paints || !series_ || !controller_ || controller_->isBusy()) return;
  if (!unscored_.empty()) {
    desk_->measure(unscored_.front());
    unscored_.pop_front();
  } else if (!waiting_.empty()) {
    paint(waiting_.front());
  } else {
    end();
    Q_EMIT ended();
  }
}

void SeriesRunner::paint(int number) {
  Job job = {.id = {},
             .model = series_->plan().model,
             .request = {},
             .folder = series_->folder(),
             .name = series_->cell(number).what.id};
  try {
    job.request = series_->request(number);
  } catch (const Error& error) {
    waiting_.pop_front();
    return fail(number, error);
  }
  if (!controller_->start(job, *this)) return;  // the program is ending
  waiting_.pop_front();
  current_ = number;
  series_->setPainting(number, job.request.steps);
  Q_EMIT stateChanged();
}

void SeriesRunner::onStarted(const RunPlan& plan) {
  pace_.begin(series_->plan().model, plan);
  sinceStart_.start();
}

void SeriesRunner::onStepped(const StepReport& report) {
  pace_.add(report);
  series_->setStep(report.step + 1);
}

void SeriesRunner::onPreviewed(const QImage& image, bool /*decoded*/) {
  series_->setPreview(image);
}

void SeriesRunner::onFinished(const Finished& result) {
  const int number = std::exchange(current_, -1);
  faults_ = 0;
  series_->setDone(number, result.painting->losses, result.painting->seconds);
  desk_->painted(number, result);
  Q_EMIT painted(fromPath(result.file));
}

void SeriesRunner::onStopped() {
  const int number = std::exchange(current_, -1);
  sinceStart_.invalidate();
  series_->setWaiting(number);
  waiting_.push_front(number);
  if (state_ == State::stopping) end();
}

// One that cannot be painted says nothing of the others; what cannot be written, and a model that
// cannot be loaded, concerns them all.
void SeriesRunner::onFailed(const Failed& end) {
  const int number = std::exchange(current_, -1);
  sinceStart_.invalidate();
  const ErrorKind kind = end.error.kind();
  faults_ = kind == ErrorKind::bad_input ? 0 : faults_ + 1;
  fail(number, end.error);
  if (end.unsaved) Q_EMIT unsaved(end.unsaved, QString::fromStdString(end.error.message()));
  const bool all = kind == ErrorKind::output || kind == ErrorKind::model || faults_ >= mostFaults;
  if (all) giveUp(end.error);
}

void SeriesRunner::fail(int number, const Error& error) {
  series_->setFailed(number, faultCause(error.message()), QString::fromStdString(error.message()));
  desk_->failed(number, error);
}

void SeriesRunner::settled(int number, const Accounted& accounted) {
  if (sinceStart_.isValid()) pace_.end(static_cast<double>(sinceStart_.elapsed()) / 1000);
  sinceStart_.invalidate();
  if (accounted.unmeasured) noteUnmeasured(number, *accounted.unmeasured);
  if (accounted.fault) return giveUp(*accounted.fault);
  if (state_ == State::stopping) return end();
  goOn();
}

// A measurement is broken off for a picture of the queue, and then made again.
void SeriesRunner::noteUnmeasured(int number, const Error& error) {
  if (error.kind() == ErrorKind::interrupted) return unscored_.push_back(number);
  if (unmeasured_.count++ == 0) unmeasured_.why = QString::fromStdString(error.message());
}

void SeriesRunner::giveUp(const Error& error) {
  const FaultWords words = faultWords(error);
  if (!desk_->isBusy()) {
    end();
  } else {
    setState(State::stopping);
  }
  Q_EMIT problem(tr("The series has stopped: %1").arg(words.cause), words.next,
                 QString::fromStdString(error.message()));
}

// The folder is free for other programs.
void SeriesRunner::end() {
  desk_->close();
  setState(State::idle);
}

void SeriesRunner::setState(State state) {
  if (state_ == state) return;
  state_ = state;
  Q_EMIT stateChanged();
}

std::optional<double> SeriesRunner::secondsLeft() const {
  if (!series_ || !isBusy()) return std::nullopt;
  std::vector<Work> work;
  for (const int number : waiting_) work.push_back(series_->work(number));
  const auto waiting = pace_.secondsOf(work);
  if (current_ < 0) return waiting;
  const auto now = controller_ ? controller_->secondsLeft() : std::nullopt;
  if (!waiting || !now) return std::nullopt;
  return *waiting + *now;
}

}  // namespace maulstick::ui

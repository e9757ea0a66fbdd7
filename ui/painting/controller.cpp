#include "ui/painting/controller.h"

#include <algorithm>
#include <utility>

namespace maulstick::ui {

Controller::Controller(PainterFactory factory, QObject* parent)
    : QObject(parent),
      mailbox_([this] {
        QMetaObject::invokeMethod(this, &Controller::readMailbox, Qt::QueuedConnection);
      }),
      thread_(std::move(factory), mailbox_) {}

Controller::~Controller() {
  shutDown();
}

void Controller::shutDown() {
  quitting_ = true;
  thread_.shutDown();
  readMailbox();  // what was told last would be lost with the event loop
}

bool Controller::start(const Job& job) {
  if (isBusy() || quitting_) return false;
  timeLeft_ = TimeLeft();
  sinceStep_.invalidate();
  lastPreview_ = {};
  unsaved_.reset();
  thread_.start(job);
  setState(State::preparing);
  return true;
}

void Controller::stop() {
  if (!isBusy()) return;
  thread_.stop();
  setState(State::stopping);
}

void Controller::quit() {
  quitting_ = true;
  stop();
}

std::optional<double> Controller::secondsLeft() const {
  const std::optional<double> seconds = timeLeft_.seconds();
  if (!seconds || !sinceStep_.isValid()) return std::nullopt;
  return std::max(0.0, *seconds - static_cast<double>(sinceStep_.elapsed()) / 1000);
}

bool Controller::move(const std::string& control, double value) {
  if (!isBusy()) return false;
  try {
    thread_.live().set(control, value);
    return true;
  } catch (const Error&) {
    return false;
  }
}

void Controller::readMailbox() {
  if (reading_) return;  // a slot runs an event loop of its own: the order of the news is kept
  reading_ = true;
  for (RunNews news = mailbox_.take(); !news.empty(); news = mailbox_.take()) tell(news);
  reading_ = false;
}

void Controller::tell(const RunNews& news) {
  for (const auto& one : news.told) {
    std::visit([this](const auto& what) { tell(what); }, one);
  }
  if (news.preview) {
    lastPreview_ = news.preview->image;
    Q_EMIT previewed(lastPreview_, news.preview->decoded);
  }
  if (news.outcome) end(*news.outcome);
}

void Controller::tell(const RunPlan& plan) {
  timeLeft_ = TimeLeft(plan.guided);
  if (state_ == State::preparing) setState(State::painting);
  Q_EMIT started(plan);
}

void Controller::tell(const Replanned& news) {
  timeLeft_.replan(news.plan.guided);
  Q_EMIT replanned(news.plan);
}

void Controller::tell(const StepReport& report) {
  timeLeft_.add(report);
  sinceStep_.start();
  Q_EMIT stepped(report);
}

void Controller::tell(const Finished& result) {
  Q_EMIT finished(result);
}

void Controller::tell(const Stopped& /*end*/) {
  Q_EMIT stopped();
}

void Controller::tell(const Failed& end) {
  unsaved_ = end.unsaved;
  Q_EMIT failed(end.error);
}

// Whoever hears of the end may start the next run: then there was no idle state to tell of.
void Controller::end(const Outcome& outcome) {
  state_ = State::idle;
  std::visit([this](const auto& what) { tell(what); }, outcome);
  if (!isBusy()) Q_EMIT stateChanged(state_);
}

void Controller::setState(State state) {
  if (state_ == state) return;
  state_ = state;
  Q_EMIT stateChanged(state);
}

}  // namespace maulstick::ui

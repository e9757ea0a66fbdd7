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
  return startAlone(job, nullptr);
}

bool Controller::start(const Job& job, RunListener& listener) {
  return startAlone(job, &listener);
}

bool Controller::startAlone(const Job& job, RunListener* listener) {
  if (!prepare(0)) return false;
  lent_ = listener != nullptr;
  listener_ = listener;
  thread_.start(job);
  setState(State::preparing);
  return true;
}

bool Controller::startSet(const std::vector<Job>& jobs) {
  if (jobs.empty() || !prepare(jobs.size())) return false;
  thread_.startTogether(jobs);
  setState(State::preparing);
  return true;
}

// Forgets the last run; false while there must be no other.
bool Controller::prepare(std::size_t set) {
  if (isBusy() || quitting_) return false;
  set_ = set;
  lent_ = false;
  listener_ = nullptr;
  timeLeft_ = TimeLeft();
  sinceStep_.invalidate();
  lastPreview_ = {};
  unsaved_.reset();
  return true;
}

void Controller::leave(const RunListener& listener) {
  if (listener_ != &listener) return;
  listener_ = nullptr;
  stop();
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
  for (const Told& one : news.told) {
    std::visit([&](const auto& what) { pass(one.member, what); }, one.what);
  }
  for (const auto& [member, preview] : news.previews) pass(member, preview);
  if (!news.outcomes.empty()) end(news.outcomes);
}

template <typename News>
void Controller::pass(int member, const News& news) {
  if (set_ > 0) {
    tellMember(member, news);
  } else {
    tell(news);
  }
}

void Controller::tell(const RunPlan& plan) {
  timeLeft_ = TimeLeft(plan.guided);
  if (state_ == State::preparing) setState(State::painting);
  if (listener_ != nullptr) listener_->onStarted(plan);
  if (!lent_) Q_EMIT started(plan);
}

void Controller::tell(const Replanned& news) {
  timeLeft_.replan(news.plan.guided);
  if (!lent_) Q_EMIT replanned(news.plan);
}

void Controller::tell(const StepReport& report) {
  timeLeft_.add(report);
  sinceStep_.start();
  if (listener_ != nullptr) listener_->onStepped(report);
  if (!lent_) Q_EMIT stepped(report);
}

void Controller::tell(const ShownPreview& preview) {
  lastPreview_ = preview.image;
  if (listener_ != nullptr) listener_->onPreviewed(lastPreview_, preview.decoded);
  if (!lent_) Q_EMIT previewed(lastPreview_, preview.decoded);
}

void Controller::tell(const Finished& result) {
  if (listener_ != nullptr) std::exchange(listener_, nullptr)->onFinished(result);
  if (!lent_) Q_EMIT finished(result);
}

void Controller::tell(const Stopped& /*end*/) {
  if (listener_ != nullptr) std::exchange(listener_, nullptr)->onStopped();
  if (!lent_) Q_EMIT stopped();
}

void Controller::tell(const Failed& end) {
  unsaved_ = end.unsaved;
  if (listener_ != nullptr) std::exchange(listener_, nullptr)->onFailed(end);
  if (!lent_) Q_EMIT failed(end.error);
}

void Controller::tellMember(int member, const RunPlan& plan) {
  if (state_ == State::preparing) setState(State::painting);
  Q_EMIT memberStarted(member, plan);
}

// Sliders move a single run only.
void Controller::tellMember(int /*member*/, const Replanned& /*news*/) {}

void Controller::tellMember(int member, const StepReport& report) {
  Q_EMIT memberStepped(member, report);
}

void Controller::tellMember(int member, const ShownPreview& preview) {
  Q_EMIT memberPreviewed(member, preview.image, preview.decoded);
}

void Controller::tellMember(int member, const Finished& result) {
  Q_EMIT memberFinished(member, result);
}

void Controller::tellMember(int member, const Stopped& /*end*/) {
  Q_EMIT memberStopped(member);
}

void Controller::tellMember(int member, const Failed& end) {
  Q_EMIT memberFailed(member, end.error, end.unsaved);
}

// Whoever hears of the end may start the next run: then there was no idle state to tell of. Of a
// set that is so once all its members have ended.
void Controller::end(const std::vector<Outcome>& outcomes) {
  const bool isSet = set_ > 0;
  const bool lent = lent_;
  if (!isSet) state_ = State::idle;
  for (std::size_t member = 0; member < outcomes.size(); ++member) {
    std::visit([&](const auto& what) { pass(static_cast<int>(member), what); }, outcomes[member]);
  }
  if (isSet) {
    state_ = State::idle;
    Q_EMIT setEnded();
  }
  if (lent) Q_EMIT returned();
  if (!isBusy()) Q_EMIT stateChanged(state_);
}

void Controller::setState(State state) {
  if (state_ == state) return;
  state_ = state;
  Q_EMIT stateChanged(state);
}

}  // namespace maulstick::ui

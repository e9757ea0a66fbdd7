#include "ui/painting/queue_runner.h"

#include <utility>

#include "ui/painting/fault_words.h"

namespace maulstick::ui {

QueueRunner::QueueRunner(Controller& controller, JobQueue& queue, QObject* parent)
    : QObject(parent), controller_(controller), queue_(queue) {
  connect(&controller, &Controller::finished, this, &QueueRunner::onFinished);
  connect(&controller, &Controller::stopped, this, &QueueRunner::onStopped);
  connect(&controller, &Controller::failed, this, &QueueRunner::onFailed);
  connect(&controller, &Controller::returned, this, &QueueRunner::startNext);
  connect(&controller, &Controller::setEnded, this, &QueueRunner::startNext);
}

QString QueueRunner::paint(const Job& job) {
  const QString id = queue_.add(job);
  resume();
  return id;
}

void QueueRunner::stop() {
  if (running_.isEmpty()) return;  // what is painted for others is theirs to stop
  if (queue_.count(JobQueue::JobState::waiting) > 0) setHeld(true);
  unwanted_ = true;
  controller_.stop();
}

void QueueRunner::cancel(const QString& id) {
  if (id != running_ || id.isEmpty()) {
    queue_.remove(id);
    return;
  }
  unwanted_ = true;
  controller_.stop();
}

void QueueRunner::resume() {
  setHeld(false);
  startNext();
}

void QueueRunner::startNext() {
  if (held_ || controller_.isBusy()) return;
  const auto next = queue_.nextWaiting();
  if (!next || !controller_.start(*next)) return;
  running_ = next->id;
  unwanted_ = false;
  queue_.setRunning(running_);
}

void QueueRunner::onFinished() {
  queue_.setFinished(leave());
  startNext();
}

// A run that ended with the program is offered again at the next start.
void QueueRunner::onStopped() {
  const bool unwanted = unwanted_;
  const QString id = leave();
  if (unwanted) {
    queue_.setFinished(id);
  } else {
    queue_.setWaiting(id);
  }
  startNext();
}

// A request that cannot be painted says nothing of the next one; a model or a device does.
void QueueRunner::onFailed(const Error& error) {
  const FaultWords words = faultWords(error);
  queue_.setFailed(leave(), words.cause + u'\n' + words.next);
  if (error.kind() != ErrorKind::bad_input && queue_.nextWaiting()) setHeld(true);
  startNext();
}

void QueueRunner::setHeld(bool held) {
  if (held_ == held) return;
  held_ = held;
  Q_EMIT heldChanged(held);
}

QString QueueRunner::leave() {
  return std::exchange(running_, {});
}

}  // namespace maulstick::ui

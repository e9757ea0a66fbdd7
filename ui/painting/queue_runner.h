#pragma once
// Takes jobs from the queue to the controller, one after the other. While a set of pictures is
// painted the queue waits for its end. Used by the Paint view; UI thread.

#include <QObject>
#include <QString>

#include "ui/painting/controller.h"
#include "ui/painting/job_queue.h"

namespace maulstick::ui {

class QueueRunner : public QObject {
  Q_OBJECT

 public:
  // Both must outlive this.
  QueueRunner(Controller& controller, JobQueue& queue, QObject* parent = nullptr);

  // The Paint button: starts at once, or waits its turn. Returns the job's id.
  QString paint(const Job& job);

  // The Stop button: ends the run under way; what waits stays in the queue until resume().
  void stop();

  // Takes one job away: if it is running, painting goes on with the next.
  void cancel(const QString& id);

  // Goes on with what waits, after stop() or a failure.
  void resume();
  [[nodiscard]] bool isHeld() const { return held_; }

  // The job being painted; empty if none is.
  [[nodiscard]] const QString& runningId() const { return running_; }

 Q_SIGNALS:
  void heldChanged(bool held);

 private:
  void startNext();
  void onFinished();
  void onStopped();
  void onFailed(const Error& error);
  void setHeld(bool held);
  QString leave();  // no job is running any more; returns the one that was

  Controller& controller_;
  JobQueue& queue_;
  QString running_;
  bool unwanted_ = false;  // a person has stopped the run under way; else the program is ending
  bool held_ = false;
};

}  // namespace maulstick::ui

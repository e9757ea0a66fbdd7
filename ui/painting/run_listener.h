#pragma once
// Who is told of a run that does not come from the queue: a cell of a series, or a picture that is
// to be compared. The Paint view hears nothing of such a run but that painting is taken. UI thread.

#include <QImage>

#include "base/error.h"
#include "engine/report.h"
#include "ui/painting/run_mailbox.h"

namespace maulstick::ui {

class RunListener {
 public:
  virtual ~RunListener() = default;

  virtual void onStarted(const RunPlan& /*plan*/) {}
  virtual void onStepped(const StepReport& /*report*/) {}
  virtual void onPreviewed(const QImage& /*image*/, bool /*decoded*/) {}

  // Exactly one of these follows each start. The next run is to be started later, not in here: the
  // queue goes first.
  virtual void onFinished(const Finished& result) = 0;
  virtual void onStopped() = 0;
  virtual void onFailed(const Failed& end) = 0;
};

}  // namespace maulstick::ui

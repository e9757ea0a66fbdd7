#pragma once
// The one thread that does all work with tensors, for the whole life of the program: torch keeps a
// pool of workers for every thread that calls it. Used by the controller only.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "ui/painting/painter.h"
#include "ui/painting/run_mailbox.h"

namespace maulstick::ui {

class PaintingThread {
 public:
  // Everything is told through `mailbox`, which must outlive this.
  PaintingThread(PainterFactory factory, RunMailbox& mailbox);
  ~PaintingThread();  // shutDown()

  // One picture, or side by side several of the same model, each told of by its place in the list.
  // One run at a time: the outcomes of the last one must have been told. Returns at once.
  void start(Job job);
  void startTogether(std::vector<Job> jobs);

  // Asks the run under way to end; it does within one network call. Returns at once.
  void stop();

  // Something else that only this thread may do: called with the painter between runs, in order.
  // Its stop is requested as soon as a job is started, because painting goes first. What throws is
  // dropped, and so is what has not begun when the program ends. Returns at once.
  using Errand = std::function<void(Painter& painter, const std::stop_token& stop)>;
  void send(Errand errand);

  // Whether previews and measures are worth their time.
  void setWatched(bool watched) { watched_ = watched; }

  // Sliders of the run under way. Any thread.
  LiveControls& live() { return live_; }

  // Asks to stop and waits for the end, which is one network call away. Afterwards the outcome of
  // every job that was started has been told. No thread is ever killed: tensors would leak.
  void shutDown();

 private:
  class Events;
  void work(const std::stop_token& ending);
  // What is to be painted next.
  struct Run {
    std::vector<Job> jobs;
    bool together = false;
  };
  void start(Run run);
  std::vector<Outcome> answer(const Run& run, const std::stop_token& stop);
  std::vector<Outcome> paint(const Run& run, const std::stop_token& stop);
  Outcome paintAlone(const Job& job, const std::stop_token& stop);
  std::vector<Outcome> paintTogether(const std::vector<Job>& jobs, const std::stop_token& stop);
  void run(const Errand& errand, const std::stop_token& stop);

  RunMailbox& mailbox_;
  LiveControls live_;
  std::atomic<bool> watched_ = true;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<Run> next_;
  std::deque<Errand> errands_;
  std::stop_source stop_;         // of the run that was started last
  std::stop_source errandsStop_;  // of the errand under way
  PainterFactory factory_;
  std::unique_ptr<Painter> painter_;  // the thread's own
  std::jthread thread_;               // last: it uses what stands above
};

}  // namespace maulstick::ui

#pragma once
// Painting as the windows see it: start, stop, and what comes of it. Lives on the UI thread and never
// makes it wait. Every start() that returned true is followed by exactly one of finished, stopped and
// failed, also if the program ends in mid-run: then the destructor tells it.

#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <optional>

#include "engine/time_left.h"
#include "ui/painting/painting_thread.h"

namespace maulstick::ui {

class Controller : public QObject {
  Q_OBJECT

 public:
  enum class State { idle, preparing, painting, stopping };
  Q_ENUM(State)

  explicit Controller(PainterFactory factory, QObject* parent = nullptr);
  ~Controller() override;  // shutDown()

  // Returns false, and does nothing, while a run is under way or the program is ending.
  bool start(const Job& job);

  // The state is `stopping` at once; the run ends within one network call. Nothing to do when idle.
  void stop();

  // The same, and no run starts any more. Once the state is idle the program may end without waiting.
  void quit();

  // The same, and waits for the network call under way; the end of the run is told before it returns.
  void shutDown();

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] bool isBusy() const { return state_ != State::idle; }

  // Counts down between the steps; nothing while it cannot be known.
  [[nodiscard]] std::optional<double> secondsLeft() const;

  // The picture so far, of the run under way or the last one: what is left after a stop.
  [[nodiscard]] const QImage& lastPreview() const { return lastPreview_; }

  // A picture of the last run that could not be written, to be saved elsewhere; may be null.
  [[nodiscard]] std::shared_ptr<const Painting> unsaved() const { return unsaved_; }

  // A window that nobody sees needs neither previews nor measures.
  void setWatched(bool watched) { thread_.setWatched(watched); }

  // For what must be asked on the thread that paints, which answers by means of its own; see there.
  void send(PaintingThread::Errand errand) { thread_.send(std::move(errand)); }

  // Sets a control of guidance ("clip", "strength") of the run under way from its next guided step on;
  // it is recorded in the picture. Returns false if there is no run or the control cannot be moved.
  bool move(const std::string& control, double value);

 Q_SIGNALS:
  void stateChanged(maulstick::ui::Controller::State state);
  void started(const maulstick::RunPlan& plan);
  void replanned(const maulstick::RunPlan& plan);  // a move has taken effect
  void stepped(const maulstick::StepReport& report);
  void previewed(const QImage& image, bool decoded);
  void finished(const maulstick::ui::Finished& result);
  void stopped();
  void failed(const maulstick::Error& error);

 private:
  void readMailbox();
  void tell(const RunNews& news);
  void tell(const RunPlan& plan);
  void tell(const Replanned& news);
  void tell(const StepReport& report);
  void tell(const Finished& result);
  void tell(const Stopped& end);
  void tell(const Failed& end);
  void end(const Outcome& outcome);
  void setState(State state);

  State state_ = State::idle;
  bool quitting_ = false;
  bool reading_ = false;
  TimeLeft timeLeft_;
  QElapsedTimer sinceStep_;
  QImage lastPreview_;
  std::shared_ptr<const Painting> unsaved_;
  RunMailbox mailbox_;
  PaintingThread thread_;  // last: it uses the mailbox
};

}  // namespace maulstick::ui

#pragma once
// Painting as the windows see it: start, stop, and what comes of it. Lives on the UI thread and
// never makes it wait. Every start() that returned true is followed by exactly one of finished,
// stopped and failed; if the program ends in mid-run the destructor tells it. A set of pictures
// painted side by side has signals of its own, which say a picture's place in it; each of its
// members ends in the same three ways, and setEnded follows.

#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <optional>
#include <vector>

#include "engine/time_left.h"
#include "ui/painting/painting_thread.h"
#include "ui/painting/run_listener.h"

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

  // The same for a picture that belongs to `listener`: it is told in place of all others, who hear
  // of the state only. It must be there until the end is told, or leave().
  bool start(const Job& job, RunListener& listener);

  // A listener goes: a run of its own that is under way ends, and nobody hears of it.
  void leave(const RunListener& listener);

  // The same for several pictures of one model side by side; an empty set is none.
  bool startSet(const std::vector<Job>& jobs);

  // Whether what is under way is a set.
  [[nodiscard]] bool paintsSet() const { return isBusy() && set_ > 0; }

  // Whether what is under way does not come from the queue: it is a set, or a listener's.
  [[nodiscard]] bool isLent() const { return isBusy() && (lent_ || set_ > 0); }

  // The state is `stopping` at once; the run ends within one network call. Idle, nothing happens.
  void stop();

  // The same, and no run starts any more. Once the state is idle the program may end at once.
  void quit();

  // The same, and waits for the network call under way; the run's end is told before it returns.
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

  // Sets a control of guidance ("clip", "strength") of the run under way from its next guided step
  // on; the picture records it. Returns false if there is no run or the control cannot be moved.
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
  // A listener's run has ended, before the state is told: what waits in the queue goes first.
  void returned();

  void memberStarted(int member, const maulstick::RunPlan& plan);
  void memberStepped(int member, const maulstick::StepReport& report);
  void memberPreviewed(int member, const QImage& image, bool decoded);
  void memberFinished(int member, const maulstick::ui::Finished& result);
  void memberStopped(int member);
  // With the picture if it is painted and could not be written, else null.
  void memberFailed(int member, const maulstick::Error& error,
                    const std::shared_ptr<const maulstick::Painting>& unsaved);
  void setEnded();

 private:
  bool startAlone(const Job& job, RunListener* listener);
  void readMailbox();
  void tell(const RunNews& news);
  void tell(const RunPlan& plan);
  void tell(const Replanned& news);
  void tell(const StepReport& report);
  void tell(const ShownPreview& preview);
  void tell(const Finished& result);
  void tell(const Stopped& end);
  void tell(const Failed& end);
  void tellMember(int member, const RunPlan& plan);
  void tellMember(int member, const Replanned& news);
  void tellMember(int member, const StepReport& report);
  void tellMember(int member, const ShownPreview& preview);
  void tellMember(int member, const Finished& result);
  void tellMember(int member, const Stopped& end);
  void tellMember(int member, const Failed& end);
  template <typename News>
  void pass(int member, const News& news);
  [[nodiscard]] bool prepare(std::size_t set);
  void end(const std::vector<Outcome>& outcomes);
  void setState(State state);

  State state_ = State::idle;
  std::size_t set_ = 0;              // how many are painted side by side; 0: one picture, alone
  bool lent_ = false;                // the picture is a listener's, …
  RunListener* listener_ = nullptr;  // … who may have left
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

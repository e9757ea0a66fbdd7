#pragma once
// One picture painted once for each of several sets of losses, side by side from one noise. Waits
// until the thread that paints is free, and writes what comes of it into a comparison. UI thread.

#include <QObject>
#include <map>
#include <optional>
#include <vector>

#include "ui/compare/comparison.h"
#include "ui/compare/loss_sets.h"
#include "ui/painting/controller.h"

namespace maulstick::ui {

class Ablation : public QObject {
  Q_OBJECT

 public:
  enum class State { idle, waiting, painting, stopping };

  // Both must outlive this.
  Ablation(Controller& controller, Comparison& comparison, QObject* parent = nullptr);

  // `job` as it is for all of them but for its losses. Nothing happens while one is under way.
  void start(const Job& job, const std::vector<LossSet>& sets);

  // What waits is given up; what is painted ends within one network call.
  void stop();

  [[nodiscard]] State state() const { return state_; }

  // How many steps at the beginning were the same in all pictures and painted once; 0 while that is
  // not known. `known`: they were not painted at all, since an earlier picture has them.
  struct Shared {
    int steps = 0;
    int runs = 0;
    bool known = false;
  };
  [[nodiscard]] Shared shared() const;

  [[nodiscard]] std::optional<double> secondsLeft() const;

 Q_SIGNALS:
  void stateChanged();
  void planned(int steps, const std::vector<bool>& guided);  // of all together
  void progressed(int done, int steps);  // of the first that takes a step; 0, 0: at the end
  void pictureFinished(const maulstick::ui::Finished& result);
  void pictureFailed(const QString& name, const maulstick::Error& error);
  // Painted, and not on disk.
  void pictureUnsaved(const std::shared_ptr<const maulstick::Painting>& painting,
                      const QString& reason);
  void ended();

 private:
  struct Member {
    TimeLeft timeLeft;
    int done = 0;
    int shared = 0;  // steps from the first on, taken over from another run
  };

  void tryToStart();
  [[nodiscard]] bool isMine() const;
  void onStarted(int member, const RunPlan& plan);
  void onStepped(int member, const StepReport& report);
  void beginRound(const StepReport& report);
  void onPreviewed(int member, const QImage& image);
  void onFinished(int member, const Finished& result);
  void onStopped(int member);
  void onFailed(int member, const Error& error, const std::shared_ptr<const Painting>& unsaved);
  void onEnded();
  void connectController();
  void setState(State state);

  Controller& controller_;
  Comparison& comparison_;
  State state_ = State::idle;
  std::vector<Job> jobs_;
  std::vector<Member> members_;
  std::vector<bool> guided_;  // at which steps any of them is
  int round_ = 0;             // how many steps any of them has painted
};

}  // namespace maulstick::ui

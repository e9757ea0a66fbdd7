#pragma once
// Paints a series, one cell after the other, whenever the controller is free: what a person asks
// for in the Paint view goes first, between two cells. Nothing starts by itself. Used by the Styles
// view; UI thread.

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <deque>
#include <memory>
#include <optional>
#include <stop_token>

#include "ui/painting/controller.h"
#include "ui/painting/run_listener.h"
#include "ui/series/cell_desk.h"
#include "ui/series/pace.h"
#include "ui/series/series.h"
#include "ui/settings/file_saver.h"

namespace maulstick::ui {

class SeriesRunner : public QObject, public RunListener {
  Q_OBJECT

 public:
  enum class State { idle, looking, running, stopping };

  // `saver` must outlive this.
  SeriesRunner(Controller& controller, FileSaver& saver, QObject* parent = nullptr);
  ~SeriesRunner() override;

  // The one that is shown; what was under way is stopped. May be null.
  void setSeries(Series* series);

  // Begins, or goes on: pictures that are there already are kept. Cells that failed are tried
  // again.
  void start();
  // The cell under way ends within one network call and waits again. Busy until the folder is free.
  void stop();

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] bool isBusy() const { return state_ != State::idle; }

  // Whose pictures the cells wait for.
  enum class Waiting { forNobody, forQueue, forSet };
  [[nodiscard]] Waiting waitsFor() const;

  // For all cells to come; nothing while it cannot be known.
  [[nodiscard]] std::optional<double> secondsLeft() const;
  [[nodiscard]] Pace& pace() { return pace_; }

  // Pictures that are painted and could not be measured since start(), and why the first of them.
  struct Unmeasured {
    int count = 0;
    QString why = {};
  };
  [[nodiscard]] const Unmeasured& unmeasured() const { return unmeasured_; }

 Q_SIGNALS:
  void stateChanged();
  void painted(const QString& file);
  void unsaved(const std::shared_ptr<const maulstick::Painting>& painting, const QString& reason);
  void ended();  // every cell was tried
  void problem(const QString& what, const QString& next, const QString& details);

 private:
  void onStarted(const RunPlan& plan) override;
  void onStepped(const StepReport& report) override;
  void onPreviewed(const QImage& image, bool decoded) override;
  void onFinished(const Finished& result) override;
  void onStopped() override;
  void onFailed(const Failed& end) override;

  void look();
  void begin(const std::vector<Finding>& cells);
  void goOnSoon();
  void goOn();
  void paint(int number);
  void settled(int number, const Accounted& accounted);
  void noteUnmeasured(int number, const Error& error);
  void fail(int number, const Error& error);
  void giveUp(const Error& error);
  void end();
  void setState(State state);

  QPointer<Controller> controller_;
  QPointer<Series> series_;
  CellDesk* desk_;
  State state_ = State::idle;
  std::stop_source looking_;
  int look_ = 0;              // counts what was started, for answers that come late
  std::deque<int> waiting_;   // cells to be painted
  std::deque<int> unscored_;  // painted, and not measured
  int current_ = -1;          // is being painted
  int faults_ = 0;            // of the device or the model, one behind the other
  Unmeasured unmeasured_;
  Pace pace_;
  QElapsedTimer sinceStart_;  // of the cell that is being painted or settled
};

}  // namespace maulstick::ui

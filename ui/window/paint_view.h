#pragma once
// The Paint view: controls at the left, the canvas in the middle, the cockpit at the right, the history
// below. Wires them to the queue and to the thread that paints. UI thread.

#include <QTimer>
#include <QWidget>
#include <filesystem>

#include "ui/history/history_store.h"
#include "ui/history/thumbnail_loader.h"
#include "ui/painting/controller.h"
#include "ui/painting/job_queue.h"
#include "ui/painting/queue_runner.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/settings_history.h"

class QSplitter;

namespace maulstick::ui {

class CanvasView;
class CockpitPanel;
class ControlColumn;
class HistoryStrip;
class MessageBar;
class ProgressStrip;

class PaintView : public QWidget {
  Q_OBJECT

 public:
  // Both must outlive this.
  PaintView(AppSettings& settings, FileSaver& saver, PainterFactory painter,
            QWidget* parent = nullptr);
  ~PaintView() override;

  [[nodiscard]] SettingsHistory& history() { return history_; }
  [[nodiscard]] Controller& controller() { return controller_; }
  [[nodiscard]] QString shownFile() const { return shownFile_; }
  [[nodiscard]] QImage shownPicture() const { return shown_; }

  void setModel(const EngineOptions& model);
  [[nodiscard]] const EngineOptions& model() const { return model_; }

  void paint();
  void stop();
  void drawSeed();
  void toggleSeedLock();
  void browse(int steps);
  void focusSearch();
  void undoTrash();

  void showFile(const QString& path);
  void restoreFrom(const QString& path);
  void addEmbedding(const QString& path);

  void tellNotice(const QString& what, const QString& next = {});
  void tellProblem(const QString& what, const QString& next = {}, const QString& details = {});

 Q_SIGNALS:
  void progressChanged(int done, int steps);  // 0, 0: nothing is being painted
  void pictureFinished(const QString& path);

 private:
  void layOut();
  void connectControls();
  void connectRun();
  void connectHistory();
  void showRequest(const Request& request);
  void onStarted(const RunPlan& plan);
  void onReplanned(const RunPlan& plan);
  void onStepped(const StepReport& report);
  void onPreviewed(const QImage& image, bool decoded);
  void onFinished(const Finished& result);
  void onStopped();
  void onFailed(const Error& error);
  void moveGuidance();
  void offerUnfinished();
  void afterRun();
  [[nodiscard]] Job makeJob() const;

  AppSettings& settings_;
  EngineOptions model_;
  SettingsHistory history_;
  HistoryStore store_;
  ThumbnailLoader thumbnails_;
  JobQueue queue_;
  Controller controller_;
  QueueRunner runner_;
  Request painting_;  // of the run under way, with its moves
  QString shownFile_;
  QImage shown_;
  QTimer tick_;  // the seconds left count down between steps

  ControlColumn* controls_;
  CanvasView* canvas_;
  ProgressStrip* progress_;
  CockpitPanel* cockpit_;
  HistoryStrip* strip_;
  MessageBar* message_;
};

}  // namespace maulstick::ui

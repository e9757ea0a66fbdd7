#pragma once
// The Paint view: controls at the left, the canvas in the middle, the cockpit at the right, the
// history below. Wires them to the queue and to the thread that paints. UI thread.

#include <QCache>
#include <QTimer>
#include <QWidget>
#include <filesystem>
#include <functional>

#include "ui/history/history_store.h"
#include "ui/history/thumbnail_loader.h"
#include "ui/models/devices.h"
#include "ui/painting/controller.h"
#include "ui/painting/job_queue.h"
#include "ui/painting/queue_runner.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/settings_history.h"
#include "ui/window/file_asker.h"
#include "ui/window/hand_moves.h"
#include "ui/window/picture_saver.h"
#include "ui/window/restore_desk.h"

class QPushButton;
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
  [[nodiscard]] Devices& devices() { return devices_; }
  [[nodiscard]] HistoryStore& store() { return store_; }
  [[nodiscard]] CanvasView& canvas() { return *canvas_; }
  [[nodiscard]] HistoryStrip& strip() { return *strip_; }
  [[nodiscard]] MessageBar& message() { return *message_; }
  [[nodiscard]] ProgressStrip& progress() { return *progress_; }
  [[nodiscard]] QString shownFile() const { return shownFile_; }
  [[nodiscard]] QImage shownPicture() const;  // in its final size, also while it is a sketch

  void setModel(const EngineOptions& model);
  // Another model may be unable to paint the size that is asked for: it is fitted, which is said.
  void setSizeRules(const SizeRules& rules);
  [[nodiscard]] const EngineOptions& model() const { return model_; }

  // A picture of the queue: those that other views have painted are none of this one's business.
  [[nodiscard]] bool isPainting() const { return controller_.isBusy() && !controller_.isLent(); }

  // What the panels ask for now, with its seed.
  [[nodiscard]] Job settledJob();

  void paint();  // or asks first, if memory will not do
  void stop();
  void escape();  // closes what lies on top, the sheet or a message; if there is nothing, stops
  void drawSeed();
  void toggleSeedLock();
  void browse(int steps);
  void focusSearch();
  void undoTrash();
  void showRun();  // the one under way, after another picture was looked at

  void showFile(const QString& path);
  void offerRestore(const QString& path);  // shows it, and asks whether its settings are wanted
  void restoreFrom(const QString& path);   // at once
  void addEmbedding(const QString& path);

  // Pictures that could not be written and are in memory only; says so, with what can be done.
  [[nodiscard]] bool hasUnsaved() const { return !unsaved_.empty(); }
  void tellUnsaved();
  // Another view's, to be kept as well.
  void keepUnsaved(const std::shared_ptr<const Painting>& painting, const QString& reason);

  // Before the window closes. Whether there are such pictures that nobody was told of since they
  // came: then this tells; and whether one is being written right now: savingEnded() follows.
  bool warnOfLoss();
  [[nodiscard]] bool isSaving() const { return saver_.isBusy(); }

  // Under a name that is asked for: the picture that is shown, with its settings in it.
  void saveShownAs();

  // Answers in place of the system's dialogs.
  void setFileAsker(std::shared_ptr<FileAsker> asker) { asker_ = std::move(asker); }
  [[nodiscard]] FileAsker& fileAsker() { return *asker_; }

  void tellNotice(const QString& what, const QString& next = {});
  // Waits for an answer, and is not covered for good by other messages.
  void offer(const QString& what, const QString& answer, const std::function<void()>& action);
  void tellProblem(const QString& what, const QString& next = {}, const QString& details = {});

 Q_SIGNALS:
  void progressChanged(int done, int steps);  // 0, 0: nothing is being painted
  void pictureFinished(const QString& path);
  void savingEnded();
  void idleEscape();  // Esc, and the view has nothing that it would end

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  [[nodiscard]] Job makeJob() const;
  void paintNow();
  void layOut();
  QWidget* makeBelow();
  void connectControls();
  void connectRun();
  void connectHistory();
  void showRequest(const Request& request);
  void onStateChanged(Controller::State state);
  void onStarted(const RunPlan& plan);
  void onReplanned(const RunPlan& plan);
  void onStepped(const StepReport& report);
  void onPreviewed(const QImage& image, bool decoded);
  void onFinished(const Finished& result);
  void onStopped();
  void onFailed(const Error& error);
  void followHistory();
  void followHand(const std::string& control, double from, double to);
  void tellCut(const RunPlan& plan);
  void tellMoves(const std::vector<Move>& before);
  void addStep(const StepReport& report);
  void changeAlone(const Request& next, const QString& what);
  void offerUndo();
  void refreshSeed();
  void offerNewSeed(const Job& job);
  void connectDesk();
  void connectSaver();
  void showPicture(const QString& path, const QImage& picture,
                   const std::optional<PictureRecord>& record);
  void showRecord();
  void showWords();
  void setFollowing(bool following);
  void trash(const QString& path);
  void offerToKeep();
  [[nodiscard]] Fingerprint fingerprint() const;
  void trySaving(bool elsewhere);
  void saveNextElsewhere();
  void tellRestored(const QString& path, const QStringList& left);
  [[nodiscard]] static QString leftWords(const QStringList& left);
  void offerUnfinished();
  void afterRun();

  AppSettings& settings_;
  EngineOptions model_;
  SettingsHistory history_;
  HistoryStore store_;
  ThumbnailLoader thumbnails_;
  JobQueue queue_;
  Controller controller_;
  QueueRunner runner_;
  Devices devices_;
  std::uint64_t acceptedMemory_ = 0;  // bytes that were painted with anyway
  PictureSaver saver_;
  std::shared_ptr<FileAsker> asker_ = std::make_shared<FileAsker>();
  std::optional<ModelFacts> facts_;  // of the model that paints
  std::vector<Unsaved> unsaved_;     // painted, and not on disk
  bool warned_ = false;              // of all that are unsaved
  std::optional<SizeRules> sizes_;   // of the model that paints
  std::filesystem::file_time_type manifestChanged_;
  std::optional<Job> lastJob_;  // painted to its end as it was asked for
  std::int64_t lastSeed_;       // painted with last
  HandMoves hand_;
  Request painting_;                         // of the run under way, with its moves
  std::optional<ModelFacts> paintingFacts_;  // of its model
  QString paintingJob_;
  std::vector<StepReport> steps_;  // of the run under way
  QImage decoded_;                 // its last preview that is no sketch
  bool following_ = true;          // the canvas shows the run, not another picture meanwhile
  QString shownFile_;
  QImage shown_;
  QSize sketched_;  // what a sketch that is shown is going to be; or empty
  std::optional<PictureRecord> shownRecord_;
  QCache<QString, PictureRecord> records_;  // of this session's pictures: files hold less
  bool wasShown_ = false;
  QTimer tick_;  // the seconds left count down between steps

  ControlColumn* controls_;
  CanvasView* canvas_;
  ProgressStrip* progress_;
  QPushButton* live_;
  CockpitPanel* cockpit_;
  HistoryStrip* strip_;
  MessageBar* message_;
  RestoreSheet* sheet_;
  RestoreDesk* desk_;
};

}  // namespace maulstick::ui

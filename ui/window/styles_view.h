#pragma once
// The Styles view: one prompt in many styles, with many seeds and swept numbers, as a matrix that
// fills while it is painted. Controls at the left; the matrix, what is known of the current cell,
// and curves at the right. Wires them to the series' runner. UI thread.

#include <QTimer>
#include <QWidget>
#include <cstdint>
#include <memory>
#include <optional>

#include "ui/history/thumbnail_loader.h"
#include "ui/series/series.h"
#include "ui/series/series_export.h"
#include "ui/series/series_runner.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/settings_history.h"
#include "ui/styles/plan_reader.h"
#include "ui/window/file_asker.h"

namespace maulstick::ui {

class Devices;
class ElidedLabel;
class MatrixView;
class MessageBar;
class ResponseCurves;
class SeriesColumn;
class SeriesHead;

class StylesView : public QWidget {
  Q_OBJECT

 public:
  // All must outlive this, but for the controller.
  StylesView(AppSettings& settings, FileSaver& saver, Controller& controller,
             const Devices& devices, QWidget* parent = nullptr);
  ~StylesView() override;

  [[nodiscard]] SettingsHistory& history() { return history_; }
  [[nodiscard]] SeriesRunner& runner() { return *runner_; }
  [[nodiscard]] Series* series() const { return series_.get(); }

  void setModel(const EngineOptions& model);
  void setSizeRules(const SizeRules& rules);
  void setFileAsker(std::shared_ptr<FileAsker> asker) { asker_ = std::move(asker); }

  void paint();  // a new series, or what is missing of the same one
  void goOn();   // with the series that is shown
  void stop();
  void escape();  // closes a message; if there is none, stops

  // What nobody has asked for is offered, if it is not finished.
  enum class Asked { atStart, byPerson };
  void openSeries(const std::filesystem::path& folder, Asked asked = Asked::byPerson);
  void importStyles(const std::filesystem::path& file);

  // Whether the last session left one that is not whole.
  [[nodiscard]] bool hasUnfinished() const;

  void tellNotice(const QString& what, const QString& next = {});
  void tellProblem(const QString& what, const QString& next = {}, const QString& details = {});

 Q_SIGNALS:
  void openRequested(const QString& file);  // in the Paint view, with its settings
  void painted(const QString& file);
  void progressChanged(int done, int all);  // 0, 0: nothing is being painted
  void seriesEnded();
  void unfinishedFound();

 private:
  void layOut();
  QWidget* makeRight();
  void connectColumn();
  void connectMatrix();
  void connectRunner();
  void showFields();
  void keepFields();
  void keepPace();
  void readPlan();
  void showLength();
  void showState();
  void showButtons();
  void showDetails();
  void showCurves();
  void showSeries(std::unique_ptr<Series> series);
  void paintNow();
  void startNew(const SeriesPlan& plan);
  void takeSettings();
  void showWhetherOther();
  void tellBusy();
  void tellEnd();
  void openCell(int number);
  void openMenu(int number, const QPoint& at);
  void askForSheet(SheetKind kind);
  void fillEarlier();
  void takeStyles(const ReadStyles& read);
  void askForStyles();
  void writeStylesTo(const QString& file);
  [[nodiscard]] bool isRunning() const { return runner_->isBusy(); }

  AppSettings& settings_;
  const Devices& devices_;
  SettingsHistory history_;
  ThumbnailLoader thumbnails_;
  std::shared_ptr<FileAsker> asker_ = std::make_shared<FileAsker>();
  EngineOptions model_;
  std::optional<SizeRules> sizes_;
  PlanReading reading_;               // what the fields stand for
  std::uint64_t acceptedMemory_ = 0;  // was warned of, and wanted all the same
  std::unique_ptr<Series> series_;    // that is shown
  SeriesRunner* runner_;
  QTimer tick_;                        // the seconds left count down
  QTimer readSoon_;                    // after the last change
  QPair<int, int> progress_ = {0, 0};  // that was told last
  bool starting_ = false;              // a plan is being written
  int opened_ = 0;                     // counts the series that were asked for

  SeriesColumn* column_;
  SeriesHead* head_;
  MatrixView* matrix_;
  ElidedLabel* details_;
  ResponseCurves* curves_;
  MessageBar* message_;
};

}  // namespace maulstick::ui

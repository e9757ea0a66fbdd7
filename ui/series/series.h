#pragma once
// A series as a table for a view: its plan, and what has become of each cell. Filled by the series
// runner, shown by the matrix; UI thread. Cells have a number, which is that of their combination,
// and a place in the table.

#include <QAbstractTableModel>
#include <QHash>
#include <QImage>
#include <filesystem>
#include <optional>
#include <vector>

#include "ui/history/thumbnail_loader.h"
#include "ui/series/series_folder.h"
#include "ui/series/series_layout.h"
#include "ui/series/series_plan.h"

namespace maulstick::ui {

struct SeriesCell {
  enum class State { waiting, painting, done, failed };

  styles::Combination what;
  State state = State::waiting;
  std::vector<double> losses = {};  // of a picture that is done
  double seconds = 0;
  std::optional<Scores> scores = {};
  QString error = {};    // of one that failed: a line for people
  QString details = {};  // and the whole of it
  qint64 written = 0;    // when its file was written
  bool gone = false;     // it is done, but its file is gone or damaged
};

class Series : public QAbstractTableModel {
  Q_OBJECT

 public:
  // The small picture of a cell, a QImage that is null until it is there, is Qt::DecorationRole;
  // all of a cell in words is Qt::AccessibleTextRole and Qt::ToolTipRole.
  enum Role { NumberRole = Qt::UserRole + 1 };

  // Throws Error{bad_input} if the plan's prompt is no pattern. `thumbnails` must outlive this.
  Series(SeriesPlan plan, std::filesystem::path folder, ThumbnailLoader& thumbnails,
         QObject* parent = nullptr);

  [[nodiscard]] const SeriesPlan& plan() const { return plan_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] const SeriesLayout& layout() const { return layout_; }
  [[nodiscard]] const std::vector<int>& order() const { return schedule_.order; }
  [[nodiscard]] const Work& work(int number) const { return schedule_.work[at(number)]; }

  [[nodiscard]] int size() const { return static_cast<int>(cells_.size()); }
  [[nodiscard]] const SeriesCell& cell(int number) const { return cells_[at(number)]; }
  [[nodiscard]] int count(SeriesCell::State state) const;
  [[nodiscard]] Request request(int number) const;  // throws as requestOf does
  [[nodiscard]] std::filesystem::path picture(int number) const;
  [[nodiscard]] QModelIndex indexOf(int number) const;
  [[nodiscard]] int numberOf(const QModelIndex& index) const;  // -1: no cell

  // The cell of the row whose picture CLIP finds closest to the prompt; nothing among fewer than
  // two.
  [[nodiscard]] std::optional<int> bestOf(int row) const;
  [[nodiscard]] bool isBest(int number) const;
  [[nodiscard]] bool isWhole() const;  // every cell is done, there, and measured
  [[nodiscard]] ScoreTable scores() const;

  // The cell being painted, for what is drawn in it; -1: none.
  struct Progress {
    int number = -1;
    QImage preview = {};
    int step = 0;
    int steps = 0;
  };
  [[nodiscard]] const Progress& progress() const { return progress_; }

  // For the series runner.
  void apply(const std::vector<Finding>& findings, const ScoreTable& scores);
  void setWaiting(int number);
  void setPainting(int number, int steps);
  void setStep(int step);
  void setPreview(const QImage& preview);
  void setDone(int number, std::vector<double> losses, double seconds);
  void setFailed(int number, const QString& error, const QString& details);
  void setScores(int number, const Scores& scores);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 Q_SIGNALS:
  void cellChanged(int number);

 private:
  [[nodiscard]] static std::size_t at(int number) { return static_cast<std::size_t>(number); }
  void take(int number, const Finding& finding);
  void setState(int number, SeriesCell::State state);
  void tell(int number);
  void tellRow(int number);
  void findGone(int number);
  [[nodiscard]] QImage thumbnail(int number) const;

  SeriesPlan plan_;
  std::filesystem::path folder_;
  styles::Sweep sweep_;
  SeriesLayout layout_;
  Schedule schedule_;
  ThumbnailLoader& thumbnails_;
  std::vector<SeriesCell> cells_;
  QHash<QString, int> numbers_;  // by the files of the pictures
  Progress progress_;
  Progress last_;  // of the cell that was painted last, until its small picture is there
};

}  // namespace maulstick::ui

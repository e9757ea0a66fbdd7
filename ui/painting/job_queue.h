#pragma once
// The pictures that are to be painted, in order, as a list for a view: rows can be dragged. Each
// owns its settings. Saved at every change; jobs that the last session left unfinished are offered
// and never start by themselves. Used by the Paint view and the queue runner; UI thread.

#include <QAbstractListModel>
#include <filesystem>
#include <optional>
#include <vector>

#include "ui/painting/job.h"
#include "ui/settings/file_saver.h"

namespace maulstick::ui {

class JobQueue : public QAbstractListModel {
  Q_OBJECT

 public:
  enum class JobState { waiting, running, failed };
  Q_ENUM(JobState)
  // The prompt is also Qt::DisplayRole, the note (why it failed) Qt::ToolTipRole.
  enum Role { IdRole = Qt::UserRole + 1, StateRole, PromptRole, SeedRole, ModelRole, NoteRole };

  static std::filesystem::path defaultFile();

  // Reads `file`. `saver` must outlive this.
  JobQueue(FileSaver& saver, std::filesystem::path file, QObject* parent = nullptr);

  // Empty, or that the file was damaged and where it is kept: to be shown once.
  [[nodiscard]] const QString& notice() const { return notice_; }

  // At the end; returns the id that it is given. One that failed and asked for the same is gone.
  QString add(Job job);
  // Not the one that is running: QueueRunner::cancel stops it.
  bool remove(const QString& id);
  void clear();  // all but the one that is running
  bool retry(const QString& id);

  [[nodiscard]] std::optional<Job> job(const QString& id) const;
  [[nodiscard]] std::optional<Job> nextWaiting() const;
  [[nodiscard]] int count(JobState state) const;

  // What the last session left. Saved until it is resumed or discarded.
  [[nodiscard]] const std::vector<Job>& unfinishedJobs() const { return unfinished_; }
  void resumeUnfinished();  // they wait in the queue now
  void discardUnfinished();

  // For the queue runner.
  void setRunning(const QString& id);  // and moves it to the top
  void setWaiting(const QString& id);
  void setFailed(const QString& id, const QString& note);
  void setFinished(const QString& id);  // and removes it
  // What has become of it while it was painted: sliders were moved.
  void setRequest(const QString& id, const Request& request);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
  [[nodiscard]] QStringList mimeTypes() const override;
  [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
  bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                    const QModelIndex& parent) override;
  bool moveRows(const QModelIndex& from, int row, int count, const QModelIndex& to,
                int before) override;

 private:
  struct Entry {
    Job job;
    JobState state = JobState::waiting;
    QString note;
  };
  [[nodiscard]] int rowOf(const QString& id) const;  // -1: none
  void setState(const QString& id, JobState state, const QString& note);
  void forgetFailed(const Job& same);
  [[nodiscard]] QString spoken(const Entry& entry) const;
  void removeAt(int row);
  void save();

  FileSaver& saver_;
  std::filesystem::path file_;
  QString notice_;
  std::vector<Job> unfinished_;
  std::vector<Entry> entries_;
};

}  // namespace maulstick::ui

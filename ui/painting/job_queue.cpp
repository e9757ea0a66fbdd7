#include "ui/painting/job_queue.h"

#include <QMimeData>
#include <QStandardPaths>
#include <QUuid>
#include <algorithm>
#include <utility>

#include "ui/painting/queue_file.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {
namespace {

// Ids, one a line.
const QString& rowsMime() {
  static const QString type = QStringLiteral("application/x-maulstick-jobs");
  return type;
}

std::size_t at(int row) {
  return static_cast<std::size_t>(row);
}

}  // namespace

std::filesystem::path JobQueue::defaultFile() {
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
  return toPath(folder) / "queue.json";
}

JobQueue::JobQueue(FileSaver& saver, std::filesystem::path file, QObject* parent)
    : QAbstractListModel(parent), saver_(saver), file_(std::move(file)) {
  QueueFile left = readQueueFile(file_);
  notice_ = left.notice;
  unfinished_ = std::move(left.jobs);
}

QString JobQueue::add(Job job) {
  job.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
  const QString id = job.id;
  forgetFailed(job);
  const int row = rowCount();
  beginInsertRows({}, row, row);
  entries_.push_back({.job = std::move(job), .state = JobState::waiting, .note = {}});
  endInsertRows();
  save();
  return id;
}

void JobQueue::forgetFailed(const Job& same) {
  for (int row = rowCount() - 1; row >= 0; --row) {
    const Entry& entry = entries_[at(row)];
    const bool isSame =
        entry.job.request == same.request && entry.job.model.model == same.model.model;
    if (entry.state == JobState::failed && isSame) removeAt(row);
  }
}

bool JobQueue::remove(const QString& id) {
  const int row = rowOf(id);
  if (row < 0 || entries_[at(row)].state == JobState::running) return false;
  removeAt(row);
  save();
  return true;
}

void JobQueue::clear() {
  for (int row = rowCount() - 1; row >= 0; --row) {
    if (entries_[at(row)].state != JobState::running) removeAt(row);
  }
  save();
}

bool JobQueue::retry(const QString& id) {
  const int row = rowOf(id);
  if (row < 0 || entries_[at(row)].state != JobState::failed) return false;
  setWaiting(id);
  return true;
}

std::optional<Job> JobQueue::job(const QString& id) const {
  const int row = rowOf(id);
  return row < 0 ? std::nullopt : std::optional(entries_[at(row)].job);
}

std::optional<Job> JobQueue::nextWaiting() const {
  const auto next = std::ranges::find(entries_, JobState::waiting, &Entry::state);
  return next == entries_.end() ? std::nullopt : std::optional(next->job);
}

int JobQueue::count(JobState state) const {
  return static_cast<int>(std::ranges::count(entries_, state, &Entry::state));
}

void JobQueue::resumeUnfinished() {
  for (Job& job : std::exchange(unfinished_, {})) add(std::move(job));
  save();
}

void JobQueue::discardUnfinished() {
  unfinished_.clear();
  save();
}

void JobQueue::setRunning(const QString& id) {
  const int row = rowOf(id);
  if (row > 0) {
    beginMoveRows({}, row, row, {}, 0);
    std::rotate(entries_.begin(), entries_.begin() + row, entries_.begin() + row + 1);
    endMoveRows();
  }
  setState(id, JobState::running, {});
}

void JobQueue::setWaiting(const QString& id) {
  setState(id, JobState::waiting, {});
}

void JobQueue::setFailed(const QString& id, const QString& note) {
  setState(id, JobState::failed, note);
}

void JobQueue::setFinished(const QString& id) {
  const int row = rowOf(id);
  if (row < 0) return;
  removeAt(row);
  save();
}

void JobQueue::setRequest(const QString& id, const Request& request) {
  const int row = rowOf(id);
  if (row < 0) return;
  entries_[at(row)].job.request = request;
  Q_EMIT dataChanged(index(row), index(row));
  save();
}

// The sign of the state, for those who do not see it.
QString JobQueue::spoken(const Entry& entry) const {
  const QString words = tr("%1, seed %2")
                            .arg(QString::fromStdString(entry.job.request.prompt),
                                 QString::number(entry.job.request.seed));
  switch (entry.state) {
    case JobState::running: return tr("Being painted: %1").arg(words);
    case JobState::failed: return tr("Not painted: %1. %2").arg(words, entry.note);
    case JobState::waiting: break;
  }
  return tr("Waiting: %1").arg(words);
}

int JobQueue::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

QVariant JobQueue::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};  // views ask for nothing, too
  const Entry& entry = entries_[at(index.row())];
  switch (role) {
    case Qt::DisplayRole:
    case PromptRole: return QString::fromStdString(entry.job.request.prompt);
    case Qt::AccessibleTextRole: return spoken(entry);
    case Qt::ToolTipRole:
    case NoteRole: return entry.note;
    case IdRole: return entry.job.id;
    case StateRole: return QVariant::fromValue(entry.state);
    case SeedRole: return QVariant::fromValue<qint64>(entry.job.request.seed);
    case ModelRole: return fromPath(entry.job.model.model.filename());
    default: return {};
  }
}

QHash<int, QByteArray> JobQueue::roleNames() const {
  QHash<int, QByteArray> names = QAbstractListModel::roleNames();
  names.insert({{IdRole, "id"},
                {StateRole, "state"},
                {PromptRole, "prompt"},
                {SeedRole, "seed"},
                {ModelRole, "model"},
                {NoteRole, "note"}});
  return names;
}

Qt::ItemFlags JobQueue::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::ItemIsDropEnabled;  // between rows, not onto one
  const Qt::ItemFlags flags = QAbstractListModel::flags(index);
  const bool running = entries_[at(index.row())].state == JobState::running;
  return running ? flags : flags | Qt::ItemIsDragEnabled;
}

QStringList JobQueue::mimeTypes() const {
  return {rowsMime()};
}

QMimeData* JobQueue::mimeData(const QModelIndexList& indexes) const {
  QStringList ids;
  for (const QModelIndex& index : indexes) ids << entries_[at(index.row())].job.id;
  auto* const data = new QMimeData;  // the caller owns it
  data->setData(rowsMime(), ids.join(u'\n').toUtf8());
  return data;
}

bool JobQueue::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int /*column*/,
                            const QModelIndex& parent) {
  if (action != Qt::MoveAction || !data->hasFormat(rowsMime())) return false;
  int before = row >= 0 ? row : (parent.isValid() ? parent.row() : rowCount());
  for (const QString& id : QString::fromUtf8(data->data(rowsMime())).split(u'\n')) {
    const int from = rowOf(id);
    if (from < 0) continue;
    moveRows({}, from, 1, {}, before);
    before = rowOf(id) + 1;
  }
  return true;
}

bool JobQueue::moveRows(const QModelIndex& from, int row, int count, const QModelIndex& to,
                        int before) {
  if (from.isValid() || to.isValid() || count != 1 || row < 0 || row >= rowCount()) return false;
  if (entries_[at(row)].state == JobState::running) return false;
  const int top = this->count(JobState::running);  // what is running stays on top
  before = std::clamp(before, top, rowCount());
  if (!beginMoveRows({}, row, row, {}, before)) return false;
  const auto first = entries_.begin();
  if (before > row) {
    std::rotate(first + row, first + row + 1, first + before);
  } else {
    std::rotate(first + before, first + row, first + row + 1);
  }
  endMoveRows();
  save();
  return true;
}

int JobQueue::rowOf(const QString& id) const {
  const auto found = std::ranges::find(entries_, id, [](const Entry& one) { return one.job.id; });
  return found == entries_.end() ? -1 : static_cast<int>(found - entries_.begin());
}

void JobQueue::setState(const QString& id, JobState state, const QString& note) {
  const int row = rowOf(id);
  if (row < 0) return;
  entries_[at(row)].state = state;
  entries_[at(row)].note = note;
  Q_EMIT dataChanged(index(row), index(row));
  save();
}

void JobQueue::removeAt(int row) {
  beginRemoveRows({}, row, row);
  entries_.erase(entries_.begin() + row);
  endRemoveRows();
}

void JobQueue::save() {
  std::vector<Job> jobs = unfinished_;
  for (const Entry& entry : entries_) jobs.push_back(entry.job);
  saver_.save(file_, queueFileBytes(jobs));
}

}  // namespace maulstick::ui

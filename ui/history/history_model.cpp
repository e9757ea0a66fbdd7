#include "ui/history/history_model.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QMimeData>
#include <QSize>
#include <QUrl>
#include <algorithm>
#include <utility>

namespace maulstick::ui {
namespace {

constexpr int pageLength = 100;

std::size_t at(int row) {
  return static_cast<std::size_t>(row);
}

bool isNewer(const PictureEntry& a, const PictureEntry& b) {
  // As SQLite compares paths: by their bytes in UTF-8.
  return a.created != b.created ? a.created > b.created : a.path.toUtf8() > b.path.toUtf8();
}

// What a screen reader says: all that a person sees.
QString spoken(const PictureEntry& entry) {
  const QDateTime when = QDateTime::fromMSecsSinceEpoch(entry.created);
  QStringList parts = {entry.prompt.isEmpty() ? HistoryModel::tr("without a prompt")
                                              : entry.prompt};
  if (entry.starred) parts.prepend(HistoryModel::tr("starred"));
  if (entry.seed >= 0) parts << HistoryModel::tr("seed %1").arg(entry.seed);
  parts << QLocale().toString(when, QLocale::ShortFormat);
  return parts.join(QStringLiteral(", "));
}

}  // namespace

HistoryModel::HistoryModel(HistoryStore& store, ThumbnailLoader& thumbnails, QObject* parent)
    : QAbstractListModel(parent), store_(store), thumbnails_(thumbnails) {
  connect(&store, &HistoryStore::added, this, &HistoryModel::onAdded);
  connect(&store, &HistoryStore::removed, this, &HistoryModel::onRemoved);
  connect(&store, &HistoryStore::starChanged, this, &HistoryModel::onStarChanged);
  connect(&store, &HistoryStore::rebuilt, this, [this](int changes) {
    if (changes > 0) reload();
  });
  connect(&thumbnails, &ThumbnailLoader::ready, this, &HistoryModel::onThumbnail);
  connect(&thumbnails, &ThumbnailLoader::failed, this, [this](const QString& path) {
    if (!QFileInfo::exists(path)) store_.forget(path);
  });
  reload();
}

void HistoryModel::setFilter(const HistoryFilter& filter) {
  if (filter == filter_) return;
  filter_ = filter;
  reload();
}

const PictureEntry& HistoryModel::entry(int row) const {
  return entries_.at(at(row));
}

int HistoryModel::rowOf(const QString& path) const {
  const auto found = std::ranges::find(entries_, path, &PictureEntry::path);
  return found == entries_.end() ? -1 : static_cast<int>(found - entries_.begin());
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};  // views ask for nothing, too
  const PictureEntry& entry = entries_[at(index.row())];
  switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case PromptRole: return entry.prompt;
    case Qt::AccessibleTextRole: return spoken(entry);
    case PathRole: return entry.path;
    case NegativeRole: return entry.negative;
    case SeedRole: return entry.seed;
    case ModelRole: return entry.model;
    case CreatedRole: return QDateTime::fromMSecsSinceEpoch(entry.created);
    case SizeRole: return QSize(entry.width, entry.height);
    case StarredRole: return entry.starred;
    case Qt::DecorationRole:
    case ThumbnailRole: return thumbnails_.thumbnail(entry.path, entry.modified);
    default: return {};
  }
}

QHash<int, QByteArray> HistoryModel::roleNames() const {
  QHash<int, QByteArray> names = QAbstractListModel::roleNames();
  names.insert({{PathRole, "path"},
                {PromptRole, "prompt"},
                {NegativeRole, "negative"},
                {SeedRole, "seed"},
                {ModelRole, "model"},
                {CreatedRole, "created"},
                {SizeRole, "size"},
                {StarredRole, "starred"},
                {ThumbnailRole, "thumbnail"}});
  return names;
}

bool HistoryModel::canFetchMore(const QModelIndex& parent) const {
  return !parent.isValid() && more_;
}

void HistoryModel::fetchMore(const QModelIndex& parent) {
  if (!canFetchMore(parent)) return;
  const std::optional<HistoryPlace> behind =
      entries_.empty() ? std::nullopt
                       : std::optional(HistoryPlace{entries_.back().created, entries_.back().path});
  std::vector<PictureEntry> page = store_.page(filter_, behind, pageLength);
  more_ = page.size() == at(pageLength);
  if (page.empty()) return;
  const int row = rowCount();
  beginInsertRows({}, row, row + static_cast<int>(page.size()) - 1);
  std::ranges::move(page, std::back_inserter(entries_));
  endInsertRows();
}

Qt::ItemFlags HistoryModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags flags = QAbstractListModel::flags(index);
  return index.isValid() ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList HistoryModel::mimeTypes() const {
  return {QStringLiteral("text/uri-list")};
}

QMimeData* HistoryModel::mimeData(const QModelIndexList& indexes) const {
  QList<QUrl> files;
  for (const QModelIndex& index : indexes) {
    files << QUrl::fromLocalFile(entries_[at(index.row())].path);
  }
  auto* const data = new QMimeData;  // the caller owns it
  data->setUrls(files);
  return data;
}

void HistoryModel::reload() {
  beginResetModel();
  entries_ = store_.page(filter_, std::nullopt, pageLength);
  more_ = entries_.size() == at(pageLength);
  endResetModel();
}

// A new picture is the newest in most cases; an old one may also come back from the trash.
void HistoryModel::onAdded(const PictureEntry& entry) {
  if (!filter_.empty()) return reload();
  onRemoved(entry.path);
  const auto place = std::ranges::lower_bound(entries_, entry, isNewer);
  if (place == entries_.end() && more_) return;  // on a page that is not read yet
  const auto row = static_cast<int>(place - entries_.begin());
  beginInsertRows({}, row, row);
  entries_.insert(place, entry);
  endInsertRows();
}

void HistoryModel::onRemoved(const QString& path) {
  const int row = rowOf(path);
  if (row < 0) return;
  beginRemoveRows({}, row, row);
  entries_.erase(entries_.begin() + row);
  endRemoveRows();
}

void HistoryModel::onStarChanged(const QString& path, bool starred) {
  const int row = rowOf(path);
  if (row < 0) return;
  entries_[at(row)].starred = starred;
  Q_EMIT dataChanged(index(row), index(row), {StarredRole, Qt::AccessibleTextRole});
}

void HistoryModel::onThumbnail(const QString& path) {
  const int row = rowOf(path);
  if (row >= 0) Q_EMIT dataChanged(index(row), index(row), {Qt::DecorationRole, ThumbnailRole});
}

}  // namespace maulstick::ui

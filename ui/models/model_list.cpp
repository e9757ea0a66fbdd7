#include "ui/models/model_list.h"

#include <QFileInfo>
#include <algorithm>

#include "ui/models/background.h"
#include "ui/widgets/pixels_text.h"

namespace maulstick::ui {
namespace {

ModelEntry unread(const QString& folder) {
  ModelEntry entry;
  entry.folder = tidyFolder(folder);
  entry.name = QFileInfo(entry.folder).fileName();
  return entry;
}

}  // namespace

ModelList::ModelList(AppSettings& settings, const QString& easel, QObject* parent)
    : QAbstractListModel(parent), settings_(settings) {
  entries_.push_back(unread(easel));
  for (const QString& folder : settings.modelFolders()) {
    if (rowOf(folder) < 0) entries_.push_back(unread(folder));
  }
  refresh();
}

void ModelList::refresh() {
  for (const ModelEntry& entry : entries_) look(entry.folder);
}

void ModelList::look(const QString& folder) {
  inBackground(
      this, [folder] { return lookAtModel(folder); },
      [this](const ModelEntry& entry) {
        // It may have been removed meanwhile.
        if (rowOf(entry.folder) >= 0) describe(withReading(entry));
      });
}

ModelEntry ModelList::withReading(const ModelEntry& seen) const {
  const ModelEntry* known = find(seen.folder);
  const bool found = known != nullptr && known->state == ModelState::damaged;
  return found && seen.state == ModelState::ready && known->stamp == seen.stamp ? *known : seen;
}

int ModelList::rowOf(const QString& folder) const {
  const QString tidy = tidyFolder(folder);
  const auto found = std::ranges::find(entries_, tidy, &ModelEntry::folder);
  return found == entries_.end() ? -1 : static_cast<int>(found - entries_.begin());
}

const ModelEntry* ModelList::find(const QString& folder) const {
  const int row = rowOf(folder);
  return row < 0 ? nullptr : &entries_[static_cast<std::size_t>(row)];
}

void ModelList::setUsed(const QString& folder) {
  used_ = tidyFolder(folder);
  Q_EMIT dataChanged(index(0), index(rowCount() - 1));
  Q_EMIT changed();
}

void ModelList::add(const ModelEntry& entry) {
  if (rowOf(entry.folder) < 0) {
    const int row = rowCount();
    beginInsertRows({}, row, row);
    entries_.push_back(entry);
    endInsertRows();
    saveFolders();
    Q_EMIT changed();
  } else {
    describe(entry);
  }
}

bool ModelList::isRemovable(const QString& folder) const {
  return rowOf(folder) > 0 && tidyFolder(folder) != used_;
}

bool ModelList::remove(const QString& folder) {
  if (!isRemovable(folder)) return false;
  const int row = rowOf(folder);
  beginRemoveRows({}, row, row);
  entries_.erase(entries_.begin() + row);
  endRemoveRows();
  saveFolders();
  Q_EMIT changed();
  return true;
}

void ModelList::setRead(const ModelEntry& entry) {
  if (rowOf(entry.folder) >= 0) describe(entry);
}

void ModelList::describe(const ModelEntry& entry) {
  const int row = rowOf(entry.folder);
  entries_[static_cast<std::size_t>(row)] = entry;
  Q_EMIT dataChanged(index(row), index(row));
  Q_EMIT changed();
}

void ModelList::saveFolders() {
  QStringList folders;
  for (std::size_t i = 1; i < entries_.size(); ++i) folders.append(entries_[i].folder);
  settings_.setModelFolders(folders);
}

int ModelList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

QString ModelList::noteOf(const ModelEntry& entry) {
  switch (entry.state) {
    case ModelState::ready:
      return tr("%1 · %2").arg(pixelsText(entry.size.width, entry.size.height),
                               diskText(entry.bytes));
    case ModelState::damaged: return tr("damaged");
    case ModelState::none: return tr("not there");
    case ModelState::unread: break;
  }
  return tr("looking…");
}

QVariant ModelList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};  // views ask for nothing, too
  const ModelEntry& entry = entries_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole: return entry.name;
    case Qt::ToolTipRole:
    case FolderRole: return entry.folder;
    case StateRole: return static_cast<int>(entry.state);
    case NoteRole: return noteOf(entry);
    case UsedRole: return entry.folder == used_;
    case Qt::AccessibleTextRole: return tr("%1, %2").arg(entry.name, noteOf(entry));
    default: return {};
  }
}

}  // namespace maulstick::ui

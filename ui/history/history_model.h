#pragma once
// The history as a list for a view: newest first, read page by page, thumbnails as they come. Rows can
// be dragged out as files. Used by the history strip; UI thread.

#include <QAbstractListModel>
#include <optional>
#include <vector>

#include "ui/history/history_store.h"
#include "ui/history/thumbnail_loader.h"

namespace maulstick::ui {

class HistoryModel : public QAbstractListModel {
  Q_OBJECT

 public:
  // The prompt is also Qt::DisplayRole; with seed, date and star Qt::AccessibleTextRole; the thumbnail, a QImage that is null until it is there,
  // Qt::DecorationRole.
  enum Role {
    PathRole = Qt::UserRole + 1,
    PromptRole,
    NegativeRole,
    SeedRole,
    ModelRole,
    CreatedRole,  // QDateTime
    SizeRole,     // QSize
    StarredRole,
    ThumbnailRole
  };

  // Both must outlive this.
  HistoryModel(HistoryStore& store, ThumbnailLoader& thumbnails, QObject* parent = nullptr);

  [[nodiscard]] const HistoryFilter& filter() const { return filter_; }
  void setFilter(const HistoryFilter& filter);

  [[nodiscard]] const PictureEntry& entry(int row) const;
  [[nodiscard]] int rowOf(const QString& path) const;  // -1: not among the rows read so far

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
  [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
  void fetchMore(const QModelIndex& parent) override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }
  [[nodiscard]] QStringList mimeTypes() const override;
  [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;

 private:
  void reload();
  void onAdded(const PictureEntry& entry);
  void onRemoved(const QString& path);
  void onStarChanged(const QString& path, bool starred);
  void onThumbnail(const QString& path);

  HistoryStore& store_;
  ThumbnailLoader& thumbnails_;
  HistoryFilter filter_;
  std::vector<PictureEntry> entries_;
  bool more_ = false;
};

}  // namespace maulstick::ui

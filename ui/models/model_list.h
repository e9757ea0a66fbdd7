#pragma once
// The models that a person can choose from: Easel first, then those that were added, as a list for
// views and menus. Looks at their folders in the background. What was added is kept in the settings.
// UI thread.

#include <QAbstractListModel>
#include <vector>

#include "ui/models/model_entry.h"
#include "ui/settings/app_settings.h"

namespace maulstick::ui {

class ModelList : public QAbstractListModel {
  Q_OBJECT

 public:
  // The name is Qt::DisplayRole, the folder Qt::ToolTipRole.
  enum Role { FolderRole = Qt::UserRole + 1, StateRole, NoteRole, UsedRole };

  // `settings` must outlive this.
  ModelList(AppSettings& settings, const QString& easel, QObject* parent = nullptr);

  // Looks at all folders anew.
  void refresh();

  [[nodiscard]] const std::vector<ModelEntry>& entries() const { return entries_; }
  [[nodiscard]] int rowOf(const QString& folder) const;  // -1: not in the list
  [[nodiscard]] const ModelEntry* find(const QString& folder) const;

  [[nodiscard]] const QString& easel() const { return entries_.front().folder; }

  // The one that paints; empty, or not in the list: none of them.
  [[nodiscard]] QString used() const { return used_; }
  void setUsed(const QString& folder);

  // At the end; what is in the list already is only described anew.
  void add(const ModelEntry& entry);

  // The files stay. Easel stays, too, and so does the one that paints.
  [[nodiscard]] bool isRemovable(const QString& folder) const;
  bool remove(const QString& folder);

  // What is known of a model after a look at it from outside, which finds less than a full reading.
  [[nodiscard]] ModelEntry withReading(const ModelEntry& seen) const;

  // What a full reading has found. Kept until the files change.
  void setRead(const ModelEntry& entry);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 Q_SIGNALS:
  void changed();  // any entry, the list, or which one is used

 private:
  void look(const QString& folder);
  void describe(const ModelEntry& entry);
  void saveFolders();
  [[nodiscard]] static QString noteOf(const ModelEntry& entry);

  AppSettings& settings_;
  std::vector<ModelEntry> entries_;  // the first is Easel
  QString used_;
};

}  // namespace maulstick::ui

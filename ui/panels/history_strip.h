#pragma once
// The history as a strip of thumbnails, newest first, with a search field. A click shows a picture, a
// double click restores its settings, a drag gives the file. With Ctrl and Shift several are chosen,
// which can be compared.

#include <QTimer>
#include <QWidget>

#include "ui/history/history_model.h"

class QLineEdit;
class QMenu;
class QToolButton;

namespace maulstick::ui {

class HistoryList;

class HistoryStrip : public QWidget {
  Q_OBJECT

 public:
  HistoryStrip(HistoryStore& store, ThumbnailLoader& thumbnails, QWidget* parent = nullptr);

  // Selects without showing.
  void select(const QString& path);
  void move(int steps);  // to older (positive) or newer pictures, and shows the one there
  void focusSearch();
  void toggleStar(const QString& path);

  [[nodiscard]] QString currentPath() const;
  [[nodiscard]] HistoryModel& model() { return model_; }

 Q_SIGNALS:
  void shown(const QString& path);
  void restoreRequested(const QString& path);
  void trashed(const QString& path);
  void folderRequested(const QString& path);
  void compareRequested(const QString& path);  // with the picture that is shown
  void compareAllRequested(const QStringList& paths);
  void addToCompareRequested(const QString& path);
  void verifyRequested(const QString& path);
  void undoTrashRequested();

 private:
  void showMenu(const QPoint& place);
  void showCurrent();
  [[nodiscard]] QStringList chosenPaths() const;  // from left to right
  void addPictureActions(QMenu& menu, const QString& path);
  void search();
  void announceStar(const QString& path);
  void makeTools(QWidget* parent);
  void makeList();

  HistoryStore& store_;
  HistoryModel model_;
  QTimer searchSoon_;
  QLineEdit* search_;
  QToolButton* starredOnly_;
  HistoryList* list_;
  bool selecting_ = false;  // a picture that is shown already
};

}  // namespace maulstick::ui

#pragma once
// The row of thumbnails within the history strip: a list that says why it is empty, and keys: arrows show
// the picture they come to, Return restores its settings, Delete throws it away, S stars it.

#include <QListView>

namespace maulstick::ui {

class HistoryList : public QListView {
  Q_OBJECT

 public:
  explicit HistoryList(QWidget* parent = nullptr);

  // Shown in the middle while there are no rows.
  void setEmptyText(const QString& text);

 Q_SIGNALS:
  void deleteRequested(const QModelIndex& index);
  void starRequested(const QModelIndex& index);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QString emptyText_;
};

}  // namespace maulstick::ui

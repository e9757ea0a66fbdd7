#pragma once
// The pictures that wait to be painted: drag to reorder, Delete to remove. Hidden while there are none.

#include <QWidget>

#include "ui/painting/queue_runner.h"

class QLabel;
class QListView;
class QToolButton;

namespace maulstick::ui {

class QueuePanel : public QWidget {
  Q_OBJECT

 public:
  QueuePanel(JobQueue& queue, QueueRunner& runner, QWidget* parent = nullptr);

 private:
  void showState();
  void showMenu(const QPoint& place);
  void removeCurrent();
  [[nodiscard]] QString idAt(const QModelIndex& index) const;

  JobQueue& queue_;
  QueueRunner& runner_;
  QLabel* title_;
  QToolButton* resume_;
  QListView* list_;
};

}  // namespace maulstick::ui

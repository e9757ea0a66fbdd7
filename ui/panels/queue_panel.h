#pragma once
// The pictures that wait to be painted: drag or Ctrl+Shift+Up and Down to reorder, Delete to remove.
// Hidden while there are none.

#include <QWidget>
#include <functional>

#include "ui/painting/queue_runner.h"

class QKeySequence;
class QLabel;
class QListView;
class QToolButton;

namespace maulstick::ui {

class QueuePanel : public QWidget {
  Q_OBJECT

 public:
  QueuePanel(JobQueue& queue, QueueRunner& runner, QWidget* parent = nullptr);

 private:
  QToolButton* makeButton(const QString& icon, const QString& text, const QString& toolTip);
  void makeList();
  void addKey(const QString& name, const QKeySequence& keys, const std::function<void()>& act);
  void connectQueue();
  void showState();
  void showMenu(const QPoint& place);
  void removeCurrent();
  void moveCurrent(int rows);
  void retryAll();
  [[nodiscard]] QString idAt(const QModelIndex& index) const;

  JobQueue& queue_;
  QueueRunner& runner_;
  QLabel* title_;
  QToolButton* retry_;
  QToolButton* resume_;
  QListView* list_;
};

}  // namespace maulstick::ui

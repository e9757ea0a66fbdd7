#pragma once
// Takes files that are dragged over the window, wherever in it: before a text field may think that a
// file's name is text. What is dragged within the window, to reorder or to drag out, is left alone.

#include <QObject>

#include "ui/window/dropped_files.h"

class QDropEvent;
class QWidget;

namespace maulstick::ui {

class DropOverlay;

class DropReceiver : public QObject {
  Q_OBJECT

 public:
  explicit DropReceiver(QWidget* window);

 Q_SIGNALS:
  void dropped(const maulstick::ui::DropOffer& offer);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  bool hover(QDropEvent* event);
  bool drop(QDropEvent* event);

  QWidget* window_;
  DropOverlay* overlay_;
};

}  // namespace maulstick::ui

#pragma once
// The buttons that float on the canvas while the mouse is over it, or the keyboard on it: overlay,
// fit, 1:1, and a handle by which the picture's file is dragged out. Child of a CanvasView.

#include <QToolButton>
#include <QWidget>

namespace maulstick::ui {

class DragHandle : public QToolButton {
  Q_OBJECT

 public:
  explicit DragHandle(QWidget* parent = nullptr);

 Q_SIGNALS:
  void dragRequested();

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;

 private:
  QPoint pressed_;
};

class CanvasTools : public QWidget {
  Q_OBJECT

 public:
  explicit CanvasTools(QWidget* parent);

  void setOverlayShown(bool shown);
  void setCentreKnown(bool known);
  void setDragOffered(bool offered);

 Q_SIGNALS:
  void overlayToggled(bool shown);
  void fitRequested();
  void oneToOneRequested();
  void dragRequested();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QToolButton* overlay_;
  DragHandle* handle_;
};

}  // namespace maulstick::ui

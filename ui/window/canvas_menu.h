#pragma once
// What can be done with the picture on the canvas, as its context menu. Used by the main window.

#include <QObject>

class QAction;
class QPoint;

namespace maulstick::ui {

class PaintView;

class CanvasMenu : public QObject {
  Q_OBJECT

 public:
  // The actions of the window that copy and save the shown picture. All must outlive this.
  CanvasMenu(PaintView& view, QAction& copy, QAction& save, QObject* parent = nullptr);

 Q_SIGNALS:
  void verifyRequested(const QString& path);

 private:
  void show(const QPoint& place);

  PaintView& view_;
  QAction& copy_;
  QAction& save_;
};

}  // namespace maulstick::ui

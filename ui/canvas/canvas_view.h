#pragma once
// The canvas in the middle of the window: the picture, or what there is of it while it is painted,
// with zoom, pan, the centre of mass over it, and a file to drag out. Knows nothing of runs. UI
// thread. Besides what every ZoomedCanvas does:
//
//   double click   fit or actual size     1   actual size     O   overlay     arrows   pan
//   drag           pans; while the whole picture shows, drags its file out; with Shift or Alt
//                  always the file; middle button or Space always pans
//
// The context menu is the window's: customContextMenuRequested().

#include <QImage>
#include <memory>
#include <optional>

#include "ui/canvas/centre_overlay.h"
#include "ui/canvas/cross_fade.h"
#include "ui/canvas/picture_layer.h"
#include "ui/canvas/zoomed_canvas.h"

class QDrag;

namespace maulstick::ui {

class CanvasTools;
class EmptyState;

class CanvasView : public ZoomedCanvas {
  Q_OBJECT

 public:
  explicit CanvasView(QWidget* parent = nullptr);
  ~CanvasView() override;

  // All three keep zoom and place if the size stays the same.
  void setPicture(const QImage& picture);
  // A sketch from the latents is small, and shown as large as the picture is going to be.
  void setPreview(const QImage& image, bool decoded, const QSize& finalSize);
  void clear();

  // The empty canvas waits for a first preview, instead of inviting to begin.
  void setWaiting(bool waiting);
  void setExamples(const QStringList& prompts);
  void setAnimated(bool animated);

  // What a drag gives away; "" for nothing.
  void setDragFile(const QString& file);
  [[nodiscard]] const QString& dragFile() const { return dragFile_; }

  void setOverlayShown(bool shown);
  [[nodiscard]] bool isOverlayShown() const { return overlayShown_; }
  void setCentre(const QPointF& centre);  // in shares of the picture; adds to the path
  void clearPath();
  void showHoveredCentre(const std::optional<QPointF>& centre);  // of another step, for comparison
  [[nodiscard]] const std::vector<QPointF>& centrePath() const { return overlay_.path(); }

 Q_SIGNALS:
  void examplePicked(const QString& prompt);
  void overlayShownChanged(bool shown);

 protected:
  virtual void runDrag(QDrag* drag);  // the system's loop, until the button is released

  [[nodiscard]] bool hasPicture() const override { return !now_.isNull(); }
  void placeChildren() override;
  void viewMoved() override;

  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  enum class Grip { none, pan, file };

  void showLayer(const PictureLayer& layer, const QSize& size, bool fades);
  void showTools();
  void describe();
  void drawLayer(QPainter& painter, const PictureLayer& layer) const;
  void dragOut();
  void panTo(const QPointF& place);
  [[nodiscard]] Grip gripOf(const QMouseEvent& event) const;
  [[nodiscard]] Qt::CursorShape cursorFor(Grip grip) const;
  void updateCursor();
  bool actByKey(const QKeyEvent& event);

  PictureLayer now_;
  PictureLayer before_;
  CrossFade fade_;
  CentreOverlay overlay_;
  bool overlayShown_ = false;
  bool spaceHeld_ = false;
  QString dragFile_;
  Grip grip_ = Grip::none;
  QPointF pressed_;
  QPointF last_;
  EmptyState* empty_;
  CanvasTools* tools_;
};

}  // namespace maulstick::ui

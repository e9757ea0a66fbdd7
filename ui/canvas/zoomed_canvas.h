#pragma once
// A canvas whose picture can be zoomed and moved: by the wheel, a pinch, and keys. What lies on it,
// and what else the mouse does there, is the derived class's. UI thread.
//
//   wheel, pinch, + and -   zoom, at the cursor if there is one
//   0 or F   fit            Z   actual size

#include <QWidget>

#include "ui/canvas/view_transform.h"

namespace maulstick::ui {

class ZoomBadge;

class ZoomedCanvas : public QWidget {
  Q_OBJECT

 public:
  void fit();
  void showActualSize();
  void zoomBy(double factor, const QPointF& fixed);  // a place in the widget
  [[nodiscard]] double zoom() const { return view_.zoom(); }
  [[nodiscard]] bool isFitted() const { return view_.isFitted(); }

  // Continuous coordinates of the picture under a place in the widget, and back.
  [[nodiscard]] QPointF toPicture(const QPointF& place) const;
  [[nodiscard]] QPointF fromPicture(const QPointF& inPicture) const;

  [[nodiscard]] QSize sizeHint() const override { return {640, 640}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {240, 240}; }

 protected:
  static constexpr int gap = 12;  // between what floats on the canvas and its edge

  explicit ZoomedCanvas(QWidget* parent);

  [[nodiscard]] virtual bool hasPicture() const = 0;
  virtual void placeChildren();
  virtual void viewMoved() {}  // the picture lies elsewhere, or in another size

  // A child at a side of the canvas, as large as it wants to be.
  void put(QWidget* child, Qt::Alignment side);

  [[nodiscard]] QRectF box() const;  // where the whole picture lies
  void panBy(const QPointF& way);

  // Whether the key has done something: the arrows only while there is more to see.
  bool zoomByKey(int key);
  bool panByKey(int key);

  bool event(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

  ViewTransform view_;
  ZoomBadge* badge_;
  bool hasRing_ = false;  // of the focus, when it came by a key

 private:
  void measure();
  void tellZoom();
  bool zoomByGesture(QEvent* event);
};

}  // namespace maulstick::ui

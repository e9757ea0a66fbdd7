#pragma once
// The zoom in per cent, shown for a moment after it has changed. Child of a CanvasView.

#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

namespace maulstick::ui {

class ZoomBadge : public QWidget {
  Q_OBJECT

 public:
  explicit ZoomBadge(QWidget* parent);

  void setAnimated(bool animated) { animated_ = animated; }
  void tell(double zoom, bool fitted);
  [[nodiscard]] QString text() const { return text_; }

  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void leave();

  QString text_;
  bool animated_ = true;
  double opacity_ = 1;
  QTimer stay_;
  QVariantAnimation fade_;
};

}  // namespace maulstick::ui

#pragma once
// Who pushes how much: one bar, cut in parts, with the per cents below. Used by the cockpit. UI
// thread.

#include <QWidget>
#include <vector>

namespace maulstick::ui {

class SharesBar : public QWidget {
  Q_OBJECT

 public:
  struct Part {
    QString title;
    int colourIndex;
    double share;  // of all, 0 to 1
  };

  explicit SharesBar(QWidget* parent = nullptr);

  void setParts(std::vector<Part> parts);  // empty: nothing pushes

  // The part at a place in the widget, -1 beside them; "CLIP distance 55 %".
  [[nodiscard]] int partAt(double x) const;
  [[nodiscard]] QString textOf(int part) const;

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  [[nodiscard]] std::vector<double> shares() const;
  [[nodiscard]] QRectF bar() const;
  [[nodiscard]] QRectF place(std::size_t part) const;
  void drawLegend(QPainter& painter) const;

  std::vector<Part> parts_;
  int hovered_ = -1;
};

}  // namespace maulstick::ui

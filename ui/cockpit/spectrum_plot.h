#pragma once
// How the picture's power falls off from coarse to fine, with the split between low and high, and
// below it how much lies above the split against the target. Used by the cockpit. UI thread.

#include <QWidget>
#include <optional>
#include <vector>

namespace maulstick::ui {

class SpectrumPlot : public QWidget {
  Q_OBJECT

 public:
  explicit SpectrumPlot(QWidget* parent = nullptr);

  // Power in equal bins from 0 to 0.5 cycles a pixel, drawn by its logarithm. `reference` is drawn
  // faintly behind: where it began. Both may be empty.
  void setSpectrum(std::vector<double> power, std::vector<double> reference);
  void setHighShare(double share);  // 0 to 1; NaN if not known

  [[nodiscard]] std::optional<int> binAt(double x) const;
  [[nodiscard]] QString textOf(int bin) const;  // "0.23 cycles a pixel · power 0.0012"
  [[nodiscard]] double place(double radius) const;

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  [[nodiscard]] QRectF plot() const;
  [[nodiscard]] QRectF gauge() const;
  [[nodiscard]] QPointF placeOf(std::size_t bin, double power, std::size_t bins) const;
  [[nodiscard]] std::vector<QPolygonF> stretches(const std::vector<double>& power) const;
  void findRange();
  void drawSpectrum(QPainter& painter) const;
  void drawSplit(QPainter& painter) const;
  void drawGauge(QPainter& painter) const;

  std::vector<double> power_;
  std::vector<double> reference_;
  double lowest_ = 0;  // decades
  double highest_ = 1;
  double highShare_;
  std::optional<int> hovered_;
};

}  // namespace maulstick::ui

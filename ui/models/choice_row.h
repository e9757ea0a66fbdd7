#pragma once
// One of several to choose from, in a popup: a tick, a name, a note at the end of the line, and below a
// line of words with a bar that shows a share. Used by the choice of devices.

#include <QRadioButton>

namespace maulstick::ui {

class ChoiceRow : public QRadioButton {
  Q_OBJECT

 public:
  ChoiceRow(const QString& name, const QString& note, QWidget* parent = nullptr);

  void setWords(const QString& words);

  // Of the whole bar: as far as `low` in a stronger tone, then up to `high`; above 1 it is too much.
  void setShares(double low, double high);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  [[nodiscard]] bool hitButton(const QPoint& place) const override;

 private:
  [[nodiscard]] QRect inside() const;
  void drawTick(QPainter& painter, const QRect& place) const;
  void drawBar(QPainter& painter, const QRect& place) const;

  QString note_;
  QString words_;
  double low_ = 0;
  double high_ = 0;
};

}  // namespace maulstick::ui

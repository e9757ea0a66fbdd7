#pragma once
// A pill with a word on it: one that is on or off, or one that can be taken away.

#include <QPushButton>

namespace maulstick::ui {

class Chip : public QPushButton {
  Q_OBJECT

 public:
  explicit Chip(const QString& text, QWidget* parent = nullptr);

  // With a cross at its end; Delete and Backspace take it away too.
  void setRemovable(bool removable);
  [[nodiscard]] bool isRemovable() const { return removable_; }

  // Longer words end in "…"; a tool tip shows them whole. In pixels at the usual size of text.
  void setWidest(double pixels);
  [[nodiscard]] bool isElided() const;

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void removeRequested();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] int wholeWidth() const;  // with all words
  [[nodiscard]] QRect crossPlace() const;
  [[nodiscard]] bool isOnCross(const QPoint& place) const;
  [[nodiscard]] QRect wordsPlace() const;
  void drawGround(QPainter& painter) const;

  double widest_ = 240;
  bool removable_ = false;
  bool crossPressed_ = false;
  bool crossHovered_ = false;
};

}  // namespace maulstick::ui

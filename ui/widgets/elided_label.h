#pragma once
// One line of words that gives way: what does not fit is cut with "…", and a tool tip shows it
// whole.

#include <QLabel>

namespace maulstick::ui {

class ElidedLabel : public QLabel {
  Q_OBJECT

 public:
  explicit ElidedLabel(const QString& text = {}, QWidget* parent = nullptr);

  void setElideMode(Qt::TextElideMode mode);
  [[nodiscard]] bool isElided() const;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  Qt::TextElideMode mode_ = Qt::ElideRight;
};

}  // namespace maulstick::ui

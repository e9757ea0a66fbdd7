#pragma once
// Says how much of the text encoder's room a prompt takes: a thin bar and "9 of 77 tokens".

#include <QWidget>

namespace maulstick::ui {

class TokenMeter : public QWidget {
  Q_OBJECT

 public:
  explicit TokenMeter(QWidget* parent = nullptr);

  // `used` counts start and end tokens, as the encoder does; `dropped` is the text without room.
  void setUse(int used, int room, const QString& dropped);

  // No model is at hand that could count.
  void setUnknown();

  [[nodiscard]] QString text() const { return text_; }
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void show(const QString& text, double share, bool full);

  QString text_;
  double share_ = 0;
  bool full_ = false;
};

}  // namespace maulstick::ui

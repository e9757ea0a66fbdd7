#pragma once
// Says how much of the text encoder's room a prompt takes: "9 of 77 tokens", and a thin bar below that
// and below the buttons beside it.

#include <QWidget>

namespace maulstick::ui {

class ElidedLabel;

class TokenMeter : public QWidget {
  Q_OBJECT

 public:
  explicit TokenMeter(QWidget* parent = nullptr);

  // Behind the count; the meter becomes its parent.
  void addButton(QWidget* button);

  // `used` counts start and end tokens, as the encoder does; `dropped` is the text without room, of the
  // prompt and of the negative prompt.
  void setUse(int used, int room, const QString& dropped, const QString& droppedNegative = {});

  // No model is at hand that could count.
  void setUnknown();

  [[nodiscard]] QString text() const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  static QString noModel();
  void keepRoom();
  void show(const QString& text, double share, bool full);

  ElidedLabel* count_;
  double share_ = 0;
  bool full_ = false;
};

}  // namespace maulstick::ui

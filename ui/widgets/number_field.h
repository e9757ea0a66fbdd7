#pragma once
// The number of a slider row. What is typed counts once it is complete: Return, Tab or a click
// elsewhere. Comma and point are the same.

#include <QLineEdit>
#include <optional>

#include "ui/widgets/slider_row.h"

namespace maulstick::ui {

// "200", "7.5 %", "off".
QString numberText(const SliderSpec& spec, double value);

class NumberField : public QLineEdit {
  Q_OBJECT

 public:
  explicit NumberField(const SliderSpec& spec, QWidget* parent = nullptr);

  void setValue(double value);

  [[nodiscard]] QString textOf(double value) const;

  // Takes the focus and goes on after `text`; with "" all is selected.
  void beginWith(const QString& text);

 Q_SIGNALS:
  void entered(double value);
  void turned(double steps);
  void leaving(bool toGroove);  // the focus goes, or is given back to the groove it came from

 protected:
  bool event(QEvent* event) override;
  void changeEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  void take();
  void giveBack();
  void fitWidth();
  [[nodiscard]] std::optional<double> typed() const;

  SliderSpec spec_;
  double value_;
  double wheel_ = 0;  // what is left of turns smaller than a step
  bool fromGroove_ = false;
};

}  // namespace maulstick::ui

#pragma once
// A field for numbers as people write them, "1-5, 9" or "0-200 [5]", and under it, where it stands
// for none, a line that says what would do. Used for seeds and for the values of an axis.

#include <QLineEdit>
#include <QWidget>

class QLabel;

namespace maulstick::ui {

class ValuesField : public QWidget {
  Q_OBJECT

 public:
  explicit ValuesField(QWidget* parent = nullptr);

  [[nodiscard]] QString text() const { return field_->text(); }
  void setText(const QString& text);  // edited() is not sent
  [[nodiscard]] QLineEdit& field() { return *field_; }

  // Behind the field, in its line.
  void addBeside(QWidget* widget, bool before = false);

  // "": nothing is wrong.
  void setFault(const QString& words);
  [[nodiscard]] QString fault() const;

 Q_SIGNALS:
  void edited();

 private:
  QLineEdit* field_;
  QLabel* fault_;
};

}  // namespace maulstick::ui

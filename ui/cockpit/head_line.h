#pragma once
// The line above a plot: what it is, its value, and a note. Used by the cockpit.

#include <QWidget>

namespace maulstick::ui {

class ElidedLabel;
class FigureLabel;

class HeadLine : public QWidget {
  Q_OBJECT

 public:
  // `meaning` is told when the mouse rests on the title.
  HeadLine(const QString& title, const QString& meaning, QWidget* parent = nullptr);

  void setValue(const QString& value);  // stands out
  void setNote(const QString& note);    // steps back

  // The value, too, is cut where room is short.
  void setValueCanShrink();

  // The note keeps this much room, so that the value stands still.
  void setWidestNote(const QString& note);

  [[nodiscard]] const QString& title() const { return title_; }
  [[nodiscard]] const QString& value() const;
  [[nodiscard]] const QString& note() const;

 private:
  QString title_;
  ElidedLabel* name_;
  FigureLabel* value_;
  FigureLabel* note_;
  bool keepsNote_ = false;
};

}  // namespace maulstick::ui
